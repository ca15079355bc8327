package io.dynamicaccounts.simulation;

import io.dynamicaccounts.functions.Settings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Nothing goes wrong any more: within a bounded time everything has to be at rest, and to stay there. */
final class Healing {

    /** So many polls and sweeps at the usual pace that another one would not help. */
    private static final Duration BOUND = Duration.ofMinutes(25);

    private static final Duration LOOK = Duration.ofSeconds(15);

    private static final Duration STEADY = Duration.ofSeconds(90);

    /** Agents that contradict each other do so every few minutes. */
    private static final Duration CONTRADICTIONS = Duration.ofMinutes(16);

    private static final Duration LONG_LOOK = Duration.ofHours(1);

    /** One script in so many is looked at for long. */
    private static final long SELDOM = 30;

    private final Script script;
    private final Timeline timeline;
    private final Fleet fleet;
    private final Settlement settlement;
    private final LeftToOperators left;
    private final Rest rest;
    private final Operators operators;
    private final Duration poll;
    private final Duration bound;
    private final Duration steady;

    Healing(
            Script script,
            Timeline timeline,
            Fleet fleet,
            Settlement settlement,
            LeftToOperators left,
            Rest rest,
            Operators operators,
            Settings settings,
            boolean contradictory) {
        this.script = script;
        this.timeline = timeline;
        this.fleet = fleet;
        this.settlement = settlement;
        this.left = left;
        this.rest = rest;
        this.operators = operators;
        this.poll = settings.timing().pollInterval();
        this.bound = bound(script, settings);
        this.steady = longest(
                STEADY,
                poll.multipliedBy(3),
                contradictory ? CONTRADICTIONS : Duration.ZERO,
                script.seed() % SELDOM == 0 ? LONG_LOOK : Duration.ZERO);
    }

    private static Duration bound(Script script, Settings settings) {
        long slower = Math.max(
                1,
                Math.max(
                        settings.timing().pollInterval().toSeconds() / 20,
                        settings.sweepInterval().toSeconds() / 60));
        return BOUND.multipliedBy(slower).plus(script.recovery().multipliedBy(3));
    }

    private static Duration longest(Duration first, Duration... others) {
        Duration longest = first;
        for (Duration other : others) {
            longest = other.compareTo(longest) > 0 ? other : longest;
        }
        return longest;
    }

    /**
     * Waits until everything is at rest.
     *
     * @param afterEach is done after each event
     * @return how long it took
     */
    Duration heal(List<String> accounts, Runnable afterEach) {
        Duration look = longest(LOOK, poll.dividedBy(2));
        Duration restless = Duration.ZERO;
        boolean asked = false;
        rest.begin(accounts);
        for (Duration passed = Duration.ZERO; ; passed = passed.plus(look)) {
            fleet.keepAlive();
            List<String> complaints = new ArrayList<>(settlement.complaints(accounts));
            complaints.addAll(rest.complaints(passed.minus(restless)));
            if (!complaints.isEmpty()) {
                restless = passed;
                rest.begin(accounts);
                if (passed.compareTo(bound) > 0) {
                    throw new Broken("everything heals", String.join("; ", complaints));
                }
            } else if (passed.minus(restless).compareTo(steady) >= 0) {
                return restless;
            }
            if (!asked && passed.compareTo(BOUND.dividedBy(3)) > 0) {
                asked = true;
                left.asks(accounts).forEach(operators::ask);
            }
            timeline.runUntil(timeline.now().plus(look), afterEach);
        }
    }
}
