package io.dynamicaccounts.simulation;

import io.dynamicaccounts.functions.store.Assignment;
import io.dynamicaccounts.functions.store.Heartbeat;
import io.dynamicaccounts.functions.store.SweepMark;
import io.dynamicaccounts.functions.store.Zone;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** What has to be waited for, and is not. */
final class ForgottenWaiting {

    /** The ports' methods that list what a zone has. */
    private static final Set<String> LISTS = Set.of("in", "inZone", "of");

    private ForgottenWaiting() {}

    static List<DeliberateFault> all() {
        return List.of(
                DeliberateFault.above("the next cacher is told so before the one before has let go", (call, store) -> {
                    Object answer = call.proceed();
                    return call.method().getName().equals("replaceMembers")
                                    && answer instanceof Optional<?> written
                                    && written.isPresent()
                            ? store.zones().settleEpoch((Zone) written.get()).or(() -> written.map(Zone.class::cast))
                            : answer;
                }),
                DeliberateFault.above("who left without a goodbye is not waited for", (call, store) -> {
                    if (call.method().getName().equals("replaceMembers")) {
                        call.arguments()[2] = List.of();
                    }
                    return call.proceed();
                }),
                lists(
                        "the next zone's agents cache before those of the last one have let go",
                        each -> each instanceof Assignment assignment ? assignment.withoutLeftZones() : each),
                lists(
                        "a stop counts as over before the agents have said so",
                        each -> each instanceof Heartbeat heartbeat ? acknowledgingAll(heartbeat) : each),
                DeliberateFault.above(
                        "the sweep believes what it sees right after an outage of its own", (call, store) -> {
                            Object answer = call.proceed();
                            return answer instanceof Optional<?> read && read.orElse(null) instanceof SweepMark mark
                                    ? Optional.of(new SweepMark(
                                            Call.CURRENT.get().begun(),
                                            mark.interval(),
                                            Optional.empty(),
                                            Optional.empty(),
                                            Set.of(),
                                            Map.of(),
                                            mark.agents()))
                                    : answer;
                        }));
    }

    private static DeliberateFault lists(String name, UnaryOperator<Object> change) {
        return DeliberateFault.above(name, (call, store) -> {
            Object answer = call.proceed();
            return LISTS.contains(call.method().getName()) && answer instanceof List<?> list
                    ? list.stream().map(each -> change.apply((Object) each)).toList()
                    : answer;
        });
    }

    private static Heartbeat acknowledgingAll(Heartbeat heartbeat) {
        return Twisted.acknowledging(heartbeat, Long.MAX_VALUE);
    }
}
