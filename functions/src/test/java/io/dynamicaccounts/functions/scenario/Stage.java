package io.dynamicaccounts.functions.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.dynamicaccounts.functions.Settings;
import io.dynamicaccounts.functions.account.Account;
import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.account.DefinitionId;
import io.dynamicaccounts.functions.definition.Definition;
import io.dynamicaccounts.functions.lifecycle.Timing;
import io.dynamicaccounts.functions.store.Credentials;
import io.dynamicaccounts.functions.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * A world with one account and four agents, over a store that can be made to fail or to pause: two agents of the zone
 * that the account is given, one of another zone, and one that has not come yet. At no time may two of their
 * processes cache the account.
 */
final class Stage implements AutoCloseable {

    static final String ACCOUNT = "a";
    static final String ZONE = "z1";
    static final String OTHER_ZONE = "z2";

    /**
     * Few retries, short deadlines and no recovery, so that little virtual time passes until everything has come to
     * an end.
     */
    private static final Settings SETTINGS = new Settings(
            new Timing(2, Duration.ofSeconds(5), Duration.ofSeconds(80), Duration.ofSeconds(10), Duration.ZERO),
            Duration.ofSeconds(60),
            Duration.ofSeconds(5),
            500,
            Duration.ofDays(30),
            Settings.Exclusions.ON);

    private static final Duration LONGEST = Duration.ofMinutes(30);

    final FaultyStore faults = new FaultyStore();
    final Timeline timeline = new Timeline(new Witness(this)::sees);
    final World world;

    /** Below faults and timeline: for whoever looks on. */
    final Store store;

    TestAgent one;
    final TestAgent two;
    final TestAgent three;
    final TestAgent newcomer;

    private final List<TestAgent> processes = new ArrayList<>();
    private final Set<TestAgent> living = new LinkedHashSet<>();
    private Instant nextSweep;

    Stage(Function<InstantSource, Store> emptyStore) {
        var clock = new World.Clock();
        store = emptyStore.apply(clock);
        world = new World(SETTINGS, faults.around(timeline.around(store)), clock);
        world.credential(ACCOUNT, "kubeconfigContents", "migrated");
        world.interceptOn();
        one = process(world.agent("agent-1", ZONE));
        two = process(world.agent("agent-2", ZONE));
        three = process(world.agent("agent-3", OTHER_ZONE));
        newcomer = process(world.agent("agent-4", ZONE));
        nextSweep = world.now();
    }

    private TestAgent process(TestAgent agent) {
        processes.add(agent);
        return agent;
    }

    /** From now on these poll. */
    void live(TestAgent... agents) {
        for (TestAgent agent : agents) {
            if (!agent.ended()) {
                living.add(agent);
            }
        }
    }

    /** From now on these do not poll, be it that they died or that nobody hears them. */
    void fallSilent(TestAgent... agents) {
        living.removeAll(List.of(agents));
    }

    /** Another process of the first agent; the one before is paused, and knows nothing of it. */
    TestAgent replaceOne() {
        fallSilent(one);
        one = process(one.restarted());
        live(one);
        return one;
    }

    /** Every process there ever was. */
    List<TestAgent> processes() {
        return processes;
    }

    Set<TestAgent> living() {
        return living;
    }

    /** A definition with this secret. */
    Map<String, Object> definition(String kubeconfigContents) {
        return new HashMap<>(Map.of("name", ACCOUNT, "kubeconfigContents", kubeconfigContents));
    }

    /** The account has a stored credential, at least from before the interceptor was on. */
    void hasCredential() {
        AccountName name = World.name(ACCOUNT);
        if (store.credentials().find(name).isPresent()) {
            return;
        }
        var definition = new MaskingOnly()
                .encrypt(name, new DefinitionId("credential"), world.now(), new Definition(definition("before")));
        var revision = new Credentials.Revision(name, 1, world.now(), "credential", "ops", Optional.of(definition));
        assertThat(store.credentials().replace(Optional.empty(), revision).isWritten())
                .isTrue();
    }

    Optional<Account> account() {
        return store.accounts().find(World.name(ACCOUNT));
    }

    /** Time passes, with polls and sweeps. */
    void pass(Duration time) {
        Instant end = world.now().plus(time);
        while (world.now().isBefore(end)) {
            passToNextCall(end);
        }
    }

    /** Whether it was the sweep's. */
    private boolean passToNextCall(Instant end) {
        Instant soonest = world.now().plusSeconds(1);
        Instant next = nextSweep.isBefore(end) ? nextSweep : end;
        for (TestAgent agent : living) {
            next = agent.nextPoll().isBefore(next) ? agent.nextPoll() : next;
        }
        world.pass(Duration.between(world.now(), next.isBefore(soonest) ? soonest : next));
        for (TestAgent agent : List.copyOf(living)) {
            agent.pollIfDue();
        }
        checkCaching();
        if (world.now().isBefore(nextSweep)) {
            return false;
        }
        world.sweep();
        nextSweep = world.now().plus(SETTINGS.sweepInterval());
        return true;
    }

    /** Time passes until nothing changes any more, and nothing waits for its time. */
    void settle() {
        Instant end = world.now().plus(LONGEST);
        Rest before = Rest.of(this);
        while (world.now().isBefore(end)) {
            if (passToNextCall(end)) {
                Rest now = Rest.of(this);
                if (now.equals(before) && now.isComplete()) {
                    return;
                }
                before = now;
            }
        }
        throw new AssertionError("it does not come to rest: " + before);
    }

    /**
     * And nobody did anything meanwhile, sweeps included, which then need a while before they believe what they see.
     */
    void anHourPasses() {
        world.pass(Duration.ofMinutes(62));
        pass(Duration.ofMinutes(2));
    }

    void checkCaching() {
        List<TestAgent> caching = processes.stream()
                .filter(process -> process.caches().contains(ACCOUNT))
                .toList();
        if (caching.size() > 1) {
            throw new AssertionError("it is cached by "
                    + caching.stream()
                            .map(process -> process.id() + " in process " + processes.indexOf(process))
                            .toList());
        }
    }

    @Override
    public void close() {
        store.close();
    }
}
