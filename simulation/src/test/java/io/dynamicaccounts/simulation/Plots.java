package io.dynamicaccounts.simulation;

import io.dynamicaccounts.functions.Settings;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Draws deeds that mean little alone: a roll-out with agents falling silent, a stop that hangs while others come and
 * go.
 */
final class Plots {

    private final Draw draw;
    private final Map<String, String> zones;
    private final List<String> agents;
    private final Duration trouble;
    private final List<Deed> deeds;

    /** @param deeds to add to */
    Plots(Draw draw, Map<String, String> zones, Duration trouble, List<Deed> deeds) {
        this.draw = draw;
        this.zones = zones;
        this.agents = List.copyOf(zones.keySet());
        this.trouble = trouble;
        this.deeds = deeds;
    }

    private void add(Duration at, Deed.What what) {
        deeds.add(new Deed(at, what));
    }

    /** A few seconds each, which everybody forgets in between. */
    void lossesDaysApart(String account) {
        for (Duration at = draw.within(Duration.ofDays(1)); at.compareTo(trouble) < 0; ) {
            add(
                    at,
                    draw.oneIn(2)
                            ? new Deed.ClusterDown(account, draw.upTo(20))
                            : new Deed.ClusterDownFor(draw.pick(agents), account, draw.upTo(20)));
            at = at.plus(Duration.ofHours(12)).plus(draw.within(Duration.ofDays(1)));
        }
    }

    /**
     * One instance after the other, and sometimes back; agents fall silent that were told something by those before.
     */
    void rollOut(Settings from, Settings to) {
        Duration first = Duration.ofSeconds(60).plus(draw.within(trouble));
        Duration last = configure(first, to, 90);
        silences(first, last);
        if (draw.oneIn(2)) {
            Duration back = last.plus(draw.upTo(240));
            silences(back, configure(back, from, 60));
        }
    }

    /** A process that was told to ask seldom stands still; another takes its id over, and is told to ask often. */
    void takeOver(String account, Settings hasty) {
        String agent = draw.pick(agents);
        add(Duration.ofSeconds(35), new Deed.Ask(Deed.Wish.ACTIVATE, account, zones.getOrDefault(agent, ""), false));
        Duration at = Duration.ofSeconds(100).plus(draw.upTo(30));
        add(at, new Deed.Pause(agent, Duration.ofSeconds(250)));
        add(configure(at, hasty, 2).plus(draw.upTo(5)), new Deed.Start(agent));
    }

    private Duration configure(Duration from, Settings settings, int seconds) {
        Duration at = from;
        for (int instance = 0; instance < Cloud.INSTANCES; instance++) {
            add(at, new Deed.Configure(instance, settings));
            at = at.plus(draw.upTo(seconds));
        }
        return at;
    }

    private void silences(Duration first, Duration last) {
        for (int i = draw.between(2, 5); i > 0; i--) {
            String agent = draw.pick(agents);
            Duration at =
                    first.minusSeconds(15).plus(draw.within(last.minus(first).plusSeconds(15)));
            Duration length = Duration.ofSeconds(20).plus(draw.upTo(280));
            if (draw.oneIn(4)) {
                add(at, new Deed.Pause(agent, length));
            } else {
                add(at, new Deed.Partition(agent, length));
            }
        }
    }

    /** One agent never lets go of one account, and the roster changes while it does not. */
    void hang(String account) {
        String agent = draw.pick(agents);
        String zone = zones.get(agent);
        Duration at = draw.within(trouble.dividedBy(2));
        add(at, new Deed.Ask(Deed.Wish.ACTIVATE, account, zone, false));
        add(at.plus(draw.upTo(30)), new Deed.HungForEver(agent, account, draw.oneIn(2)));
        Deed.Wish wish = draw.pick(List.of(
                Deed.Wish.REDEFINE, Deed.Wish.REASSIGN, Deed.Wish.DEACTIVATE, Deed.Wish.DEACTIVATE, Deed.Wish.DELETE));
        at = at.plus(draw.upTo(60));
        add(at, new Deed.Ask(wish, account, "", false));
        String other = draw.pick(agents);
        at = at.plus(draw.upTo(60));
        add(at, draw.oneIn(2) ? new Deed.Crash(other) : new Deed.End(other));
        add(at.plus(draw.upTo(120)), new Deed.Start(draw.pick(agents)));
    }

