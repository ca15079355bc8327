package io.dynamicaccounts.functions.operator;

import io.dynamicaccounts.functions.Settings;
import io.dynamicaccounts.functions.account.AccountState.Work;
import io.dynamicaccounts.functions.account.ZoneId;
import io.dynamicaccounts.functions.store.Assignment;
import io.dynamicaccounts.functions.store.Heartbeat;
import io.dynamicaccounts.functions.store.Store;
import io.dynamicaccounts.functions.store.Zone;
import io.dynamicaccounts.functions.store.Zone.Member;
import io.dynamicaccounts.functions.zone.CacherSelection;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Builds the views of agents for operators: of the agents in their zone's roster that have a fresh heartbeat. */
final class AgentViews {

    private final Store store;
    private final Settings settings;

    AgentViews(Store store, Settings settings) {
        this.store = store;
        this.settings = settings;
    }

    /** Returns the fresh heartbeats among these. */
    List<Heartbeat> fresh(List<Heartbeat> heartbeats, Instant now) {
        return heartbeats.stream()
                .filter(heartbeat -> !heartbeat.gone() && !settings.isStale(heartbeat, now))
                .toList();
    }

    /** Returns the views of the agents with a fresh heartbeat, sorted by id and then by zone. */
    List<AgentView> of(List<Heartbeat> heartbeats, Instant now) {
        Map<ZoneId, List<Heartbeat>> byZone =
                fresh(heartbeats, now).stream().collect(Collectors.groupingBy(Heartbeat::zone));
        Map<ZoneId, Zone> zones = store.zones().find(byZone.keySet());
        return byZone.entrySet().stream()
                .flatMap(entry -> {
                    Zone zone = zones.getOrDefault(entry.getKey(), Zone.empty(entry.getKey()));
                    List<Assignment> assignments = store.assignments().inZone(entry.getKey());
                    return entry.getValue().stream()
                            .flatMap(heartbeat -> zone.member(heartbeat.agent()).stream()
                                    .filter(member -> member.session().equals(heartbeat.session()))
                                    .map(member -> view(heartbeat, zone, member, assignments)));
                })
                .sorted(Comparator.comparing(AgentView::agent).thenComparing(AgentView::zone))
                .toList();
    }

    private static AgentView view(Heartbeat heartbeat, Zone zone, Member member, List<Assignment> assignments) {
        List<Assignment> watched = assignments.stream()
                .filter(assignment ->
                        assignment.lastReported(member.registration(), Assignment.ReportedResult.WATCHING))
                .filter(assignment -> assignment.state().work() != Work.NONE)
                .toList();
        return new AgentView(
                heartbeat.agent(),
                heartbeat.zone(),
                watched.stream().map(Assignment::account).toList(),
                watched.stream().anyMatch(assignment -> CacherSelection.mayCache(zone, member, assignment)),
                heartbeat.lastSeen(),
                heartbeat.version());
    }
}
