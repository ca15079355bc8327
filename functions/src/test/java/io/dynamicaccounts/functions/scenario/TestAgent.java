package io.dynamicaccounts.functions.scenario;

import io.dynamicaccounts.functions.ControlPlane;
import io.dynamicaccounts.functions.FunctionName;
import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.account.AgentId;
import io.dynamicaccounts.functions.account.SessionId;
import io.dynamicaccounts.functions.account.ZoneId;
import io.dynamicaccounts.functions.agent.AgentRejection;
import io.dynamicaccounts.functions.agent.FetchDefinitions;
import io.dynamicaccounts.functions.agent.Goodbye;
import io.dynamicaccounts.functions.agent.Poll;
import io.dynamicaccounts.functions.agent.Report;
import io.dynamicaccounts.functions.agent.Task;
import io.dynamicaccounts.functions.store.Assignment;
import io.dynamicaccounts.functions.store.Zone;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * A simulated agent that does at once what it is told, but for the accounts that it was told to fail or to hang on.
 */
final class TestAgent {

    private final World world;
    private final String id;
    private final String zone;
    private final String session;

    private final Map<String, Long> watched = new TreeMap<>();
    private final Map<String, Task> told = new HashMap<>();
    private final Map<String, Task> toConfirm = new HashMap<>();
    private final Set<String> caching = new TreeSet<>();
    private Instant leaseEnds = Instant.MIN;
    private final Set<String> failing = new HashSet<>();
    private final Set<String> hanging = new HashSet<>();
    private Predicate<String> reaches = name -> true;
    private Optional<List<Map<String, Object>>> declares = Optional.empty();
    private boolean mayDeclare = true;
    private boolean repeatsItsList = true;
    private boolean wasTaken;
    private OptionalLong applied = OptionalLong.empty();
    private OptionalLong taken = OptionalLong.empty();
    private OptionalLong registration = OptionalLong.empty();
    private boolean saysWhatItHolds = true;
    private int capacity = 100;
    private List<String> secretEngines = List.of();
    private Instant nextPoll = Instant.MIN;
    private int polls;
    private boolean ended;
    Poll.Result lastAnswer;

    TestAgent(World world, String id, String zone, String session) {
        this.world = world;
        this.id = id;
        this.zone = zone;
        this.session = session;
    }

    String id() {
        return id;
    }

    String zone() {
        return zone;
    }

    /** Whether it is this process that is a member. */
    boolean is(Zone.Member member) {
        return member.session().equals(new SessionId(session));
    }

    /**
     * Says neither by which list it caches, nor how long its lease holds, nor its registration, as agents of an
     * earlier version.
     */
    TestAgent ofAnEarlierVersion() {
        saysWhatItHolds = false;
        return this;
    }

    /** Another process under the same id, with the same configuration. */
    TestAgent restarted() {
        TestAgent process = world.agent(id, zone);
        process.declares = declares;
        process.mayDeclare = mayDeclare;
        process.repeatsItsList = repeatsItsList;
        return process;
    }

    TestAgent capacity(int most) {
        capacity = most;
        return this;
    }

    TestAgent failsOn(String... names) {
        failing.addAll(List.of(names));
        return this;
    }

    /** Fails on every account but these. */
    TestAgent reachesOnly(Predicate<String> accounts) {
        reaches = accounts;
        return this;
    }

    TestAgent managesAgain(String... names) {
        failing.removeAll(List.of(names));
        hanging.removeAll(List.of(names));
        finishStops();
        return this;
    }

    /** It failed on this and watches it now, which is to be reported, unless it was never told to. */
    Optional<Report.Entry> recoversOn(String name) {
        managesAgain(name);
        Optional<Task> task = Optional.ofNullable(told.get(name)).filter(one -> one.action() == Task.Action.WATCH);
        task.ifPresent(one -> watched.put(name, one.generation()));
        return task.map(one -> says(name, one.generation(), Assignment.ReportedResult.WATCHING, null));
    }

    /** Sends this list with every poll from now on. */
    TestAgent declares(String... names) {
        var list = new ArrayList<Map<String, Object>>();
        for (String name : names) {
            list.add(new HashMap<>(Map.of("name", name, "kubeconfigFile", "/kube/" + name)));
        }
        declares = Optional.of(list);
        wasTaken = false;
        return this;
    }

