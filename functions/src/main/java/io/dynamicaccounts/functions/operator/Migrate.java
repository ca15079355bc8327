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
 * Snapshots accounts from the credential source into INACTIVE accounts. Of several ways to a cluster the one that Clouddriver uses
 * is kept; what agents cannot use as it is, is taken and told by the account's message.
 */
public final class Migrate implements Function<Migrate.Request, Migrate.Result> {

    private final CredentialSource source;
    private final AccountCreation accountCreation;

    /** Puts the function together over the shared components. */
    public Migrate(SharedComponents shared) {
        this.source = shared.source();
        this.accountCreation = new AccountCreation(shared);
    }

    public record Request(String actor, List<Entry> entries) {}

    /**
     * One account to migrate.
     *
     * @param zone where it is to be watched; it may also be given with its activation
     * @param kubeconfigFile a path on the agents' disk, instead of the one in the definition
     */
    public record Entry(AccountName name, Optional<ZoneId> zone, Optional<String> kubeconfigFile) {}

    /** What became of the batch. */
    public sealed interface Result {
        record Processed(BatchOutcome outcome) implements Result {}

        /** The source does not know these; nothing was processed. */
        record UnknownToSource(List<AccountName> names) implements Result {}

        /** What the source holds of these is no definition that an agent could use; nothing was processed. */
        record Unusable(List<Flaw> flaws) implements Result {}
    }

    /** Why an entry of the source cannot be migrated; the detail holds no value of it. */
    public record Flaw(AccountName name, String detail) {}

    @Override
    public Result apply(Request request) {
        Map<AccountName, Definition> known =
                source.find(request.entries().stream().map(Entry::name).toList());
        var unknown = new ArrayList<AccountName>();
        var flaws = new ArrayList<Flaw>();
        var newborns = new ArrayList<AccountCreation.NewAccount>();
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
                    .ifPresent(zone -> newborns.add(new AccountCreation.NewAccount(
                            entry.name(),
                            zone,
                            entry.kubeconfigFile(),
                            one,
                            Source.MIGRATED,
                            entry.kubeconfigFile().isPresent() ? Optional.empty() : passedOver(definition))));
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
                ? new Result.Processed(accountCreation.create(request.actor(), newborns))
                : new Result.Unusable(flaws);
    }

    /** The zone asked for, or the one that the definition names; the outer is empty when that is no zone. */
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

    /** What of the source the account does not have, because Clouddriver does not use it either. */
    private static Optional<String> passedOver(Definition definition) {
        List<String> passedOver = ClusterConnection.unusedConnections(definition.fields());
        return passedOver.isEmpty()
                ? Optional.empty()
                : Optional.of("left out " + String.join(" and ", passedOver) + ": " + ClusterConnection.PRECEDENCE);
    }
}
