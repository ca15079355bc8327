package io.dynamicaccounts.agent.session;

import io.dynamicaccounts.agent.AgentStatus;
import io.dynamicaccounts.agent.session.LocalAccount.Outcome;
import io.dynamicaccounts.agent.watch.CachingPermit;
import java.util.Collection;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Predicate;

/** Sorts the accounts of an agent by what the agent does about them. */
final class AccountCounts {

    private AccountCounts() {}

    static AgentStatus of(
            String session, Optional<Long> applied, Optional<Long> epoch, Collection<LocalAccount> accounts) {
        return new AgentStatus(
                session,
                applied,
                epoch,
                names(accounts, account -> account.live == null && account.outcome == null),
                names(accounts, account -> in(account, LocalAccount.Phase.STARTING)),
                names(accounts, account -> in(account, LocalAccount.Phase.WATCHING)),
                names(
                        accounts,
                        account -> account.live != null && account.live.caching instanceof CachingPermit.Granted),
                names(
                        accounts,
                        account -> in(account, LocalAccount.Phase.STOPPING) || in(account, LocalAccount.Phase.STUCK)),
                names(accounts, account -> account.outcome == Outcome.FAILED));
    }

    private static boolean in(LocalAccount account, LocalAccount.Phase phase) {
        return account.live != null && account.live.phase == phase;
    }

    private static NavigableSet<String> names(Collection<LocalAccount> accounts, Predicate<LocalAccount> which) {
        NavigableSet<String> result = new TreeSet<>();
        accounts.stream().filter(which).map(account -> account.name).forEach(result::add);
        return result;
    }
}
