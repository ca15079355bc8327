package io.dynamicaccounts.functions.scenario;

import static io.dynamicaccounts.functions.scenario.Stage.ACCOUNT;

import io.dynamicaccounts.functions.account.Account;
import io.dynamicaccounts.functions.account.Source;
import io.dynamicaccounts.functions.account.Standing;
import io.dynamicaccounts.functions.account.ZoneId;
import io.dynamicaccounts.functions.store.Definitions;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What has become of the account of a stage, in terms that two different ways to it can share. */
record EndState(
        Standing standing,
        Optional<Source> source,
        Optional<ZoneId> zone,
        boolean pinned,
        Optional<String> kubeconfigFile,
        Map<String, Object> definition,
        int retries,
        int stops,
        Set<String> watching,
        Set<String> caching) {

    static EndState of(Stage stage) {
        Optional<Account> account = stage.account();
        var watching = new TreeSet<String>();
        var caching = new TreeSet<String>();
        for (TestAgent agent : stage.living()) {
            if (agent.watches().contains(ACCOUNT)) {
                watching.add(agent.id());
            }
            if (agent.caches().contains(ACCOUNT)) {
                caching.add(agent.id());
            }
        }
        return new EndState(
                account.map(Account::standing).orElse(Standing.REMOVED),
                account.flatMap(Account::source),
                account.flatMap(Account::zone),
                account.map(Account::pinned).orElse(false),
                account.flatMap(Account::kubeconfigFile),
                account.map(found -> definition(stage, found)).orElse(Map.of()),
                account.map(Account::retries).orElse(0),
                account.map(Account::stops).orElse(0),
                watching,
                caching);
    }

    private static Map<String, Object> definition(Stage stage, Account account) {
        return account.definition()
                .flatMap(id -> stage.store.definitions().find(new Definitions.Key(account.name(), id)))
                .map(stored -> new MaskingOnly().open(stored).fields())
                .orElse(Map.of());
    }
}