    /** The neighbours of one that will be gone had failed so often that they were left alone. */
    void forsake(String gone, String account) {
        String zone = zones.getOrDefault(gone, "");
        Duration at = draw.within(trouble);
        add(at, new Deed.Ask(Deed.Wish.ACTIVATE, account, zone, false));
        Duration later = at.plus(draw.upTo(60));
        agents.stream()
                .filter(agent -> !agent.equals(gone) && zones.get(agent).equals(zone))
                .forEach(agent -> add(
                        later,
                        new Deed.ClusterDownFor(
                                agent, account, Duration.ofSeconds(60).plus(draw.upTo(180)))));
    }

    /**
     * The agents of a zone stand still, and cache for as long as they were told; they are forgotten, and their
     * account moves to where its start succeeds and its watch is lost at once.
     *
     * @param through whether it moves through a zone that nobody lives in
     */
    void leave(String account, boolean through) {
        Duration beginning = Duration.ofSeconds(20).plus(draw.upTo(10));
        add(beginning, new Deed.Ask(Deed.Wish.ACTIVATE, account, "z1", false));
        Duration at = beginning.plusSeconds(20).plus(draw.upTo(40));
        for (String agent : in("z1")) {
            add(at, new Deed.Pause(agent, Duration.ofSeconds(70)));
            add(at.plusSeconds(1), new Deed.Disconnect(agent));
        }
        add(at.plusSeconds(2), new Deed.Ask(Deed.Wish.ACTIVATE, account, "z2", false));
        if (through) {
            in("z2").forEach(agent -> add(at.minusSeconds(5), new Deed.End(agent)));
            // An account that waits cannot be moved; a sweep finds that it waits for nobody.
            add(at.plusSeconds(9), new Deed.ExtraSweep());
            add(at.plusSeconds(10).plus(draw.upTo(3)), new Deed.Ask(Deed.Wish.ACTIVATE, account, "z3", false));
        } else {
            add(
                    at.plusSeconds(6).plus(draw.upTo(8)),
                    new Deed.ClusterDown(account, Duration.ofSeconds(5).plus(draw.upTo(7))));
        }
    }

    /** One agent of several loses a watch again and again, while its reports come twice and late. */
    void loseOften(String account) {
        List<String> beside =
                agents.stream().filter(agent -> in(zones.get(agent)).size() > 1).toList();
        String agent = draw.pick(beside.isEmpty() ? agents : beside);
        Duration at = Duration.ofSeconds(60).plus(draw.upTo(20));
        add(at.minusSeconds(30), new Deed.Ask(Deed.Wish.ACTIVATE, account, zones.getOrDefault(agent, ""), false));
        add(at, new Deed.BadNetwork(draw.between(15, 30), Duration.ofSeconds(90)));
        for (int times = 0; times < 6; times++) {
            add(at.plusSeconds(14L * times).plus(draw.upTo(14)), new Deed.ClusterDownFor(agent, account, draw.upTo(3)));
        }
    }

    /** A process that declares nothing follows one that did, while the sweep distrusts what it sees. */
    void undeclare() {
        String agent = draw.pick(agents);
        add(draw.upTo(10), new Deed.Declare(agent, true));
        Duration at = trouble.minusSeconds(40);
        add(at.minusSeconds(125), new Deed.NoSweeps(Duration.ofSeconds(110)));
        add(at, new Deed.End(agent));
        add(at.plusSeconds(4), new Deed.Declare(agent, false));
        add(at.plusSeconds(4).plus(draw.upTo(6)), new Deed.Start(agent));
    }

    /** An account moves away from a zone in which another one is tried for ever. */
    void leaveBehind(String account, String triedForEver) {
        add(Duration.ofSeconds(61), new Deed.Ask(Deed.Wish.ACTIVATE, triedForEver, "z1", false));
        add(Duration.ofSeconds(61), new Deed.Ask(Deed.Wish.ACTIVATE, account, "z1", false));
        add(trouble.minusSeconds(170), new Deed.Ask(Deed.Wish.DEACTIVATE, account, "", false));
        for (int seconds : new int[] {40, 20, 1}) {
            add(trouble.minusSeconds(seconds), new Deed.Ask(Deed.Wish.ACTIVATE, account, "z2", false));
        }
    }

    private List<String> in(String zone) {
        return agents.stream().filter(agent -> zones.get(agent).equals(zone)).toList();
    }

    void adopt() {
        boolean restored = draw.oneIn(2);
        if (restored) {
            add(draw.within(trouble), new Deed.BackUp());
        }
        add(draw.within(trouble), new Deed.Adopt(restored));
    }
}
