package io.dynamicaccounts.functions.account;

/**
 * The full name of an agent: its zone and its id. The same id in two zones names two agents, which do not affect
 * each other.
 *
 * <p>The text form is {@code zone/id}, by which the history names an agent that caused a transition. Neither part
 * can contain a slash.
 */
public record AgentName(ZoneId zone, AgentId id) {

    @Override
    public String toString() {
        return zone + "/" + id;
    }
}
