package io.dynamicaccounts.agent.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.dynamicaccounts.agent.AgentEnd;
import io.dynamicaccounts.agent.AgentIdentity;
import io.dynamicaccounts.agent.AgentSettings;
import io.dynamicaccounts.agent.protocol.AccountReport;
import io.dynamicaccounts.agent.protocol.AssignedAccount;
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
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Runs a session in the environment of a test. By default definitions and reports arrive at once; watches do only
 * what the test sets. The rig fails when an account gets a second watch.
 */
final class Rig {

    static final AgentSettings SETTINGS = AgentSettings.defaults("test");
    static final ClusterFacts FACTS = new ClusterFacts("https://c:6443", "v1.33.0", "AB:CD", List.of("default"));

    final SetClock clock = new SetClock();
    final AgentSession session;
    final Map<String, WatchId> live = new TreeMap<>();
    final Map<String, CachingPermit> caching = new HashMap<>();
    final Map<String, Long> generations = new HashMap<>();
    final List<WatchId> stopsAsked = new ArrayList<>();
    final List<AccountReport> reports = new ArrayList<>();
    final List<PollRequest> polls = new ArrayList<>();
    final List<List<String>> defined = new ArrayList<>();
    final List<String> order = new ArrayList<>();
    boolean defineAtOnce = true;
    boolean deliverAtOnce = true;
    /** The version of the protocol that the control plane's answers announce. */
    int protocol = 2;
    /** The number of the registration that the answers name; null for none. */
    @Nullable
    Long registration;

    SessionCommand.Poll poll;
    private Instant polled = Instant.MIN;
    SessionCommand.Define define;
    SessionCommand.Report report;
    Instant wake = Instant.MAX;
    boolean goodbye;
    AgentEnd ending;

    Rig() {
        this(SETTINGS);
    }

    Rig(AgentSettings settings) {
        session = new AgentSession(new AgentIdentity("agent-1", "zone-1"), settings, List.of(), clock, new Random(42));
        perform(session.begin());
    }

    void send(SessionEvent event) {
        perform(session.on(event));
    }

    private void perform(List<SessionCommand> commands) {
        for (SessionCommand command : commands) {
            switch (command) {
                case SessionCommand.Poll it -> {
                    if (poll != null) {
                        assertThat(Duration.between(polled, clock.instant()))
                                .as("a second poll before the first was given up")
                                .isGreaterThanOrEqualTo(Duration.ofSeconds(45));
                    }
                    poll = it;
                    polled = clock.instant();
                    polls.add(it.body());
                    order.add("poll " + it.body().revision());
                }
                case SessionCommand.Define it -> define = it;
                case SessionCommand.Report it -> report = it;
                case SessionCommand.Start it -> {
                    String account = it.watch().account();
                    assertThat(live).as("duplicate watch").doesNotContainKey(account);
                    live.put(account, it.watch());
                    caching.put(account, it.caching());
                    order.add("start " + account);
                }
                case SessionCommand.Stop it -> {
                    stopsAsked.add(it.watch());
                    order.add("stop " + it.watch().account());
                }
                case SessionCommand.Cache it -> {
                    caching.put(it.watch().account(), it.caching());
                    order.add((it.caching() instanceof CachingPermit.Off ? "uncache " : "cache ")
                            + it.watch().account());
                }
                case SessionCommand.WakeAt it -> wake = it.time();
                case SessionCommand.SayGoodbye _ -> goodbye = true;
                case SessionCommand.End it -> ending = it.ending();
            }
        }
        if (defineAtOnce && define != null) {
            define();
        }
        if (deliverAtOnce && report != null) {
            deliver(new ReportAnswer(List.of(), null));
        }
    }

    /** Answers the request for definitions with definitions of the generations that the lists named. */
    void define() {
        List<DefinitionsAnswer.Entry> entries = define.body().accounts().stream()
                .map(name -> new DefinitionsAnswer.Entry(
                        name,
                        generations.getOrDefault(name, 0L),
                        new ClearDefinition(Map.of("kubeconfigContents", "canary"))))
                .toList();
        define(new DefinitionsAnswer(entries, null, null));
    }