    TestAgent declaring(Map<String, Object> definition) {
        declares = Optional.of(List.of(definition));
        wasTaken = false;
        return this;
    }

    /** Has a token from now on that may declare no account. */
    TestAgent withoutPermission() {
        mayDeclare = false;
        return this;
    }

    /** Sends its list until it was taken, and again when it is asked to. */
    TestAgent untilTaken() {
        repeatsItsList = false;
        return this;
    }

    /** Does not send its list until it is asked again. */
    TestAgent declaresNoMore() {
        declares = Optional.empty();
        return this;
    }

    /** Neither starts nor stops it, and says nothing. */
    TestAgent hangsOn(String... names) {
        hanging.addAll(List.of(names));
        return this;
    }

    TestAgent hangsNoMore() {
        hanging.clear();
        finishStops();
        return this;
    }

    /** Ends what the newest list told it to stop and what hung until now, without another list. */
    private void finishStops() {
        told.values().stream()
                .filter(task -> task.action() == Task.Action.STOP)
                .filter(task -> !hanging.contains(task.account().value()))
                .filter(task -> watched.remove(task.account().value()) != null)
                .forEach(task -> toConfirm.put(task.account().value(), task));
        boolean stuck = told.values().stream()
                .anyMatch(task -> task.action() == Task.Action.STOP
                        && watched.containsKey(task.account().value()));
        if (!stuck) {
            applied = taken;
        }
    }

    Set<String> watches() {
        return watched.keySet();
    }

    long watchesGeneration(String name) {
        return watched.get(name);
    }

    /** Whether it has something to report. */
    boolean hasToReport() {
        return !toConfirm.isEmpty();
    }

    /** What it may cache by its own rules, whether or not it still talks to anybody. */
    Set<String> caches() {
        return world.now().isBefore(leaseEnds) ? caching : Set.of();
    }

    Instant nextPoll() {
        return nextPoll;
    }

    void pollIfDue() {
        if (!world.now().isBefore(nextPoll)) {
            poll();
            report();
        }
    }

    /** Whoever polls again, or ends, has given up on the poll before. */
    Poll.Result poll() {
        int number = ++polls;
        Instant sent = world.now();
        Poll.Result result = ask(world.controlPlane);
        if (polls != number || ended) {
            return result;
        }
        lastAnswer = result;
        if (result instanceof Poll.Result.Answer answer) {
            nextPoll = world.now().plus(answer.pollAfter());
            wasTaken = !answer.resendStaticAccounts();
            apply(answer, sent);
        }
        return result;
    }

    /** A poll that another instance of the functions answers. */
    Poll.Result pollAt(ControlPlane instance) {
        lastAnswer = ask(instance);
        var answer = (Poll.Result.Answer) lastAnswer;
        nextPoll = world.now().plus(answer.pollAfter());
        apply(answer);
        return lastAnswer;
    }

    /** A poll that another instance answers, whose answer is lost. */
    Poll.Result askOf(ControlPlane instance) {
        return ask(instance);
    }

    /** A poll whose answer is lost. */
    Poll.Result ask() {
        return ask(world.controlPlane);
    }

    private Poll.Result ask(ControlPlane instance) {
        return instance.get(FunctionName.POLL)
                .apply(new Poll.Request(
                        new AgentId(id),
                        new ZoneId(zone),
                        new SessionId(session),
                        applied,
                        capacity,
                        "test",
                        secretEngines,
                        declares.filter(list -> repeatsItsList || !wasTaken),
                        saysWhatItHolds ? taken : OptionalLong.empty(),
                        saysWhatItHolds ? Optional.of(leaseHeld()) : Optional.empty(),
                        saysWhatItHolds ? registration : OptionalLong.empty(),
                        name -> mayDeclare));
    }

    private Duration leaseHeld() {
        return world.now().isBefore(leaseEnds) ? Duration.between(world.now(), leaseEnds) : Duration.ZERO;
    }

    void apply(Poll.Result.Answer answer) {
        apply(answer, world.now());
    }

