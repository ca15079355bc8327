package io.dynamicaccounts.functions.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.dynamicaccounts.functions.ControlPlane;
import io.dynamicaccounts.functions.FunctionName;
import io.dynamicaccounts.functions.Interceptor;
import io.dynamicaccounts.functions.ScanSettings;
import io.dynamicaccounts.functions.Settings;
import io.dynamicaccounts.functions.account.Account;
import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.account.AccountState;
import io.dynamicaccounts.functions.account.AgentId;
import io.dynamicaccounts.functions.account.VisibleState;
import io.dynamicaccounts.functions.account.ZoneId;
import io.dynamicaccounts.functions.credential.DeleteCredential;
import io.dynamicaccounts.functions.credential.ReplaceCredential;
import io.dynamicaccounts.functions.definition.CredentialSource;
import io.dynamicaccounts.functions.definition.Definition;
import io.dynamicaccounts.functions.definition.DefinitionEncryption;
import io.dynamicaccounts.functions.definition.EncryptedDefinition;
import io.dynamicaccounts.functions.definition.ReferenceResolver;
import io.dynamicaccounts.functions.definition.Roles;
import io.dynamicaccounts.functions.definition.TestSource;
import io.dynamicaccounts.functions.installation.Adoption;
import io.dynamicaccounts.functions.lifecycle.Timing;
import io.dynamicaccounts.functions.operator.AccountHistory;
import io.dynamicaccounts.functions.operator.AccountView;
import io.dynamicaccounts.functions.operator.Activate;
import io.dynamicaccounts.functions.operator.BatchOutcome;
import io.dynamicaccounts.functions.operator.Deactivate;
import io.dynamicaccounts.functions.operator.Delete;
import io.dynamicaccounts.functions.operator.Disconnect;
import io.dynamicaccounts.functions.operator.GetAccount;
import io.dynamicaccounts.functions.operator.Migrate;
import io.dynamicaccounts.functions.operator.Provision;
import io.dynamicaccounts.functions.operator.Reassign;
import io.dynamicaccounts.functions.operator.Redefine;
import io.dynamicaccounts.functions.store.AccountNames;
import io.dynamicaccounts.functions.store.Assignment;
import io.dynamicaccounts.functions.store.Assignments;
import io.dynamicaccounts.functions.store.Definitions;
import io.dynamicaccounts.functions.store.History.PastTransition;
import io.dynamicaccounts.functions.store.Store;
import io.dynamicaccounts.functions.store.memory.MemoryStore;
import io.dynamicaccounts.functions.sweep.Sweep;
import io.dynamicaccounts.functions.transition.Parallel;
import io.dynamicaccounts.functions.transition.TransitionLog;
import io.dynamicaccounts.functions.transition.TransitionResult;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;

/**
 * The real functions over a store, in memory unless another is given, a clock that moves when told, and words for
 * what operators, agents and the sweep do, so that a test reads as the story it tells.
 */
final class World {

    static final String OPERATOR = "ops";

    final Store store;
    ControlPlane controlPlane;
    final Settings settings;
    final TransitionLog log;
    private final AtomicLong tokens = new AtomicLong();
    private final Map<AccountName, Definition> credentials = new HashMap<>();

    /** Where accounts are migrated from. */
    CredentialSource source = TestSource.of(credentials);

    private final Clock clock;

    /** What the automatic migration takes; nothing until it is set, and another instance is made. */
    ScanSettings scan = ScanSettings.NONE;

    /** Whether writes of credentials change accounts; a change needs another instance. */
    Interceptor interceptor = Interceptor.OFF;

    private ReferenceResolver references = ReferenceResolver.NONE;

    /** Stands still until it is moved. */
    static final class Clock implements InstantSource {
        private Instant now = Instant.parse("2026-01-01T00:00:00Z");

        @Override
        public Instant instant() {
            return now;
        }
    }

    World() {
        this(Settings.DEFAULT, store -> store);
    }

