package io.dynamicaccounts.simulation;

import io.dynamicaccounts.functions.account.Attribute;
import io.dynamicaccounts.functions.lifecycle.Change;
import io.dynamicaccounts.functions.lifecycle.Event;
import io.dynamicaccounts.functions.lifecycle.Loosened;
import io.dynamicaccounts.functions.lifecycle.Transition;
import io.dynamicaccounts.functions.store.Assignments.ReportedOutcome;
import io.dynamicaccounts.functions.store.Heartbeat;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Conditions and effects that a row of the lifecycle table has, and a write forgets. */
final class ForgottenGuards {

    private ForgottenGuards() {}

    static List<DeliberateFault> all() {
        return List.of(
                DeliberateFault.above("an agent that was heard meanwhile is fenced all the same", (call, store) -> {
                    if (call.method().getName().equals("fence") && call.arguments()[0] instanceof Heartbeat read) {
                        call.arguments()[0] = store.heartbeats()
                                .find(read.zone(), read.agent())
                                .filter(found -> !found.gone())
                                .orElse(read);
                    }
                    return call.proceed();
                }),
                transitions(
                        "a start fails on another version, generation and zone than the one read",
                        EnumSet.of(Event.START_FAILED),
                        transition -> Loosened.withoutCondition(
                                Loosened.withoutCondition(transition, Attribute.VERSION), Attribute.GENERATION)),
                DeliberateFault.above("what agents say of one attempt is taken for news of the next", (call, store) -> {
                    if (call.method().getName().equals("recordOutcome")
                            && call.arguments()[0] instanceof ReportedOutcome said) {
                        store.assignments()
                                .find(said.zone(), List.of(said.account()))
                                .values()
                                .forEach(stored -> call.arguments()[0] = new ReportedOutcome(
                                        said.zone(),
                                        said.account(),
                                        stored.generation(),
                                        said.registration(),
                                        said.result(),
                                        said.at(),
                                        said.message()));
                    }
                    return confirmedWithoutGeneration(call);
                }),
                transitions(
                        "attempts have no number of their own",
                        EnumSet.of(Event.ACTIVATE, Event.MOVE, Event.REDEFINE, Event.RETRY, Event.DEACTIVATE),
                        transition -> Loosened.withoutChange(transition, Attribute.GENERATION)),
                transitions(
                        "what a function did not live to publish is not due",
                        EnumSet.of(Event.ACTIVATE, Event.REDEFINE, Event.DEACTIVATE, Event.DELETE),
                        transition -> Loosened.withChange(transition, new Change.Clear(Attribute.DUE))),
                transitions(
                        "a deletion that has to wait is not marked",
                        EnumSet.of(Event.DELETE),
                        transition -> Loosened.withoutChange(transition, Attribute.MARKED_FOR_DELETION)),
                transitions(
                        "retries are not counted",
                        EnumSet.of(Event.RETRY, Event.RELEASE),
                        transition -> Loosened.withoutChange(transition, Attribute.RETRIES)));
    }

    private static Object confirmedWithoutGeneration(Ports.Invocation call) {
        return loosened(
                call,
                EnumSet.of(Event.CONFIRM),
                transition -> Loosened.withoutCondition(transition, Attribute.GENERATION));
    }

    private static DeliberateFault transitions(String name, Set<Event> events, UnaryOperator<Transition> change) {
        return DeliberateFault.above(name, (call, store) -> loosened(call, events, change));
    }

    private static Object loosened(Ports.Invocation call, Set<Event> events, UnaryOperator<Transition> change) {
        if (call.arguments().length > 1
                && call.arguments()[1] instanceof Transition transition
                && events.contains(transition.event())) {
            call.arguments()[1] = change.apply(transition);
        }
        return call.proceed();
    }
}
