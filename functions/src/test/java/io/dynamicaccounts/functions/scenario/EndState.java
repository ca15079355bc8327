package io.dynamicaccounts.functions.scenario;

import static io.dynamicaccounts.functions.scenario.Stage.ACCOUNT;

import io.dynamicaccounts.functions.account.Account;
import io.dynamicaccounts.functions.account.AccountState;
import io.dynamicaccounts.functions.account.Source;
import io.dynamicaccounts.functions.account.VisibleState;
import io.dynamicaccounts.functions.account.ZoneId;
import io.dynamicaccounts.functions.store.Definitions;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What has become of the account of a stage, in terms that two different ways to it can share.
 *
 * @param zone where it is, unless the search for one has only happened to look there
 * @param retries how often its start was tried again, if it failed all the same; {@code stops} likewise
 */
record EndState(
        AccountState state,
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
                account.map(Account::state).orElse(AccountState.REMOVED),
                account.flatMap(Account::source),
                account.filter(found -> found.zonePinned() || !found.exists()).flatMap(Account::zone),
                account.map(Account::zonePinned).orElse(false),
                account.flatMap(Account::kubeconfigFile),
                account.map(found -> definition(stage, found)).orElse(Map.of()),
                account.filter(EndState::failed).map(Account::retries).orElse(0),
                account.filter(EndState::failed).map(Account::stopRetries).orElse(0),
                watching,
                caching);
    }

    /** How often something was tried says nothing any more once it was managed. */
    private static boolean failed(Account account) {
        return account.state().visibleState().equals(Optional.of(VisibleState.FAILED));
    }

    private static Map<String, Object> definition(Stage stage, Account account) {
        return account.definition()
                .flatMap(id -> stage.store.definitions().find(new Definitions.Key(account.name(), id)))
                .map(stored -> new MaskingOnly().decrypt(stored).fields())
                .orElse(Map.of());
    }
}
