package io.dynamicaccounts.agent;

import java.util.NavigableSet;
import java.util.Optional;

/**
 * What an agent does at one moment.
 *
 * @param applied the newest revision that it can acknowledge
 * @param epoch of the newest list that it took
 * @param waiting accounts to be watched that were not begun yet
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
