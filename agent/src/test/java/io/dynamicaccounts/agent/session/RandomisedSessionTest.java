package io.dynamicaccounts.agent.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.dynamicaccounts.agent.AgentIdentity;
import io.dynamicaccounts.agent.AgentSettings;
import io.dynamicaccounts.agent.protocol.AssignedAccount;
import io.dynamicaccounts.agent.protocol.AssignedAccount.Action;
import io.dynamicaccounts.agent.protocol.ClearDefinition;
import io.dynamicaccounts.agent.protocol.ControlPlaneAnswer;
import io.dynamicaccounts.agent.protocol.DefinitionsAnswer;
import io.dynamicaccounts.agent.protocol.PollAnswer;
import io.dynamicaccounts.agent.protocol.PollRequest;
import io.dynamicaccounts.agent.protocol.ReportAnswer;
import io.dynamicaccounts.agent.watch.CachingPermit;
import io.dynamicaccounts.agent.watch.ClusterFacts;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Tests a session with random lists, lost, late and repeated answers, and failing and hanging clusters, from a seed.
 * After each command: never two watches of an account, never more starts than allowed, never an acknowledgement of a
 * list while a watch runs that the list does not name, never the caching revision of a list while an account is
 * cached that the list does not name as caching, never a stated lease shorter than the real one, never caching
 * without a permit or after the lease. In the end, without faults, the watches are those of the last list.
 */
class RandomisedSessionTest {

    private static final int STARTS = 3;

    @Test
    void with_lost_repeated_and_late_answers_the_session_keeps_its_rules_and_reaches_the_last_list() {
        int statements = 0;
        for (long seed = 0; seed < 500; seed++) {
            World world = new World(seed);
            world.run();
            statements += world.statements;
        }
        assertThat(statements).as("grants compared with what a poll says").isGreaterThan(10_000);
    }

    @Test
    void the_same_seed_gives_the_same_run_to_the_last_command() {
        World first = new World(7);
        World second = new World(7);
        first.run();
        second.run();
        assertThat(second.trace).isEqualTo(first.trace).hasSizeGreaterThan(500);
    }

    private static final class World {
        private final long seed;
        private final Random random;
        private final SetClock clock = new SetClock();
        private final AgentSession session;
        private final Map<String, WatchId> live = new TreeMap<>();
        private final Map<WatchId, CachingPermit> caching = new HashMap<>();
        private final Map<Long, Map<String, AssignedAccount>> lists = new HashMap<>();
        private final Map<Long, Long> epochs = new HashMap<>();
        private final List<SessionEvent> mail = new ArrayList<>();
        private final List<SessionEvent> old = new ArrayList<>();
        private final List<String> trace = new ArrayList<>();
        private Map<String, AssignedAccount> list = new TreeMap<>();
        private final Map<String, Long> generations = new HashMap<>();
        private long revision = 1;
        private long epoch = 1;
        private Instant wake = Instant.MAX;
        private boolean faults = true;
        private int statements;

        World(long seed) {
            this.seed = seed;
            this.random = new Random(seed);
            AgentSettings settings = AgentSettings.defaults("test").withMaxConcurrentStarts(STARTS);
            this.session = new AgentSession(
                    new AgentIdentity("agent", "zone"), settings, List.of(), clock, new Random(seed + 1));
            lists.put(revision, list);
            epochs.put(revision, epoch);
        }

        void run() {
            try {
                perform(session.begin());
                for (int step = 0; step < 150; step++) {
                    step();
                }
                faults = false;
                for (int step = 0; step < 400; step++) {
                    step();
                }
                Map<String, Long> wanted = list.values().stream()
                        .filter(each -> each.action() == Action.WATCH)
                        .collect(Collectors.toMap(AssignedAccount::account, AssignedAccount::generation));
                Map<String, Long> watched =
                        live.values().stream().collect(Collectors.toMap(WatchId::account, WatchId::generation));
                assertThat(watched).isEqualTo(wanted);
                assertThat(session.status().watching()).isEqualTo(wanted.keySet());
                assertThat(session.status().applied()).contains(revision);
                list.values()
                        .forEach(each -> assertThat(session.status().caching().contains(each.account()))
                                .isEqualTo(each.caching() && each.action() == Action.WATCH));
            } catch (AssertionError | RuntimeException failure) {
                throw new AssertionError("seed " + seed + "\n" + String.join("\n", trace), failure);
            }
        }

