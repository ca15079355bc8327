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

    /** @param zones of each agent */
    Declared(Map<String, String> zones) {
        this.zones = zones;
    }

    void set(String agent, boolean declares) {
        boolean _ = declares ? declaring.add(agent) : declaring.remove(agent);
    }

    void change(String zone) {
        changes.merge(zone, 1, Integer::sum);
    }

    boolean isDeclaredBy(String agent) {
        return declaring.contains(agent);
    }

    List<StaticAccount> by(String agent) {
        String zone = zones.get(agent);
        return declaring.contains(agent)
                ? List.of(new StaticAccount(
                        Script.declaredIn(zone), Map.of("serviceAccount", true, "context", context(zone))))
                : List.of();
    }

    /** What tells the newest definition from those before. */
    String context(String zone) {
        return "change-" + changes.getOrDefault(zone, 0);
    }
}
