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
 * An account as operators see it: never a secret.
 *
 * @param account the facts
 * @param definition its definition with every secret masked; empty when it has none, or it was not asked for
 * @param agents the live agents of its zone that confirmed it, in order of id
 * @param waitsFor why no agent takes it now, for a human; empty where one may, or it waits for none
 * @param observed what agents found out about the cluster
 */
public record AccountView(
        Account account,
        Map<String, Object> definition,
        List<Watcher> agents,
        Optional<String> waitsFor,
        Observation observed) {

    /**
     * What will keep agents from starting it as it is, and the way out. Empty where nothing is known to, once an agent has said
     * by itself why it cannot or has started it, and where the definition was not asked for.
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
     * @param caching whether it is the one that caches
     */
    public record Watcher(AgentId agent, boolean caching) {}
}
