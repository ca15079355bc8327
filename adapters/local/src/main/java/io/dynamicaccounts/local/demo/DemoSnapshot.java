package io.dynamicaccounts.local.demo;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** The accounts and agents that operators see at one moment. */
record DemoSnapshot(List<Account> accounts, List<Agent> agents) {

    /**
     * An account as operators see it.
     *
     * @param watchers how many live agents watch the account
     * @param error why the account has failed; empty when it has not
     */
    record Account(String name, String zone, String state, long generation, int watchers, String error) {}

    /**
     * A live agent.
     *
     * @param accounts how many accounts the agent watches
     */
    record Agent(String id, String zone, int accounts) {}

    static final DemoSnapshot NOTHING = new DemoSnapshot(List.of(), List.of());

    Optional<Account> account(String name) {
        return accounts.stream().filter(account -> account.name().equals(name)).findFirst();
    }

    /** Returns whether there are matching accounts and all of them are in one of these states. */
    boolean all(Predicate<Account> which, String... states) {
        List<Account> these = accounts.stream().filter(which).toList();
        return !these.isEmpty()
                && these.stream().allMatch(account -> Arrays.asList(states).contains(account.state()));
    }

    boolean agentLives(String id) {
        return agents.stream().anyMatch(agent -> agent.id().equals(id));
    }
}
