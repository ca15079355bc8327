package io.dynamicaccounts.functions.operator;

import io.dynamicaccounts.functions.SharedComponents;
import io.dynamicaccounts.functions.account.Account;
import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.store.Observations.Observation;
import io.dynamicaccounts.functions.store.Store;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Returns the namespaces that an agent last reported of an account. */
public final class Namespaces implements Function<Namespaces.Request, Namespaces.Result> {

    private final Store store;

    /** Builds the function over the shared components. */
    public Namespaces(SharedComponents shared) {
        this.store = shared.store();
    }

    /** Asks for the namespaces of one account. */
    public record Request(AccountName name) {}

    /** The namespaces; absent when there is no such account, and an empty list while no agent has reported any. */
    public record Result(Optional<List<String>> namespaces) {}

    @Override
    public Result apply(Request request) {
        return new Result(store.accounts()
                .find(request.name())
                .filter(Account::exists)
                .map(account -> store.observations()
                        .find(account.name())
                        .orElse(Observation.NONE)
                        .namespaces()));
    }
}
