package io.dynamicaccounts.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import io.dynamicaccounts.functions.ControlPlane;
import io.dynamicaccounts.functions.FunctionName;
import io.dynamicaccounts.functions.Interceptor;
import io.dynamicaccounts.functions.ScanSettings;
import io.dynamicaccounts.functions.Settings;
import io.dynamicaccounts.functions.account.Account;
import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.account.AgentId;
import io.dynamicaccounts.functions.account.SessionId;
import io.dynamicaccounts.functions.account.ZoneId;
import io.dynamicaccounts.functions.agent.Poll;
import io.dynamicaccounts.functions.agent.Report;
import io.dynamicaccounts.functions.agent.Task;
import io.dynamicaccounts.functions.credential.CreateCredential;
import io.dynamicaccounts.functions.credential.DeleteCredential;
import io.dynamicaccounts.functions.credential.ReplaceCredential;
import io.dynamicaccounts.functions.definition.CredentialSource;
import io.dynamicaccounts.functions.definition.Definition;
import io.dynamicaccounts.functions.definition.Roles;
import io.dynamicaccounts.functions.operator.Activate;
import io.dynamicaccounts.functions.operator.Deactivate;
import io.dynamicaccounts.functions.operator.Provision;
import io.dynamicaccounts.functions.store.Assignment;
import io.dynamicaccounts.functions.store.Heartbeat;
import io.dynamicaccounts.functions.store.Observations;
import io.dynamicaccounts.functions.sweep.Sweep;
import io.dynamicaccounts.functions.transition.Parallel;
import io.dynamicaccounts.functions.transition.TransitionListener;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.IntStream;

/** The functions over a metered table, with agents of one zone that report every assigned account as watched. */
final class Fleet implements AutoCloseable {

    static final ZoneId ZONE = new ZoneId("eu-west-1");
    private static final String OPERATOR = "platform-team";
    private static final Duration POLL = Duration.ofSeconds(10);

    final Meter meter = new Meter();
    final DynamoDbStore store;
    private ControlPlane functions;
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");

    Fleet() {
        this(CredentialSource.NONE, ScanSettings.NONE);
    }

    /** Creates a fleet whose accounts may also be migrated from this source. */
    Fleet(CredentialSource source, ScanSettings scan) {
        store = TestServer.emptyStore(() -> now, Wire.with(meter));
        functions = new ControlPlane(components(source, scan));
    }

    private ControlPlane.Components components(CredentialSource source, ScanSettings scan) {
        return new ControlPlane.Components(
                store,
                new AsItIs(),
                source,
                Settings.DEFAULT,
                Parallel.bounded(32),
                TransitionListener.NONE,
                () -> UUID.randomUUID().toString(),
                () -> now,
                scan);
    }

    /** From now on accounts follow credentials. */
    void intercept() {
        functions = new ControlPlane(
                components(CredentialSource.NONE, ScanSettings.NONE).with(Interceptor.ON));
    }

    Instant now() {
        return now;
    }

    static AccountName name(int number) {
        return new AccountName("cluster-%05d".formatted(number));
    }

    /**
     * Writes so many accounts of the zone that were never activated: one account is provisioned, the others are
     * copies.
     */
    void inactive(int accounts) {
        provision(0, 1);
        List<ItemKey> one = List.of(ItemKey.account(name(0)), ItemKey.name(name(0)));
        copy(
                one,
                accounts,
                (key, number) ->
                        key.equals(one.getFirst()) ? ItemKey.account(name(number)) : ItemKey.name(name(number)));
    }

    /** Writes the observations of the first so many accounts. */
    void observed(int accounts) {
        var observed = new Observations.Observation(
                Optional.of("https://cluster.example:6443"),
                Optional.of("v1.35.5"),
                Optional.empty(),
                List.of("default", "kube-system"));
        store.observations().put(name(0), observed);
        copy(List.of(ItemKey.observed(name(0))), accounts, (key, number) -> ItemKey.observed(name(number)));
    }

    /** Writes so many agents, ten in each zone, all of which have just polled. */
    void agents(int agents) {
        var id = new AgentId("agent-00000");
        var zone = new ZoneId("zone-0000");
        store.heartbeats()
                .register(heartbeat(zone, id), store.heartbeats().find(zone, id).orElse(null));
        copy(
                List.of(ItemKey.heartbeat(zone, id)),
                agents,
                (key, number) -> ItemKey.heartbeat(
                        new ZoneId("zone-%04d".formatted(number / 10)), new AgentId("agent-%05d".formatted(number))));
    }

    private Heartbeat heartbeat(ZoneId zone, AgentId agent) {
        return new Heartbeat(
                zone,
                agent,
                new SessionId(UUID.randomUUID().toString()),
                List.of(),
                now,
                now,
                1_000,
                1_000,
                1_000,
                POLL,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                "0.1.0",
                List.of("vault"),
                Optional.empty(),
                false);
    }

    /** Stores so many credentials: one is created, the others are copies. */
    void credentials(int credentials) {
        createCredential(0);
        copy(List.of(ItemKey.credential(name(0))), credentials, (key, number) -> ItemKey.credential(name(number)));
    }

    void createCredential(int number) {
        assertThat(call(
                        FunctionName.CREATE_CREDENTIAL,
                        new CreateCredential.Request(OPERATOR, Roles.ALL, name(number), definition(number))))
                .isInstanceOf(CreateCredential.Result.Stored.class);
    }

