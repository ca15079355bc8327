package io.dynamicaccounts.functions.account;

/**
 * A whole agent: its zone and its id. The same id in two zones are two agents, which know nothing of each other.
 *
 * <p>In text {@code zone/id}, as the history names who caused a transition. Neither part can contain the stroke.
 */
public record AgentName(ZoneId zone, AgentId id) {

    @Override
    public String toString() {
        return zone + "/" + id;
    }
}
