package io.dynamicaccounts.functions.scenario;

import io.dynamicaccounts.functions.account.Account;
import io.dynamicaccounts.functions.account.AccountState;
import io.dynamicaccounts.functions.account.ZoneId;
import io.dynamicaccounts.functions.store.Assignment;
import io.dynamicaccounts.functions.store.Credentials;
import io.dynamicaccounts.functions.store.Heartbeat;
import io.dynamicaccounts.functions.store.Zone;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Everything on a stage that may still change by itself, at one moment: what is the same at the next sweep, and
 * complete, stays.
 */
record Rest(
        Optional<Account> account,
        Collection<Zone> zones,
        List<Assignment> assignments,
        List<Beat> beats,
        Map<String, Set<String>> watching,
        Set<String> reporting,
        boolean intended) {

    private static final List<ZoneId> ZONES = List.of(World.zone(Stage.ZONE), World.zone(Stage.OTHER_ZONE));

    /** A heartbeat but for the time of the last poll. */
    private record Beat(String agent, ZoneId zone, boolean lives, long acknowledged, boolean wakes) {}

    static Rest of(Stage stage) {
        Set<String> ids = stage.living().stream().map(TestAgent::id).collect(Collectors.toSet());
        var watching = new TreeMap<String, Set<String>>();
        var reporting = new TreeSet<String>();
        for (TestAgent agent : stage.living()) {
            watching.put(agent.id(), Set.copyOf(agent.watches()));
            if (agent.hasToReport()) {
                reporting.add(agent.id());
            }
        }
        return new Rest(
                stage.account(),
                List.copyOf(stage.store.zones().find(ZONES).values()),
                ZONES.stream()
                        .flatMap(zone -> stage.store.assignments().inZone(zone).stream())
                        .toList(),
                stage.store.heartbeats().all().stream()
                        .map(beat -> beat(beat, ids))
                        .toList(),
                watching,
                reporting,
                stage.store
                        .credentials()
                        .find(World.name(Stage.ACCOUNT))
                        .flatMap(Credentials.Revision::pending)
                        .isPresent());
    }

    private static Beat beat(Heartbeat heartbeat, Set<String> ids) {
        String agent = heartbeat.agent().value();
        return new Beat(
                agent,
                heartbeat.zone(),
                !heartbeat.gone() && ids.contains(agent),
                heartbeat.acknowledged(),
                heartbeat.wakeAt().isPresent());
    }

    /** Whether nothing waits for its time to come. */
    boolean isComplete() {
        return account.map(this::rests).orElse(true)
                && zones.stream().allMatch(zone -> zone.roster().isSettled() || !zone.hasLiveAgents())
                && beats.stream()
                        .allMatch(beat -> beat.lives() && !beat.wakes() && beat.acknowledged() == revision(beat.zone()))
                && reporting.isEmpty()
                && !intended;
    }

    private long revision(ZoneId id) {
        return zones.stream()
                .filter(zone -> zone.id().equals(id))
                .mapToLong(Zone::revision)
                .findFirst()
                .orElse(0);
    }

    /** A tombstone is looked at once more an hour later, and who waits for an agent is looked at now and then. */
    private boolean rests(Account found) {
        boolean looking = found.state() == AccountState.FAILED_NO_AGENT && nobodyLives(found);
        Instant soon = found.updated().plus(Duration.ofMinutes(30));
        return found.deadline().isEmpty()
                && (looking || found.due().filter(due -> due.isBefore(soon)).isEmpty());
    }

    private boolean nobodyLives(Account found) {
        return zones.stream()
                .filter(zone -> found.zone().isEmpty() || found.zone().equals(Optional.of(zone.id())))
                .noneMatch(Zone::hasLiveAgents);
    }
}