    /** Replaces the functions by others that are configured so. */
    void deploy(Settings.Exclusions exclusions) {
        controlPlane = anotherInstance(new Settings(
                settings.timing(),
                settings.heartbeatTimeout(),
                settings.sweepInterval(),
                settings.pollsPerSecond(),
                settings.history(),
                exclusions));
    }

    /** A world in which what failed as often as it is retried waits for an operator. */
    static World withoutRecovery() {
        Timing timing = Timing.DEFAULT;
        return with(new Timing(
                timing.maxRetries(),
                timing.retryFrequency(),
                timing.activationTimeout(),
                timing.pollInterval(),
                Duration.ZERO));
    }

    static World with(Timing timing) {
        return new World(settings(timing, Settings.DEFAULT.heartbeatTimeout()), store -> store);
    }

    static Settings settings(Timing timing, Duration heartbeatTimeout) {
        return new Settings(
                timing,
                heartbeatTimeout,
                Settings.DEFAULT.sweepInterval(),
                Settings.DEFAULT.pollsPerSecond(),
                Settings.DEFAULT.history(),
                Settings.Exclusions.ON);
    }

    World(Settings settings, UnaryOperator<Store> around) {
        this(settings, around, new Clock());
    }

    private World(Settings settings, UnaryOperator<Store> around, Clock clock) {
        this(settings, around.apply(new MemoryStore(clock)), clock);
    }

    World(Settings settings, Store store, Clock clock) {
        this.settings = settings;
        this.log = new TransitionLog(settings.timing());
        this.store = store;
        this.clock = clock;
        this.controlPlane = anotherInstance();
    }

    /** Another instance of the functions over the same store, as a cloud starts them. */
    ControlPlane anotherInstance() {
        return anotherInstance(settings);
    }

    /** An instance that is configured otherwise, as while a change of the configuration is rolled out. */
    ControlPlane anotherInstance(Settings settings) {
        return anotherInstance(settings, new MaskingOnly());
    }

    /** An instance with another key. */
    ControlPlane anotherInstance(Settings settings, DefinitionEncryption encryption) {
        return new ControlPlane(new ControlPlane.Components(
                store,
                encryption,
                source,
                settings,
                Parallel.NONE,
                log,
                () -> "token-" + tokens.incrementAndGet(),
                clock,
                scan,
                interceptor,
                references));
    }

    /** Replaces the functions by others that resolve references so. */
    void resolve(ReferenceResolver other) {
        references = other;
        controlPlane = anotherInstance();
    }

    Instant now() {
        return clock.now;
    }

    /** The clock that the functions go by. */
    Clock clock() {
        return clock;
    }

    void pass(Duration time) {
        clock.now = clock.now.plus(time);
    }

    void pass(int seconds) {
        pass(Duration.ofSeconds(seconds));
    }

    static AccountName name(String name) {
        return new AccountName(name);
    }

    static ZoneId zone(String zone) {
        return new ZoneId(zone);
    }

    void credential(String name, String field, Object value) {
        credential(Map.of("name", name, field, value));
    }

    /** The credential source knows this definition. */
    void credential(Map<String, Object> fields) {
        credentials.put(name((String) fields.get("name")), new Definition(new HashMap<>(fields)));
    }

    /** Migrates accounts that the credential source knows by a kubeconfig file. */
    BatchOutcome migrate(String zone, String... names) {
        var entries = new ArrayList<Migrate.Entry>();
        for (String name : names) {
            credentials.putIfAbsent(
                    name(name), new Definition(new HashMap<>(Map.of("name", name, "kubeconfigFile", "/kube/" + name))));
            entries.add(new Migrate.Entry(name(name), Optional.of(zone(zone)), Optional.empty()));
        }
        var result = controlPlane.get(FunctionName.MIGRATE).apply(new Migrate.Request(OPERATOR, entries));
        return ((Migrate.Result.Processed) result).outcome();
    }

