package io.dynamicaccounts.functions.operator;

import io.dynamicaccounts.functions.SharedComponents;
import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.account.Source;
import io.dynamicaccounts.functions.account.ZoneId;
import io.dynamicaccounts.functions.definition.ClusterConnection;
import io.dynamicaccounts.functions.definition.CredentialSource;
import io.dynamicaccounts.functions.definition.Definition;
import io.dynamicaccounts.functions.definition.DefinitionRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Creates INACTIVE accounts from the credential source. Where a definition has several connections to a cluster, the
 * account keeps the connection that Clouddriver uses. A definition that agents cannot use as it is, is accepted, and
 * the account's message says so.
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

        /** The source does not know these; nothing was processed. */
        record UnknownToSource(List<AccountName> names) implements Result {}

        /** What the source holds of these is no definition that an agent could use; nothing was processed. */
        record Unusable(List<Flaw> flaws) implements Result {}
    }

    /** The reason why an entry of the source cannot be migrated. The detail contains no value of the definition. */
    public record Flaw(AccountName name, String detail) {}

    @Override
    public Result apply(Request request) {
        Map<AccountName, Definition> known =
                source.find(request.entries().stream().map(Entry::name).toList());
        var unknown = new ArrayList<AccountName>();
        var flaws = new ArrayList<Flaw>();
        var newAccounts = new ArrayList<AccountCreation.NewAccount>();
        for (Entry entry : request.entries()) {
            Definition definition = known.get(entry.name());
            if (definition == null) {
                unknown.add(entry.name());
                continue;
            }
            var one = new Definition(ClusterConnection.withOneConnection(definition.fields()));
            DefinitionRules.options(one.fields())
                    .forEach(flaw -> flaws.add(
                            new Flaw(entry.name(), "its definition at " + flaw.pointer() + ": " + flaw.detail())));
            zone(entry, definition, flaws)
                    .ifPresent(zone -> newAccounts.add(new AccountCreation.NewAccount(
                            entry.name(),
                            zone,
                            entry.kubeconfigFile(),
                            one,
                            Source.MIGRATED,
                            entry.kubeconfigFile().isPresent() ? Optional.empty() : unusedConnections(definition))));
            if (entry.kubeconfigFile().isEmpty() && !ClusterConnection.isPresent(one)) {
                flaws.add(
                        new Flaw(
                                entry.name(),
                                "its definition has none of kubeconfigFile, kubeconfigContents, serviceAccount: true; give kubeconfigFile"));
            }
        }
        if (!unknown.isEmpty()) {
            return new Result.UnknownToSource(unknown);
        }
        return flaws.isEmpty()
                ? new Result.Processed(accountCreation.create(request.actor(), newAccounts))
                : new Result.Unusable(flaws);
    }

    /**
     * Returns the requested zone, or else the zone that the definition names, if it names any. The outer value is
     * empty when the definition's zone is not a valid zone id.
     */
    private static Optional<Optional<ZoneId>> zone(Entry entry, Definition definition, List<Flaw> flaws) {
        if (entry.zone().isPresent()) {
            return Optional.of(entry.zone());
        }
        try {
            return Optional.of(definition.text("zoneId").map(ZoneId::new));
        } catch (IllegalArgumentException e) {
            flaws.add(new Flaw(entry.name(), "zoneId of its definition: " + e.getMessage()));
            return Optional.empty();
        }
    }

    /**
     * Returns a note on the connections that the account leaves out, because Clouddriver does not use them either.
     */
    private static Optional<String> unusedConnections(Definition definition) {
        List<String> unusedConnections = ClusterConnection.unusedConnections(definition.fields());
        return unusedConnections.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        "left out " + String.join(" and ", unusedConnections) + ": " + ClusterConnection.PRECEDENCE);
    }
}
