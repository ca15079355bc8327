package io.dynamicaccounts.functions.operator;

import io.dynamicaccounts.functions.account.Account;
import io.dynamicaccounts.functions.account.AgentId;
import io.dynamicaccounts.functions.definition.Definition;
import io.dynamicaccounts.functions.definition.StartHint;
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
 * @param observed the agents' observations of the cluster
 */
public record AccountView(
        Account account,
        Map<String, Object> definition,
        List<Watcher> agents,
        Optional<String> waitsFor,
        Observation observed) {

    /**
     * Returns why agents will not be able to start the account with its present definition, and the way out. The
     * result is empty where no obstacle is known, once an agent has started the account or reported why it cannot,
     * and where the view has no definition.
     */
    public Optional<String> startHint() {
        return switch (account.state()) {
            case INACTIVE, TO_MIGRATE, ACTIVATING, FAILED_NO_AGENT ->
                StartHint.of(new Definition(definition), account.kubeconfigFile());
            case ACTIVE, ORPHANED, FAILED_STARTING, FAILED_STOPPING, TO_DEACTIVATE, DEACTIVATING, REMOVED ->
                Optional.empty();
        };
    }

    /**
     * A live agent that watches the account.
     *
     * @param caching whether this agent is the account's cacher
     */
    public record Watcher(AgentId agent, boolean caching) {}
}