    private void apply(Poll.Result.Answer answer, Instant sent) {
        leaseEnds = sent.plus(answer.lease());
        registration = answer.registration().isPresent() ? answer.registration() : registration;
        if (answer.assignments().isEmpty()) {
            return;
        }
        taken = OptionalLong.of(answer.revision());
        caching.clear();
        answer.assignments().get().stream()
                .filter(Task::caching)
                .forEach(task -> caching.add(task.account().value()));
        var named = new HashMap<String, Task>();
        answer.assignments().get().forEach(task -> named.put(task.account().value(), task));
        told.clear();
        told.putAll(named);
        watched.keySet().removeIf(name -> !named.containsKey(name));
        toConfirm.clear();
        boolean stuck = false;
        for (Task task : named.values()) {
            String name = task.account().value();
            if (hanging.contains(name)) {
                stuck |= task.action() == Task.Action.STOP && watched.containsKey(name);
                continue;
            }
            switch (task.action()) {
                case STOP -> watched.remove(name);
                case WATCH -> {
                    if (fails(name)) {
                        watched.remove(name);
                    } else {
                        watched.put(name, task.generation());
                    }
                }
            }
            if (task.confirm()) {
                toConfirm.put(name, task);
            }
        }
        if (!stuck) {
            applied = OptionalLong.of(answer.revision());
        }
    }

    Report.Result report() {
        var entries = new ArrayList<Report.Entry>();
        Map<String, Task> reported = Map.copyOf(toConfirm);
        reported.forEach((name, task) -> entries.add(entry(name, task)));
        Report.Result result = entries.isEmpty() ? null : send(entries);
        toConfirm.entrySet().removeAll(reported.entrySet());
        return result;
    }

    boolean fails(String name) {
        return failing.contains(name) || !reaches.test(name);
    }

    private Report.Entry entry(String name, Task task) {
        if (fails(name)) {
            return says(name, task.generation(), Assignment.ReportedResult.FAILED, "connection refused");
        }
        return task.action() == Task.Action.STOP
                ? says(name, task.generation(), Assignment.ReportedResult.STOPPED, null)
                : says(name, task.generation(), Assignment.ReportedResult.WATCHING, null);
    }

    static Report.Entry says(String name, long generation, Assignment.ReportedResult outcome, String message) {
        boolean watching = outcome == Assignment.ReportedResult.WATCHING;
        return new Report.Entry(
                new AccountName(name),
                generation,
                outcome,
                Optional.ofNullable(message),
                watching ? Optional.of("https://" + name) : Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                watching ? Optional.of(List.of("default")) : Optional.empty());
    }

    Report.Result send(List<Report.Entry> entries) {
        Report.Result result = world.controlPlane
                .get(FunctionName.REPORT)
                .apply(new Report.Request(new AgentId(id), new ZoneId(zone), new SessionId(session), entries));
        if (result instanceof Report.Result.Answer answer
                && world.now().plus(answer.pollAfter()).isBefore(nextPoll)) {
            nextPoll = world.now().plus(answer.pollAfter());
        }
        return result;
    }

    List<AccountName> stale(Report.Entry... entries) {
        return ((Report.Result.Answer) send(List.of(entries))).stale();
    }

    FetchDefinitions.Result.Answer definitions(String... names) {
        return (FetchDefinitions.Result.Answer) askDefinitions(names);
    }

    /** Has these secret engines from its next poll on. */
    TestAgent has(String... engines) {
        secretEngines = List.of(engines);
        return this;
    }

    FetchDefinitions.Result askDefinitions(String... names) {
        return askDefinitionsOf(world.controlPlane, names);
    }

    FetchDefinitions.Result askDefinitionsOf(ControlPlane instance, String... names) {
        return instance.get(FunctionName.DEFINITIONS)
                .apply(new FetchDefinitions.Request(
                        new AgentId(id),
                        new ZoneId(zone),
                        new SessionId(session),
                        List.of(names).stream().map(AccountName::new).toList()));
    }

    /** Lets go of everything before it ends. */
    void diesCleanly() {
        watched.clear();
        caching.clear();
        toConfirm.clear();
        ended = true;
    }

    /** Ends as it should, with a goodbye. */
    void leaves() {
        diesCleanly();
        goodbye();
    }

    boolean ended() {
        return ended;
    }

    boolean goodbye() {
        return world.controlPlane
                .get(FunctionName.GOODBYE)
                .apply(new Goodbye.Request(new AgentId(id), new ZoneId(zone), new SessionId(session)))
                .left();
    }

    Optional<AgentRejection> turnedAway() {
        return poll() instanceof Poll.Result.Rejected(AgentRejection refusal) ? Optional.of(refusal) : Optional.empty();
    }
}
