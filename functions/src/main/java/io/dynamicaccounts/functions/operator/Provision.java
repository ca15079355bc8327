package io.dynamicaccounts.functions.operator;

import io.dynamicaccounts.functions.SharedComponents;
import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.account.Source;
import io.dynamicaccounts.functions.account.ZoneId;
import io.dynamicaccounts.functions.definition.Definition;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Creates INACTIVE accounts from the definitions of the request. A name that is taken is a conflict. */
public final class Provision implements Function<Provision.Request, BatchOutcome> {

    private final AccountCreation accountCreation;

    /** Builds the function over the shared components. */
    public Provision(SharedComponents shared) {
        this.accountCreation = new AccountCreation(shared);
    }

    /** Asks to create accounts, in the name of an operator. */
    public record Request(String actor, List<Entry> entries) {}

    /** One account to create. */
    public record Entry(AccountName name, Optional<ZoneId> zone, Definition definition) {}

    @Override
    public BatchOutcome apply(Request request) {
        return accountCreation.create(
                request.actor(),
                request.entries().stream()
                        .map(entry -> new AccountCreation.NewAccount(
                                entry.name(),
                                entry.zone(),
                                Optional.empty(),
                                entry.definition(),
                                Source.PROVISIONED,
                                Optional.empty()))
                        .toList());
    }
}
