package io.dynamicaccounts.simulation;

import io.dynamicaccounts.agent.protocol.StaticAccount;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the agents' own configurations declare: one static account for each zone, or none. */
final class Declared {

    private final Map<String, String> zones;
    private final Set<String> declaring = new HashSet<>();
    private final Map<String, Integer> changes = new HashMap<>();
    private final Set<String> different = new HashSet<>();

    /** @param zones of each agent */
    Declared(Map<String, String> zones) {
        this.zones = zones;
    }

    void set(String agent, boolean declares) {
        boolean _ = declares ? declaring.add(agent) : declaring.remove(agent);
    }

    /** All agents of the zone say the same from now on, and another thing than before. */
    void change(String zone) {
        changes.merge(zone, 1, Integer::sum);
        different.removeIf(agent -> zone.equals(zones.get(agent)));
    }

    /** The agent says what no other says. */
    void differ(String agent) {
        different.add(agent);
    }

    /** Whether some agents contradict each other. */
    boolean isContradictory() {
        return !different.isEmpty();
    }

    boolean isDeclaredBy(String agent) {
        return declaring.contains(agent);
    }

    List<StaticAccount> by(String agent) {
        String zone = zones.get(agent);
        return declaring.contains(agent)
                ? List.of(new StaticAccount(
                        Script.declaredIn(zone), Map.of("serviceAccount", true, "context", context(agent))))
                : List.of();
    }

    /** What tells this agent's newest definition from those before, and from others'. */
    String context(String agent) {
        return "change-" + changes.getOrDefault(zones.get(agent), 0)
                + (different.contains(agent) ? "-by-" + agent : "");
    }
}
