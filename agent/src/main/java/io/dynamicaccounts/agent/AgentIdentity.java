package io.dynamicaccounts.agent;

import java.util.regex.Pattern;

/**
 * The identity of an agent. Each part is a letter or digit followed by at most 127 letters, digits, '.', '_' or '-';
 * the constructor refuses anything else with an {@link IllegalArgumentException}.
 *
 * @param agentId the agent's name, under which one process may run at a time
 * @param zoneId the zone whose accounts the agent watches
 */
public record AgentIdentity(String agentId, String zoneId) {

    private static final Pattern LEGAL = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,127}");

    public AgentIdentity {
        check("the agent's id", agentId);
        check("the zone", zoneId);
    }

    private static void check(String what, String value) {
        if (!LEGAL.matcher(value).matches()) {
            throw new IllegalArgumentException(what
                    + " must start with a letter or digit and go on with at most 127 letters, digits, '.', '_' or '-'");
        }
    }
}
