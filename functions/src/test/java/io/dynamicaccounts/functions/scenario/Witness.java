package io.dynamicaccounts.functions.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.dynamicaccounts.functions.account.Account;
import io.dynamicaccounts.functions.account.ZoneId;
import io.dynamicaccounts.functions.store.Assignment;
import io.dynamicaccounts.functions.store.Zone;
import io.dynamicaccounts.functions.store.Zone.Member;
import io.dynamicaccounts.functions.sweep.Sweep;
import java.util.List;

/** Holds the transitions that speak for agents to what these agents say and do at that very moment. */
final class Witness {

    private final Stage stage;

    Witness(Stage stage) {
        this.stage = stage;
    }

    void sees(Timeline.Write write) {
        Account after = write.after();
        switch (write.event()) {
            case STOPPED ->
                after.zone()
                        .ifPresent(zone -> assertThat(watching(zone))
                                .as("members that watch what has stopped")
                                .isEmpty());
            case START_FAILED -> {
                // Unless it is the deadline that counts: who watches may have died before it was confirmed.
                if (!write.actor().equals(Sweep.ACTOR)) {
                    after.zone()
                            .ifPresent(zone -> assertThat(confirmed(zone, after.generation()))
                                    .as("members that have confirmed what has failed")
                                    .isEmpty());
                }
            }
            default -> {
                // They speak for nobody else.
            }
        }
    }

    private List<String> watching(ZoneId id) {
        Zone zone = stage.store.zones().find(id);
        return stage.processes().stream()
                .filter(process -> zone.members().stream().anyMatch(process::is))
                .filter(process -> process.watches().contains(Stage.ACCOUNT))
                .map(TestAgent::id)
                .toList();
    }

    private List<String> confirmed(ZoneId id, long generation) {
        Zone zone = stage.store.zones().find(id);
        return stage.store.assignments().inZone(id).stream()
                .filter(assignment -> assignment.generation() == generation)
                .flatMap(assignment -> zone.members().stream()
                        .filter(member ->
                                assignment.lastReported(member.registration(), Assignment.ReportedResult.WATCHING)))
                .map(Member::agent)
                .map(Object::toString)
                .toList();
    }
}