    void define(DefinitionsAnswer answer) {
        SessionCommand.Define asked = define;
        define = null;
        defined.add(asked.body().accounts());
        send(new SessionEvent.Defined(asked.request(), new ControlPlaneAnswer.Answered<>(answer)));
    }

    void deliver(ReportAnswer answer) {
        SessionCommand.Report sent = report;
        report = null;
        reports.addAll(sent.body().reports());
        send(new SessionEvent.Reported(sent.request(), new ControlPlaneAnswer.Answered<>(answer)));
    }

    /** Lets time pass, and wakes the session whenever the session asked for it. */
    void pass(Duration time) {
        Instant end = clock.instant().plus(time);
        int busy = 0;
        while (!wake.isAfter(end)) {
            busy = wake.isAfter(clock.instant()) ? 0 : busy + 1;
            assertThat(busy).as("wakes without time passing: a busy loop").isLessThan(100);
            clock.set(wake.isBefore(clock.instant()) ? clock.instant() : wake);
            wake = Instant.MAX;
            send(new SessionEvent.Woken());
        }
        clock.set(end);
    }

    /** Lets time pass until the session polls. */
    SessionCommand.Poll awaitPoll() {
        for (int i = 0; i < 10_000 && poll == null; i++) {
            assertThat(wake).as("somebody must wake it").isNotEqualTo(Instant.MAX);
            clock.set(wake.isBefore(clock.instant()) ? clock.instant() : wake);
            wake = Instant.MAX;
            send(new SessionEvent.Woken());
        }
        assertThat(poll).as("it polls again").isNotNull();
        return poll;
    }

    void answer(ControlPlaneAnswer<PollAnswer> answer) {
        SessionCommand.Poll asked = awaitPoll();
        poll = null;
        send(new SessionEvent.Polled(asked.request(), answer));
    }

    void list(long epoch, long revision, AssignedAccount... assignments) {
        for (AssignedAccount each : assignments) {
            generations.put(each.account(), each.generation());
        }
        answer(new ControlPlaneAnswer.Answered<>(announcing(answerOf(epoch, revision, assignments))));
    }

    private PollAnswer announcing(PollAnswer answer) {
        return new PollAnswer(
                answer.revision(),
                answer.epoch(),
                answer.pollAfterSeconds(),
                answer.leaseSeconds(),
                answer.assignments(),
                answer.resendStaticAccounts(),
                answer.conflicts(),
                protocol,
                registration);
    }

    static PollAnswer answerOf(long epoch, long revision, AssignedAccount... assignments) {
        return new PollAnswer(revision, epoch, 10, 45, List.of(assignments), false, null);
    }

    static PollAnswer nothingNew(long epoch, long revision) {
        return new PollAnswer(revision, epoch, 10, 45, null, false, null);
    }

    void nothing(long epoch, long revision) {
        answer(new ControlPlaneAnswer.Answered<>(announcing(nothingNew(epoch, revision))));
    }

    void watching(String... accounts) {
        for (String account : accounts) {
            send(new SessionEvent.Watching(live.get(account), FACTS));
        }
    }

    void failed(String account, String reason) {
        send(new SessionEvent.WatchFailed(live.remove(account), reason));
    }

    void stopped(String... accounts) {
        for (String account : accounts) {
            send(new SessionEvent.WatchStopped(live.remove(account)));
        }
    }

    void stopFailed(String account, String reason) {
        send(new SessionEvent.StopFailed(live.get(account), reason));
    }

    Set<String> watched() {
        return live.keySet();
    }

    List<String> said() {
        return reports.stream()
                .map(each -> each.account() + " " + each.generation() + " " + each.outcome())
                .toList();
    }

    static AssignedAccount watch(String account, long generation) {
        return new AssignedAccount(account, generation, AssignedAccount.Action.WATCH, false, false);
    }

    static AssignedAccount confirmedWatch(String account, long generation) {
        return new AssignedAccount(account, generation, AssignedAccount.Action.WATCH, false, true);
    }

    static AssignedAccount cachedWatch(String account, long generation) {
        return new AssignedAccount(account, generation, AssignedAccount.Action.WATCH, true, false);
    }

    static AssignedAccount stop(String account, long generation) {
        return new AssignedAccount(account, generation, AssignedAccount.Action.STOP, false, true);
    }
}