        private void step() {
            if (faults && random.nextInt(4) == 0) {
                change();
            }
            int choice = random.nextInt(faults ? 10 : 6);
            if ((choice < 4 || !faults) && !mail.isEmpty()) {
                send(mail.remove(random.nextInt(mail.size())));
            } else if (choice < 6) {
                Instant next = wake;
                wake = Instant.MAX;
                if (!next.equals(Instant.MAX)) {
                    clock.set(next.isBefore(clock.instant()) ? clock.instant() : next);
                }
                send(new SessionEvent.Woken());
            } else if (choice < 7 && !old.isEmpty()) {
                send(old.get(random.nextInt(old.size())));
            } else if (choice < 8 && !live.isEmpty()) {
                List<WatchId> ids = List.copyOf(live.values());
                mail.add(new SessionEvent.WatchFailed(ids.get(random.nextInt(ids.size())), "lost"));
            } else if (choice < 9) {
                clock.advance(Duration.ofSeconds(random.nextInt(random.nextInt(10) == 0 ? 300 : 10)));
            }
        }

        /** Changes the list of the control plane, with a new revision. */
        private void change() {
            list = new TreeMap<>(list);
            for (String account : List.of("a", "b", "c", "d", "e", "f")) {
                if (random.nextInt(3) == 0) {
                    list.remove(account);
                    long generation = generations.merge(account, 1L, Long::sum);
                    int wish = random.nextInt(4);
                    if (wish > 0) {
                        Action action = wish == 1 ? Action.STOP : Action.WATCH;
                        list.put(account, new AssignedAccount(account, generation, action, random.nextBoolean(), true));
                    }
                }
            }
            revision++;
            epoch += random.nextInt(2);
            lists.put(revision, list);
            epochs.put(revision, epoch);
            trace.add("list " + epoch + "/" + revision + " " + list.values());
        }

        private void send(SessionEvent event) {
            trace.add(clock.instant() + " " + event);
            old.add(event);
            switch (event) {
                case SessionEvent.WatchFailed(WatchId id, String _) -> over(id);
                case SessionEvent.WatchStopped(WatchId id) -> over(id);
                default -> {}
            }
            perform(session.on(event));
        }

        /** Ends a watch before the session gets the event, against which the next starts are checked. */
        private void over(WatchId id) {
            live.remove(id.account(), id);
            caching.remove(id);
        }

        private void perform(List<SessionCommand> commands) {
            for (SessionCommand command : commands) {
                trace.add("    " + command);
                switch (command) {
                    case SessionCommand.Poll poll -> polled(poll);
                    case SessionCommand.Define define ->
                        mail.add(new SessionEvent.Defined(
                                define.request(),
                                lost() ? new ControlPlaneAnswer.Unreachable<>("lost") : define(define)));
                    case SessionCommand.Report report ->
                        mail.add(new SessionEvent.Reported(
                                report.request(),
                                lost()
                                        ? new ControlPlaneAnswer.Unreachable<>("lost")
                                        : new ControlPlaneAnswer.Answered<>(new ReportAnswer(List.of(), 1.0))));
                    case SessionCommand.Start start -> started(start);
                    case SessionCommand.Stop stop -> stopAsked(stop.watch());
                    case SessionCommand.Cache cache -> granted(cache.watch(), cache.caching());
                    case SessionCommand.WakeAt at -> wake = at.time();
                    case SessionCommand.SayGoodbye _ -> throw new AssertionError("nobody asked it to leave");
                    case SessionCommand.End _ -> throw new AssertionError("nobody asked it to end");
                }
            }
            caching.forEach((id, granted) -> {
                if (granted instanceof CachingPermit.Granted(long ofEpoch, var lease)) {
                    assertThat(lease.holds()).as("caching within the lease").isTrue();
                    assertThat(ofEpoch).isLessThanOrEqualTo(epoch);
                }
            });
        }

        private void polled(SessionCommand.Poll poll) {
            Long acknowledged = poll.body().revision();
            if (acknowledged != null) {
                Map<String, AssignedAccount> named = lists.get(acknowledged);
                // A watch that a later list began may go on; a watch that this list ended may not.
                live.values()
                        .forEach(id -> assertThat(laterOr(acknowledged, named, id))
                                .as("acknowledging %s while doing %s", acknowledged, id)
                                .isTrue());
            }
            checkCaching(poll.body());
            mail.add(new SessionEvent.Polled(poll.request(), answer(poll.body())));
        }

        /** Checks that all permits of this moment are of the list that the poll names. */
        private void checkCaching(PollRequest poll) {
            Long cachingRevision = poll.cachingRevision();
            Double leaseHeld = poll.leaseHeldSeconds();
            if (leaseHeld == null) {
                assertThat(cachingRevision).isNull();
                return;
            }
            caching.forEach((id, granted) -> {
                if (granted instanceof CachingPermit.Granted(long ofEpoch, var lease)) {
                    assertThat(Duration.ofMillis(Math.round(leaseHeld * 1000)))
                            .as("the lease that is told")
                            .isGreaterThanOrEqualTo(Duration.between(clock.instant(), lease.until()));
                    if (cachingRevision != null) {
                        statements++;
                        assertThat(ofEpoch)
                                .as("%s caches by revision %s", id, cachingRevision)
                                .isEqualTo(epochs.get(cachingRevision));
                        assertThat(names(lists.get(cachingRevision), id))
                                .as("%s caches by revision %s", id, cachingRevision)
                                .isTrue();
                    }
                }
            });
        }

