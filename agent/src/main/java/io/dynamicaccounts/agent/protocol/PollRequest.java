package io.dynamicaccounts.agent.protocol;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Heartbeat and question in one.
 *
 * @param session the random id of this process
 * @param revision the newest revision applied: this agent no longer does anything that it does not name. Null asks for the complete list
 * @param capacity how many further starts this agent takes now
 * @param version of the agent's software
 * @param secretEngines the secret references that this agent can resolve by itself
 * @param staticAccounts those that its own configuration declares; null says nothing about them, empty says that there are none
 */
public record PollRequest(
        String zoneId,
        String session,
        @Nullable Long revision,
        int capacity,
        String version,
        List<String> secretEngines,
        @Nullable List<StaticAccount> staticAccounts) {

    public PollRequest {
        secretEngines = List.copyOf(secretEngines);
        staticAccounts = staticAccounts == null ? null : List.copyOf(staticAccounts);
    }
}
