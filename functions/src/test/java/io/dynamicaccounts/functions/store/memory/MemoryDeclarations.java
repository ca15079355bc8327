package io.dynamicaccounts.functions.store.memory;

import io.dynamicaccounts.functions.account.AgentId;
import io.dynamicaccounts.functions.account.ZoneId;
import io.dynamicaccounts.functions.store.Declarations;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

final class MemoryDeclarations implements Declarations {

    private final Object lock;
    private final Map<ZoneId, Map<AgentId, Declaration>> zones = new TreeMap<>();

    MemoryDeclarations(Object lock) {
        this.lock = lock;
    }

    private Map<AgentId, Declaration> zone(ZoneId zone) {
        return zones.computeIfAbsent(zone, id -> new TreeMap<>());
    }

    @Override
    public boolean replace(Optional<Declaration> before, Declaration after) {
        synchronized (lock) {
            boolean unchanged = find(after.zone(), after.agent()).equals(before);
            if (unchanged) {
                zone(after.zone()).put(after.agent(), after);
            }
            return unchanged;
        }
    }

    @Override
    public Optional<Declaration> find(ZoneId zone, AgentId agent) {
        synchronized (lock) {
            return Optional.ofNullable(zone(zone).get(agent));
        }
    }

    @Override
    public List<Declaration> inZone(ZoneId zone) {
        synchronized (lock) {
            return List.copyOf(zone(zone).values());
        }
    }

    @Override
    public void delete(Declaration declaration) {
        synchronized (lock) {
            find(declaration.zone(), declaration.agent())
                    .filter(found -> found.registration() == declaration.registration())
                    .ifPresent(found -> zone(declaration.zone()).remove(declaration.agent()));
        }
    }
}
