package io.dynamicaccounts.agent;

import java.util.NavigableSet;
import java.util.Optional;

/**
 * The accounts of an agent at one moment, by what the agent does about them.
 *
 * @param applied the newest revision that the agent can acknowledge
 * @param epoch the epoch of the newest list that the agent took
 * @param waiting accounts to be watched whose start has not begun yet
 */
public record AgentStatus(
        String session,
        Optional<Long> applied,
        Optional<Long> epoch,
        NavigableSet<String> waiting,
        NavigableSet<String> starting,
        NavigableSet<String> watching,
        NavigableSet<String> caching,
        NavigableSet<String> stopping,
        NavigableSet<String> failed) {}
