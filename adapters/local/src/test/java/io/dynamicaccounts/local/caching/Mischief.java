package io.dynamicaccounts.local.caching;

import io.dynamicaccounts.local.ServerProcess;
import io.dynamicaccounts.local.caching.Fleet.Seat;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;

/**
 * What may happen to processes: one thing at each step, chosen by a seed and by what was done before, and by nothing
 * else.
 */
final class Mischief {

    /** About as many steps as it takes until everything about a silent agent has run out. */
    private static final int PAST_EVERY_TIMEOUT = 20;

    private final Fleet fleet;
    private final ServerProcess server;
    private final Random random;
    private final StringBuilder story = new StringBuilder();
    private final Map<Seat, Integer> standingUntil = new HashMap<>();
    private int steps;

    Mischief(Fleet fleet, ServerProcess server, long seed) {
        this.fleet = fleet;
        this.server = server;
        this.random = new Random(seed);
    }

    String story() {
        return story.toString();
    }

    void step() throws Exception {
        steps++;
        Seat seat = fleet.seats().get(random.nextInt(fleet.seats().size()));
        if (random.nextInt(100) < 5) {
            server.kill();
            server.restart();
            tell("server killed and started");
        } else if (!seat.taken()) {
            seat.start();
            tell("started " + seat.name());
        } else if (seat.paused()) {
            toOneThatStandsStill(seat);
        } else {
            toOneThatRuns(seat);
        }
    }

    private void toOneThatRuns(Seat seat) throws Exception {
        int choice = random.nextInt(100);
        if (choice < 15) {
            tell("killed " + seat.name());
            seat.kill();
        } else if (choice < 35) {
            tell("killed and started again " + seat.name());
            seat.kill();
            seat.start();
        } else if (choice < 65) {
            int length = random.nextInt(3) == 0 ? 1 + random.nextInt(4) : PAST_EVERY_TIMEOUT + random.nextInt(10);
            tell("paused " + seat.name() + " for " + length + " steps");
            standingUntil.put(seat, steps + length);
            seat.pause();
        } else if (choice < 75) {
            tell("ended " + seat.name());
            seat.end();
        } else if (choice < 85) {
            tell("replaced " + seat.name());
            seat.start();
        } else if (seat.hasForgotten()) {
            tell("woke the one before " + seat.name());
            seat.resumeForgotten();
        } else {
            tell("left " + seat.name() + " in peace");
        }
    }

    private void toOneThatStandsStill(Seat seat) throws Exception {
        int choice = random.nextInt(100);
        if (choice < 10) {
            tell("killed standing " + seat.name());
            seat.kill();
        } else if (choice < 25) {
            tell("replaced standing " + seat.name());
            seat.start();
        } else if (steps >= standingUntil.get(seat)) {
            tell("resumed " + seat.name());
            seat.resume();
        } else {
            tell("left standing " + seat.name());
        }
    }

    private void tell(String what) {
        story.append('\n').append(steps).append(": ").append(what);
    }
}
