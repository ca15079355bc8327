package io.dynamicaccounts.functions.operator;

import io.dynamicaccounts.functions.account.Account;
import io.dynamicaccounts.functions.account.AgentId;
import io.dynamicaccounts.functions.store.Observations.Observation;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An account as operators see it, without any secret.
 *
 * @param account the stored account
 * @param definition the account's definition with every secret masked; empty when the account has none, or the
 *     caller did not ask for it
 * @param agents the live agents of the account's zone that confirmed the account, sorted by id
 * @param waitsFor why no agent takes the account now, for a human; empty where an agent may take it, or the account
 *     waits for none
 * @param startHint why agents will not be able to start the account with its present definition, and the way out;
 *     empty where no obstacle is known, once an agent has started the account or reported why it cannot, and where the
 *     view has no definition
 * @param observed the agents' observations of the cluster
 */
public record AccountView(
        Account account,
        Map<String, Object> definition,
        List<Watcher> agents,
        Optional<String> waitsFor,
        Optional<String> startHint,
        Observation observed) {

    /**
     * A live agent that watches the account.
     *
     * @param caching whether this agent is the account's cacher
     */
    public record Watcher(AgentId agent, boolean caching) {}
}
