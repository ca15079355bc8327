package io.dynamicaccounts.functions.operator;

import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.account.Source;
import io.dynamicaccounts.functions.account.ZoneId;
import io.dynamicaccounts.functions.definition.ClusterConnection;
import io.dynamicaccounts.functions.definition.Definition;
import io.dynamicaccounts.functions.definition.DefinitionRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What becomes of the definitions that a source has of some names. Where a definition has several connections to a
 * cluster, the account keeps the connection that Clouddriver uses.
 *
 * @param newAccounts the accounts to create
 * @param unknown the names that the source does not have
 * @param flaws why definitions of the source cannot be migrated; their accounts are not among the new ones
 */
record MigrationPlan(
        List<AccountCreation.NewAccount> newAccounts, List<AccountName> unknown, List<Migrate.Flaw> flaws) {

    /** Returns the names of the new accounts. */
    List<AccountName> names() {
        return newAccounts.stream().map(AccountCreation.NewAccount::name).toList();
    }

    /** Plans the migration of these entries. */
    static MigrationPlan of(List<Migrate.Entry> entries, Map<AccountName, Definition> known) {
        var unknown = new ArrayList<AccountName>();
        var flaws = new ArrayList<Migrate.Flaw>();
        var newAccounts = new ArrayList<AccountCreation.NewAccount>();
        for (Migrate.Entry entry : entries) {
            Definition definition = known.get(entry.name());
            if (definition == null) {
                unknown.add(entry.name());
                continue;
            }
            int before = flaws.size();
            AccountCreation.NewAccount account = newAccount(entry, definition, flaws);
            if (flaws.size() == before) {
                newAccounts.add(account);
            }
        }
        return new MigrationPlan(newAccounts, unknown, flaws);
    }

    private static AccountCreation.NewAccount newAccount(
            Migrate.Entry entry, Definition definition, List<Migrate.Flaw> flaws) {
        var one = new Definition(ClusterConnection.withOneConnection(definition.fields()));
        DefinitionRules.options(one.fields())
                .forEach(flaw -> flaws.add(
                        new Migrate.Flaw(entry.name(), "its definition at " + flaw.pointer() + ": " + flaw.detail())));
        if (entry.kubeconfigFile().isEmpty() && !ClusterConnection.isPresent(one)) {
            flaws.add(
                    new Migrate.Flaw(
                            entry.name(),
                            "its definition has none of kubeconfigFile, kubeconfigContents, serviceAccount: true; give kubeconfigFile"));
        }
        return new AccountCreation.NewAccount(
                entry.name(),
                zone(entry, definition, flaws),
                entry.kubeconfigFile(),
                one,
                Source.MIGRATED,
                entry.kubeconfigFile().isPresent() ? Optional.empty() : unusedConnections(definition));
    }

    /** Returns the requested zone, or else the zone that the definition names, if it names any. */
    private static Optional<ZoneId> zone(Migrate.Entry entry, Definition definition, List<Migrate.Flaw> flaws) {
        if (entry.zone().isPresent()) {
            return entry.zone();
        }
        try {
            return definition.text("zoneId").map(ZoneId::new);
        } catch (IllegalArgumentException e) {
            flaws.add(new Migrate.Flaw(entry.name(), "zoneId of its definition: " + e.getMessage()));
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
