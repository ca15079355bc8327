package io.dynamicaccounts.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** What goes wrong at the moment. */
final class Weather {

    private static final int REPEATED_PERCENT = 8;

    private final Timeline timeline;
    private final Script script;
    private final Map<String, Instant> partitioned = new HashMap<>();
    private final Map<String, Instant> down = new HashMap<>();
    private final Map<Pair, Instant> downFor = new HashMap<>();
    private final Map<String, Instant> stuck = new HashMap<>();
    private final Map<Pair, Instant> refusing = new HashMap<>();
    private final Map<Pair, Instant> silent = new HashMap<>();
    private final Map<Deed.Victim, Deed.Trouble> troubles = new EnumMap<>(Deed.Victim.class);
    private Instant badNetworkUntil = Instant.MIN;
    private int badPercent;
    private Instant slowUntil = Instant.MIN;
    private Instant outageUntil = Instant.MIN;
    private Instant noSweepsUntil = Instant.MIN;
    private Instant laggingUntil = Instant.MIN;
    private Duration lag = Duration.ZERO;
    private Instant pagedUntil = Instant.MIN;
    private Instant earlierVersionUntil = Instant.MIN;
    private int earlierPercent;
    private boolean fair;
    private long injected;

    Weather(Timeline timeline, Script script) {
        this.timeline = timeline;
        this.script = script;
    }

    /** Nothing goes wrong any more. */
    void clear() {
        fair = true;
        troubles.clear();
    }

    void partition(String agent, Duration length) {
        partitioned.merge(agent, until(length), Weather::later);
    }

    void clusterDown(String account, Duration length) {
        down.merge(account, until(length), Weather::later);
    }

    void clusterDown(Pair pair, Duration length) {
        downFor.merge(pair, until(length), Weather::later);
    }

    void stuckStops(String account, Duration length) {
        stuck.merge(account, until(length), Weather::later);
    }

    /** @param answers whether a stop is answered with its failure, or not at all */
    void hangingStops(Pair pair, Duration length, boolean answers) {
        (answers ? refusing : silent).merge(pair, until(length), Weather::later);
    }

    void laggingIndex(Duration by, Duration length) {
        lag = by;
        laggingUntil = until(length);
    }

    void earlierVersion(int percent, Duration length) {
        earlierPercent = percent;
        earlierVersionUntil = until(length);
    }

    /** Whether a poll is answered as a function of the protocol's first version does. */
    boolean meetsEarlierVersion(Random random) {
        return lasts(earlierVersionUntil) && random.nextInt(100) < earlierPercent;
    }

    void pagedReads(Duration length) {
        pagedUntil = until(length);
    }

    void badNetwork(int percent, Duration length) {
        badPercent = percent;
        badNetworkUntil = until(length);
    }

    void slowFunctions(Duration length) {
        slowUntil = until(length);
    }

    void outage(Duration length) {
        outageUntil = until(length);
    }

    void noSweeps(Duration length) {
        noSweepsUntil = until(length);
    }

    void trouble(Deed.Trouble trouble) {
        troubles.put(trouble.victim(), trouble);
    }

    boolean isPartitioned(String agent) {
        return lasts(partitioned.getOrDefault(agent, Instant.MIN));
    }

    boolean reachable(Pair pair) {
        return !script.neverReaches(pair.agent(), pair.account())
                && !lasts(down.getOrDefault(pair.account(), Instant.MIN))
                && !lasts(downFor.getOrDefault(pair, Instant.MIN));
    }

    /** Whether a stop fails. */
    boolean stuck(Pair pair) {
        return lasts(stuck.getOrDefault(pair.account(), Instant.MIN))
                || lasts(refusing.getOrDefault(pair, Instant.MIN));
    }

    /** Whether a stop is not answered. */
    boolean silent(Pair pair) {
        return lasts(silent.getOrDefault(pair, Instant.MIN));
    }

    /** How long ago the index of what is due answers as of. */
    Duration lag() {
        return lasts(laggingUntil) ? lag : Duration.ZERO;
    }

    boolean readsInPieces() {
        return lasts(pagedUntil);
    }

    boolean storeDown() {
        return lasts(outageUntil);
    }

    boolean sweepsRun() {
        return !lasts(noSweepsUntil);
    }

    boolean slow() {
        return lasts(slowUntil);
    }

    /** Whether something happens to one thing that goes over the network. */
    boolean strikes(Random random) {
        int percent = fair ? 0 : lasts(badNetworkUntil) ? badPercent : 2;
        boolean struck = random.nextInt(100) < percent;
        if (struck) {
            injected++;
        }
        return struck;
    }

    /** Whether an answer comes once more, long after. */
    boolean repeats(Random random) {
        boolean repeats = !fair && random.nextInt(100) < REPEATED_PERCENT;
        if (repeats) {
            injected++;
        }
        return repeats;
    }

    Duration latency(Random random) {
        int most = !fair && random.nextInt(20) == 0 ? 3_000 : 60;
        return Duration.ofMillis(2 + random.nextInt(most));
    }

    /** What is to happen to the function of this kind that begins now. */
    Optional<Deed.Trouble> trouble(Deed.Victim victim) {
        return Optional.ofNullable(troubles.remove(victim));
    }

    void injected() {
        injected++;
    }

    /** How many store calls and messages something happened to. */
    long count() {
        return injected;
    }

    private Instant until(Duration length) {
        return timeline.now().plus(length);
    }

    private boolean lasts(Instant until) {
        return !fair && timeline.now().isBefore(until);
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
