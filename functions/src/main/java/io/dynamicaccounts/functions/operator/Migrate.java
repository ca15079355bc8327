package io.dynamicaccounts.functions.operator;

import io.dynamicaccounts.functions.SharedComponents;
import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.account.ZoneId;
import io.dynamicaccounts.functions.definition.CredentialSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Creates INACTIVE accounts from the credential sources. A definition that agents cannot use as it is, is accepted,
 * and the account's message says so.
 */
public final class Migrate implements Function<Migrate.Request, Migrate.Result> {

    private final CredentialSource source;
    private final AccountCreation accountCreation;

    /** Builds the function over the shared components. */
    public Migrate(SharedComponents shared) {
        this.source = shared.migrationSource();
        this.accountCreation = new AccountCreation(shared);
    }

    /** Asks to migrate accounts, in the name of an operator. */
    public record Request(String actor, List<Entry> entries) {}

    /**
     * One account to migrate.
     *
     * @param zone the zone of the account; the zone may also be named at the activation
     * @param kubeconfigFile a path on the agents' disk, instead of the one in the definition
     */
    public record Entry(AccountName name, Optional<ZoneId> zone, Optional<String> kubeconfigFile) {}

    /** The result of the batch. */
    public sealed interface Result {
        record Processed(BatchOutcome outcome) implements Result {}

        /** No source has these, and every source was read; nothing was processed. */
        record UnknownToSource(List<AccountName> names) implements Result {}

        /** What the source holds of these is no definition that an agent could use; nothing was processed. */
        record Unusable(List<Flaw> flaws) implements Result {}
    }

    /** The reason why an entry of the source cannot be migrated. The detail contains no value of the definition. */
    public record Flaw(AccountName name, String detail) {}

    /**
     * Migrates the accounts.
     *
     * @throws CredentialSource.Unreadable when a name is in no source that can be read, and another may have it;
     *     nothing was processed
     */
    @Override
    public Result apply(Request request) {
        CredentialSource.Lookup lookup =
                source.lookup(request.entries().stream().map(Entry::name).toList());
        MigrationPlan plan = MigrationPlan.of(request.entries(), lookup.definitions());
        if (!plan.unknown().isEmpty()) {
            lookup.unreadable().ifPresent(unreadable -> {
                throw unreadable;
            });
            return new Result.UnknownToSource(plan.unknown());
        }
        return plan.flaws().isEmpty()
                ? new Result.Processed(accountCreation.create(request.actor(), plan.newAccounts()))
                : new Result.Unusable(plan.flaws());
    }
}
