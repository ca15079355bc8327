package io.dynamicaccounts.simulation;

import io.dynamicaccounts.functions.store.AccountNames;
import io.dynamicaccounts.functions.store.Accounts;
import io.dynamicaccounts.functions.store.Assignment;
import io.dynamicaccounts.functions.store.Assignments;
import io.dynamicaccounts.functions.store.Heartbeat;
import io.dynamicaccounts.functions.store.Heartbeats;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;

/**
 * Answers lists as a database of many machines does: from an index that lags, and a page at a time, each as of its
 * own moment.
 */
final class Reads {

    private static final int MOST_PIECES = 3;

    private final Weather weather;
    private final Index index;

    Reads(Weather weather, Index index) {
        this.weather = weather;
        this.index = index;
    }

    /**
     * Makes a call.
     *
     * @param othersRun lets others run between two pieces of a list
     */
    Object answer(Ports.Invocation invocation, Random random, Runnable othersRun) {
        Class<?> port = invocation.method().getDeclaringClass();
        String name = invocation.method().getName();
        Object[] arguments = invocation.arguments();
        if (port == Accounts.class && name.equals("due") && weather.lag().isPositive()) {
            weather.injected();
            return index.due((Instant) arguments[0], (int) arguments[1], weather.lag());
        }
        if (!weather.readsInPieces()) {
            return invocation.proceed();
        }
        if (port == Assignments.class && name.equals("inZone")) {
            return inPieces(invocation, (Assignment each) -> each.account().value(), random, othersRun);
        }
        if (port == Heartbeats.class && (name.equals("in") || name.equals("page"))) {
            // A zone's name has no dash, so this orders as the two do.
            return inPieces(
                    invocation,
                    (Heartbeat each) -> each.zone().value() + "-" + each.agent().value(),
                    random,
                    othersRun);
        }
        if (port == AccountNames.class && name.equals("after")) {
            return inPieces(invocation, (AccountNames.Entry each) -> each.name().value(), random, othersRun);
        }
        return invocation.proceed();
    }

    /** Each further piece is read later, and begins behind the last key of those before. */
    @SuppressWarnings("unchecked") // the callers name the type of the port's list
    private <T> List<T> inPieces(
            Ports.Invocation invocation, Function<T, String> key, Random random, Runnable othersRun) {
        weather.injected();
        var taken = new ArrayList<T>();
        for (int piece = 1; ; piece++) {
            List<T> left = ((List<T>) invocation.proceed())
                    .stream()
                            .filter(each ->
                                    taken.isEmpty() || key.apply(each).compareTo(key.apply(taken.getLast())) > 0)
                            .toList();
            if (left.isEmpty() || piece == MOST_PIECES) {
                taken.addAll(left);
                return taken;
            }
            taken.addAll(left.subList(0, 1 + random.nextInt(left.size())));
            othersRun.run();
        }
    }
}
