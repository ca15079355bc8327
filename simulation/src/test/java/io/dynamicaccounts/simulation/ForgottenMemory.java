package io.dynamicaccounts.simulation;

import io.dynamicaccounts.functions.account.AccountState;
import io.dynamicaccounts.functions.account.Attribute;
import io.dynamicaccounts.functions.lifecycle.Change;
import io.dynamicaccounts.functions.lifecycle.Event;
import io.dynamicaccounts.functions.lifecycle.Loosened;
import io.dynamicaccounts.functions.lifecycle.Transition;
import io.dynamicaccounts.functions.store.Assignment;
import io.dynamicaccounts.functions.store.Heartbeat;
import io.dynamicaccounts.functions.store.Store;
import io.dynamicaccounts.functions.store.WriteResult;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What has to be known from before, and is not. */
final class ForgottenMemory {

    private ForgottenMemory() {}

    static List<DeliberateFault> all() {
        return List.of(
                new DeliberateFault(
                        "what is published late overwrites what was published since",
                        store -> store,
                        ForgottenMemory::withoutVersions),
                DeliberateFault.above("a session that lost its id takes it back", (call, store) -> {
                    if (call.method().getName().equals("register") && call.arguments()[0] instanceof Heartbeat fresh) {
                        call.arguments()[0] = Twisted.first(fresh);
                    }
                    return call.proceed();
                }),
                DeliberateFault.above(
                        "a zone that an account left is not told",
                        (call, store) -> call.method().getName().equals("publish")
                                        && call.arguments()[0] instanceof Assignment assignment
                                        && assignment.state() == AccountState.REMOVED
                                ? Boolean.TRUE
                                : call.proceed()),
                DeliberateFault.above("a name that returns begins as if it had never been", (call, store) -> {
                    if (call.arguments().length > 1
                            && call.arguments()[1] instanceof Transition transition
                            && transition.event() == Event.PROVISION) {
                        call.arguments()[1] = Loosened.withChange(
                                Loosened.withChange(transition, new Change.Set(Attribute.VERSION, 1L)),
                                new Change.Set(Attribute.GENERATION, 0L));
                    }
                    return call.proceed();
                }),
                new DeliberateFault(
                        "a write whose answer was lost is not known again",
                        store -> store,
                        ForgottenMemory::withoutOwnWrites));
    }

    /** Every assignment gets a version higher than the one stored, and none of it is seen. */
    private static Store withoutVersions(Store store) {
        long step = 1L << 20;
        var count = new long[1];
        return Ports.around(store, call -> {
            switch (call.method().getName()) {
                case "publish" -> {
                    var assignment = (Assignment) call.arguments()[0];
                    call.arguments()[0] = Twisted.assignment(assignment, ++count[0] * step + assignment.version());
                    return call.proceed();
                }
                case "clearLeftZones" -> {
                    return Boolean.FALSE;
                }
                default -> {
                    return seen(call.proceed(), step);
                }
            }
        });
    }

    private static Object seen(Object answer, long step) {
        return switch (answer) {
            case Assignment assignment -> Twisted.assignment(assignment, assignment.version() % step);
            case java.util.Optional<?> found
            when found.orElse(null) instanceof Assignment -> found.map(each -> seen(each, step));
            case List<?> list
            when !list.isEmpty() && list.getFirst() instanceof Assignment ->
                list.stream().map(each -> seen(each, step)).toList();
            case Map<?, ?> map
            when map.values().stream().anyMatch(Assignment.class::isInstance) ->
                map.entrySet().stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, entry -> seen(entry.getValue(), step)));
            case null, default -> answer;
        };
    }

    private static Store withoutOwnWrites(Store store) {
        var written = new HashSet<String>();
        return Ports.around(store, call -> {
            Object answer = call.proceed();
            return call.arguments().length > 1
                            && call.arguments()[1] instanceof Transition transition
                            && answer instanceof WriteResult.Written(var account)
                            && !written.add(transition.writer())
                    ? new WriteResult.Rejected<>(account)
                    : answer;
        });
    }
}