        private static boolean names(Map<String, AssignedAccount> list, WatchId id) {
            AssignedAccount named = list.get(id.account());
            return named != null
                    && named.caching()
                    && named.action() == Action.WATCH
                    && named.generation() == id.generation();
        }

        /** Returns an answer of a newer or an older function, as while a version is rolled out. */
        private ControlPlaneAnswer<PollAnswer> answer(PollRequest poll) {
            if (lost()) {
                return random.nextBoolean()
                        ? new ControlPlaneAnswer.Unreachable<>("lost")
                        : new ControlPlaneAnswer.TurnedAway<>(Optional.empty(), "full");
            }
            boolean older = faults && random.nextInt(10) == 0;
            if (older && poll.leaseHeldSeconds() != null) {
                return new ControlPlaneAnswer.Refused<>(400, "unknown member");
            }
            Long upToDate = poll.cachingRevision() == null ? poll.revision() : poll.cachingRevision();
            boolean idle = upToDate != null && upToDate == revision && random.nextInt(3) > 0;
            return new ControlPlaneAnswer.Answered<>(new PollAnswer(
                    revision,
                    epoch,
                    1 + random.nextInt(10),
                    45,
                    idle ? null : List.copyOf(list.values()),
                    false,
                    null,
                    older ? 1 : 3,
                    older ? null : 7L));
        }

        private boolean laterOr(long acknowledged, Map<String, AssignedAccount> named, WatchId id) {
            return lists.entrySet().stream()
                    .filter(each -> each.getKey() >= acknowledged)
                    .map(each -> each.getKey() == acknowledged ? named : each.getValue())
                    .anyMatch(each -> each.containsKey(id.account())
                            && each.get(id.account()).action() == Action.WATCH
                            && each.get(id.account()).generation() == id.generation());
        }

        private ControlPlaneAnswer<DefinitionsAnswer> define(SessionCommand.Define define) {
            List<DefinitionsAnswer.Entry> entries = new ArrayList<>();
            List<String> denied = new ArrayList<>();
            List<String> remaining = new ArrayList<>();
            for (String account : define.body().accounts()) {
                if (faults && random.nextInt(10) == 0) {
                    remaining.add(account);
                } else if (faults && random.nextInt(20) == 0) {
                    denied.add(account);
                } else {
                    entries.add(new DefinitionsAnswer.Entry(
                            account, generations.getOrDefault(account, 0L), new ClearDefinition(Map.of())));
                }
            }
            return new ControlPlaneAnswer.Answered<>(new DefinitionsAnswer(entries, denied, remaining));
        }

        private void started(SessionCommand.Start start) {
            WatchId id = start.watch();
            assertThat(live).as("a second watch").doesNotContainKey(id.account());
            live.put(id.account(), id);
            granted(id, start.caching());
            assertThat(session.status().starting()).hasSizeLessThanOrEqualTo(STARTS);
            int fate = random.nextInt(faults ? 4 : 1);
            switch (fate) {
                case 0, 1 -> mail.add(new SessionEvent.Watching(id, new ClusterFacts("host", "v1", null, null)));
                case 2 -> mail.add(new SessionEvent.WatchFailed(id, "refused"));
                default -> trace.add("    " + id + " hangs");
            }
        }

        /** Checks that a list of the permit's epoch names the account as caching, also for a moment. */
        private void granted(WatchId id, CachingPermit granted) {
            caching.put(id, granted);
            if (granted instanceof CachingPermit.Granted(long ofEpoch, var _)) {
                assertThat(lists.entrySet().stream()
                                .filter(each -> epochs.get(each.getKey()) == ofEpoch)
                                .anyMatch(each -> names(each.getValue(), id)))
                        .as("%s may cache in epoch %s", id, ofEpoch)
                        .isTrue();
            }
        }

        private void stopAsked(WatchId id) {
            int fate = random.nextInt(faults ? 4 : 1);
            switch (fate) {
                case 0, 1 -> mail.add(new SessionEvent.WatchStopped(id));
                case 2 -> mail.add(new SessionEvent.StopFailed(id, "stuck"));
                default -> trace.add("    " + id + " does not stop");
            }
        }

        private boolean lost() {
            return faults && random.nextInt(5) == 0;
        }
    }
}