    /** Migrates accounts that nobody gives a zone. */
    void migrateAnywhere(String... names) {
        var entries = new ArrayList<Migrate.Entry>();
        for (String name : names) {
            credentials.put(
                    name(name), new Definition(new HashMap<>(Map.of("name", name, "kubeconfigFile", "/kube/" + name))));
            entries.add(new Migrate.Entry(name(name), Optional.empty(), Optional.empty()));
        }
        var result = controlPlane.get(FunctionName.MIGRATE).apply(new Migrate.Request(OPERATOR, entries));
        assertThat(result).isInstanceOf(Migrate.Result.Processed.class);
    }

    BatchOutcome provision(String zone, String name, Map<String, Object> fields) {
        return provision(Optional.of(zone(zone)), name, fields);
    }

    BatchOutcome provision(Optional<ZoneId> zone, String name, Map<String, Object> fields) {
        return controlPlane
                .get(FunctionName.PROVISION)
                .apply(new Provision.Request(
                        OPERATOR, List.of(new Provision.Entry(name(name), zone, new Definition(fields)))));
    }

    BatchOutcome activate(String... names) {
        return activateEntries(List.of(names).stream()
                .map(name -> new Activate.Entry(name(name), Optional.empty(), Optional.empty()))
                .toList());
    }

    TransitionResult activateIn(String zone, String name) {
        return activateEntries(List.of(new Activate.Entry(name(name), Optional.of(zone(zone)), Optional.empty())))
                .entries()
                .getFirst()
                .result();
    }

    BatchOutcome activateEntries(List<Activate.Entry> entries) {
        return controlPlane.get(FunctionName.ACTIVATE).apply(new Activate.Request(OPERATOR, entries));
    }

    BatchOutcome deactivate(String... names) {
        return controlPlane.get(FunctionName.DEACTIVATE).apply(new Deactivate.Request(OPERATOR, names(names)));
    }

    BatchOutcome delete(String... names) {
        return controlPlane.get(FunctionName.DELETE).apply(new Delete.Request(OPERATOR, names(names)));
    }

    /** From now on the account follows the credential of its name. */
    void interceptOn() {
        interceptor = Interceptor.ON;
        controlPlane = anotherInstance();
    }

    ReplaceCredential.Result storeCredential(String name, Map<String, Object> fields) {
        return controlPlane
                .get(FunctionName.REPLACE_CREDENTIAL)
                .apply(new ReplaceCredential.Request(
                        OPERATOR,
                        Roles.ALL,
                        name(name),
                        new Definition(fields),
                        ReplaceCredential.WhereMissing.CREATE));
    }

    DeleteCredential.Result deleteCredential(String name) {
        return controlPlane
                .get(FunctionName.DELETE_CREDENTIAL)
                .apply(new DeleteCredential.Request(OPERATOR, Roles.ALL, name(name)));
    }

    BatchOutcome reassign(String... names) {
        return controlPlane.get(FunctionName.REASSIGN).apply(new Reassign.Request(OPERATOR, names(names)));
    }

    Redefine.Result redefine(String name, Map<String, Object> fields) {
        return controlPlane
                .get(FunctionName.REDEFINE)
                .apply(new Redefine.Request(OPERATOR, name(name), Optional.empty(), new Definition(fields)));
    }

    /** One poll of this agent with another definition of an account that it declares. */
    void redeclare(TestAgent agent, String name) {
        agent.declaring(new HashMap<>(Map.of("name", name, "kubeconfigFile", "/kube/other")))
                .poll();
    }

    boolean disconnect(TestAgent agent) {
        return controlPlane
                        .get(FunctionName.DISCONNECT)
                        .apply(new Disconnect.Request(
                                OPERATOR, new AgentId(agent.id()), Optional.of(zone(agent.zone()))))
                instanceof Disconnect.Result.Disconnected;
    }

    Sweep.Result sweep() {
        return sweep(Duration.ofMinutes(1));
    }

    Sweep.Result sweep(Duration budget) {
        return controlPlane.get(FunctionName.SWEEP).apply(new Sweep.Request(budget));
    }