    void replaceCredential(int number) {
        assertThat(call(
                        FunctionName.REPLACE_CREDENTIAL,
                        new ReplaceCredential.Request(
                                OPERATOR,
                                Roles.ALL,
                                name(number),
                                definition(number),
                                ReplaceCredential.WhereMissing.REFUSE)))
                .isInstanceOf(ReplaceCredential.Result.Stored.class);
    }

    void deleteCredential(int number) {
        assertThat(call(
                        FunctionName.DELETE_CREDENTIAL,
                        new DeleteCredential.Request(OPERATOR, Roles.ALL, name(number))))
                .isInstanceOf(DeleteCredential.Result.Deleted.class);
    }

    private static Definition definition(int number) {
        return new Definition(Map.of("name", name(number).value(), "kubeconfigFile", "/kube/" + name(number)));
    }

    private void copy(List<ItemKey> of, int copies, BiFunction<ItemKey, Integer, ItemKey> to) {
        Table table = store.table();
        for (Item original : table.get(of).values()) {
            table.putAll(IntStream.range(1, copies)
                    .mapToObj(number -> {
                        var item = new HashMap<>(original.attributes());
                        item.putAll(to.apply(original.key(), number).attributes());
                        return new Item(item);
                    })
                    .toList());
        }
    }

    /** Returns whether all of these agents have applied the newest revision. */
    boolean isQuiet(List<TestAgent> agents) {
        long revision = store.zones().find(ZONE).revision();
        return agents.stream().allMatch(agent -> agent.applied.equals(OptionalLong.of(revision)));
    }

    /** Provisions accounts of the zone, from one number up to another. */
    void provision(int from, int to) {
        var entries = IntStream.range(from, to)
                .mapToObj(i -> new Provision.Entry(name(i), Optional.of(ZONE), definition(i)))
                .toList();
        call(FunctionName.PROVISION, new Provision.Request(OPERATOR, entries));
    }

    void activate(int from, int to, Optional<ZoneId> zone) {
        var entries = IntStream.range(from, to)
                .mapToObj(i -> new Activate.Entry(name(i), zone, Optional.empty()))
                .toList();
        call(FunctionName.ACTIVATE, new Activate.Request(OPERATOR, entries));
    }

    void deactivate(int number) {
        call(FunctionName.DEACTIVATE, new Deactivate.Request(OPERATOR, List.of(name(number))));
    }

    <Q, R> R call(FunctionName<Q, R> name, Q request) {
        return functions.get(name).apply(request);
    }

    Sweep.Result sweep() {
        return functions.get(FunctionName.SWEEP).apply(new Sweep.Request(Duration.ofMinutes(1)));
    }

    Account account(int number) {
        return store.accounts().find(name(number)).orElseThrow();
    }

    /** Lets time pass until the next poll. */
    void pass() {
        now = now.plus(POLL);
    }

    /** Lets time pass until this time, unless it has passed. */
    void passUntil(Instant time) {
        now = time.isAfter(now) ? time : now;
    }

    TestAgent agent(int number, int capacity) {
        return new TestAgent(
                new AgentId("agent-" + number), new SessionId(UUID.randomUUID().toString()), capacity);
    }

    /** An agent that applies its list at once. */
    final class TestAgent {
        private final AgentId id;
        private final SessionId session;
        private final int capacity;
        private OptionalLong applied = OptionalLong.empty();

        private TestAgent(AgentId id, SessionId session, int capacity) {
            this.id = id;
            this.session = session;
            this.capacity = capacity;
        }

        /** Polls once, and returns the assignments, if any are new. */
        List<Task> poll() {
            boolean first = applied.isEmpty();
            var request = new Poll.Request(
                    id,
                    ZONE,
                    session,
                    applied,
                    capacity,
                    "0.1.0",
                    List.of(),
                    first ? Optional.of(List.of()) : Optional.empty(),
                    OptionalLong.empty(),
                    Optional.empty(),
                    OptionalLong.empty(),
                    account -> true);
            var answer = (Poll.Result.Answer) functions.get(FunctionName.POLL).apply(request);
            applied = OptionalLong.of(answer.revision());
            return answer.assignments().orElse(List.of());
        }

        /** Reports all accounts to be confirmed as watched, in calls of up to so many. */
        void confirm(List<Task> tasks) {
            report(
                    tasks,
                    task -> new Report.Entry(
                            task.account(),
                            task.generation(),
                            Assignment.ReportedResult.WATCHING,
                            Optional.empty(),
                            Optional.of("https://" + task.account() + ".example:6443"),
                            Optional.of("v1.35.5"),
                            Optional.empty(),
                            Optional.empty()));
        }

        /** Reports all accounts to be confirmed as failed. */
        void fail(List<Task> tasks) {
            report(
                    tasks,
                    task -> new Report.Entry(
                            task.account(),
                            task.generation(),
                            Assignment.ReportedResult.FAILED,
                            Optional.of("connect to https://" + task.account() + ".example:6443: connection refused"),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty()));
        }

        private void report(List<Task> tasks, Function<Task, Report.Entry> said) {
            List<Report.Entry> entries =
                    tasks.stream().filter(Task::confirm).map(said).toList();
            for (int from = 0; from < entries.size(); from += 500) {
                var part = entries.subList(from, Math.min(entries.size(), from + 500));
                call(FunctionName.REPORT, new Report.Request(id, ZONE, session, part));
            }
        }
    }

    @Override
    public void close() {
        store.close();
    }
}