    /** Time passes as it would, with a sweep at every interval and each of these agents polling at its own. */
    void live(Duration time, TestAgent... agents) {
        Instant end = now().plus(time);
        Instant nextSweep = now().plus(settings.sweepInterval());
        while (now().isBefore(end)) {
            pass(1);
            for (TestAgent agent : agents) {
                agent.pollIfDue();
            }
            if (!now().isBefore(nextSweep)) {
                sweep();
                nextSweep = now().plus(settings.sweepInterval());
            }
        }
    }

    TestAgent agent(String id, String zone) {
        return new TestAgent(this, id, zone, "session-" + tokens.incrementAndGet());
    }

    /** The definition that is stored of it no longer opens. */
    void damage(String name) {
        var key = new Definitions.Key(name(name), account(name).definition().orElseThrow());
        EncryptedDefinition whole = store.definitions().find(key).orElseThrow();
        var damaged = new HashMap<>(whole.sealed());
        damaged.put("/damaged", MaskingOnly.DAMAGED);
        store.definitions().delete(key);
        store.definitions()
                .put(new EncryptedDefinition(
                        whole.account(), whole.id(), whole.written(), whole.fieldsInClear(), damaged));
    }

    /** All that is stored of the accounts that exist, as text. */
    String everythingStored() {
        List<AccountName> names = store.names().after(null, 1_000).stream()
                .map(AccountNames.Entry::name)
                .toList();
        Map<AccountName, Account> accounts = store.accounts().find(names);
        List<Definitions.Key> keys = accounts.values().stream()
                .flatMap(account -> account.definition().map(id -> new Definitions.Key(account.name(), id)).stream())
                .toList();
        var stored = new StringBuilder()
                .append(accounts)
                .append(store.definitions().find(keys))
                .append(store.observations().find(names));
        accounts.values().forEach(account -> stored.append(store.history().of(account.name(), 100)));
        accounts.values().stream()
                .flatMap(account -> account.zone().stream())
                .distinct()
                .forEach(zone -> stored.append(store.assignments().find(zone, names)));
        return stored.toString();
    }

    Account account(String name) {
        return store.accounts().find(name(name)).orElseThrow();
    }

    /** What the agents of a zone are told of an account, or were: also of a removed one. */
    Assignment assignment(String zone, String name) {
        var key = new Assignments.Key(zone(zone), name(name));
        return store.assignments().find(List.of(key)).get(key);
    }

    AccountState standing(String name) {
        return account(name).state();
    }

    VisibleState state(String name) {
        return view(name).orElseThrow().account().visibleState();
    }

    Optional<AccountView> view(String name) {
        return controlPlane
                .get(FunctionName.GET)
                .apply(new GetAccount.Request(name(name)))
                .account();
    }

    List<String> watchers(String name) {
        return view(name).orElseThrow().agents().stream()
                .map(watcher -> watcher.agent().value())
                .toList();
    }

    List<String> history(String name) {
        return transitions(name).stream()
                .map(transition -> transition.event().label())
                .toList();
    }

    /** Who caused each transition, the newest first. */
    List<String> actors(String name) {
        return transitions(name).stream().map(PastTransition::actor).toList();
    }

    private List<PastTransition> transitions(String name) {
        return controlPlane
                .get(FunctionName.HISTORY)
                .apply(new AccountHistory.Request(name(name)))
                .transitions();
    }

    /** An account that this agent watches. */
    void active(String name, TestAgent agent) {
        migrate(agent.zone(), name);
        activate(name);
        agent.poll();
        agent.report();
    }

    /** The adoption of the store, with no wait for what was told before. */
    Adoption adoption() {
        return Adoption.of(store, settings, Parallel.NONE, () -> "adoption-" + tokens.incrementAndGet(), clock);
    }

    /** The whole adoption, during which nobody is served. */
    Adoption.Begun adopt() {
        Adoption adoption = adoption();
        Adoption.Begun begun = adoption.begin();
        if (now().isBefore(begun.undisturbed())) {
            pass(Duration.between(now(), begun.undisturbed()));
        }
        assertThat(adoption.finish()).as("whether it is finished").isTrue();
        return begun;
    }

    private static List<AccountName> names(String... names) {
        return List.of(names).stream().map(AccountName::new).toList();
    }
}
