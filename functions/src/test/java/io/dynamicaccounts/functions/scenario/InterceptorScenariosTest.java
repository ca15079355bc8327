package io.dynamicaccounts.functions.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dynamicaccounts.functions.FunctionName;
import io.dynamicaccounts.functions.Interceptor;
import io.dynamicaccounts.functions.Settings;
import io.dynamicaccounts.functions.account.Account;
import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.account.AccountState;
import io.dynamicaccounts.functions.account.VisibleState;
import io.dynamicaccounts.functions.credential.CreateCredential;
import io.dynamicaccounts.functions.credential.DeleteCredential;
import io.dynamicaccounts.functions.credential.ReplaceCredential;
import io.dynamicaccounts.functions.credential.ReplaceCredential.WhereMissing;
import io.dynamicaccounts.functions.definition.Definition;
import io.dynamicaccounts.functions.definition.Roles;
import io.dynamicaccounts.functions.store.Credentials.Revision;
import io.dynamicaccounts.functions.store.Intent;
import io.dynamicaccounts.functions.store.StoreUnavailable;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** With the interceptor on, an account follows the credential of its name. */
class InterceptorScenariosTest {

    private static final AccountName NAME = new AccountName("shop");

    private final FaultyStore faults = new FaultyStore();
    private final World world = new World(Settings.DEFAULT, faults::around);
    private final TestAgent agent = world.agent("agent-1", "z1");

    @BeforeEach
    void with_an_agent() {
        world.interceptOn();
        agent.poll();
        world.sweep();
    }

    private static Definition definition(String environment) {
        return new Definition(new HashMap<>(
                Map.of("name", NAME.value(), "environment", environment, "kubeconfigContents", "secret")));
    }

    private static Object post(World world, String environment) {
        return world.controlPlane
                .get(FunctionName.CREATE_CREDENTIAL)
                .apply(new CreateCredential.Request("ops", Roles.ALL, NAME, definition(environment)));
    }

    private static Object put(World world, String environment, WhereMissing whereMissing) {
        return world.controlPlane
                .get(FunctionName.REPLACE_CREDENTIAL)
                .apply(new ReplaceCredential.Request("ops", Roles.ALL, NAME, definition(environment), whereMissing));
    }

    private static Object delete(World world) {
        return world.controlPlane
                .get(FunctionName.DELETE_CREDENTIAL)
                .apply(new DeleteCredential.Request("ops", Roles.ALL, NAME));
    }

    private Object post(String environment) {
        return post(world, environment);
    }

    private Object post(Map<String, Object> fields) {
        return world.controlPlane
                .get(FunctionName.CREATE_CREDENTIAL)
                .apply(new CreateCredential.Request("ops", Roles.ALL, NAME, new Definition(fields)));
    }

    private Object put(String environment) {
        return put(world, environment, WhereMissing.CREATE);
    }

    private static Intent intent(Object stored) {
        return switch (stored) {
            case CreateCredential.Result.Stored(var view, Optional<Intent> intent) -> intent.orElseThrow();
            case ReplaceCredential.Result.Stored(var view, Optional<Intent> intent) -> intent.orElseThrow();
            case DeleteCredential.Result.Deleted(Optional<Intent> intent) -> intent.orElseThrow();
            default -> throw new AssertionError(stored);
        };
    }

    private Revision credential() {
        return world.store.credentials().find(NAME).orElseThrow();
    }

    private Optional<Account> account() {
        return world.store.accounts().find(NAME).filter(Account::exists);
    }

    /** The definition that the agent receives, with its secrets. */
    private Map<String, Object> received() {
        return agent.definitions(NAME.value())
                .definitions()
                .getFirst()
                .definition()
                .fields();
    }

    private void live(Duration time) {
        world.live(time, agent);
    }

    /** The account is there, and has the definition of the credential. */
    private void follows() {
        assertThat(account().orElseThrow().definition())
                .contains(credential().definition().orElseThrow().id());
        assertThat(credential().pending()).isEmpty();
    }

    @Test
    void a_new_credential_is_migrated_and_activated_in_the_name_of_the_operator() {
        Intent intent = intent(post("first"));

        assertThat(intent.pending()).isFalse();
        assertThat(intent.outcome()).isEmpty();
        follows();
        assertThat(world.view(NAME.value()).orElseThrow().definition())
                .containsEntry("environment", "first")
                .containsEntry("kubeconfigContents", "********");
        live(Duration.ofSeconds(15));
        assertThat(world.state(NAME.value())).isEqualTo(VisibleState.ACTIVE);
        assertThat(world.actors(NAME.value()).reversed()).startsWith("ops", "ops");
        assertThat(received()).containsEntry("kubeconfigContents", "secret");
    }

    @Test
    void while_it_is_off_nothing_happens_to_accounts() {
        world.interceptor = Interceptor.OFF;
        world.controlPlane = world.anotherInstance();

        assertThat(((CreateCredential.Result.Stored) post("first")).intent()).isEmpty();

        assertThat(account()).isEmpty();
        assertThat(credential().intent()).isEmpty();
    }

    @Test
    void what_was_begun_is_ended_after_it_was_switched_off() {
        failAtEach(FaultyStore.Fault.KILLED_BEFORE, 3, () -> post("first"));
        assertThat(credential().pending()).isPresent();
        world.interceptor = Interceptor.OFF;
        world.controlPlane = world.anotherInstance();

        live(Duration.ofMinutes(1));

        follows();
        assertThat(world.state(NAME.value())).isEqualTo(VisibleState.ACTIVE);
    }

    @Test
    void a_changed_credential_reaches_the_agents_of_its_account() {
        post("first");
        live(Duration.ofSeconds(15));

        assertThat(intent(put("second")).kind()).isEqualTo(Intent.Kind.UPDATE);

        follows();
        live(Duration.ofSeconds(15));
        assertThat(world.state(NAME.value())).isEqualTo(VisibleState.ACTIVE);
        assertThat(received()).containsEntry("environment", "second");
    }

    @Test
    void a_changed_credential_does_not_activate_what_an_operator_deactivated() {
        post("first");
        live(Duration.ofSeconds(15));
        world.deactivate(NAME.value());
        live(Duration.ofMinutes(1));

        put("second");
        live(Duration.ofMinutes(5));

        follows();
        assertThat(world.state(NAME.value())).isEqualTo(VisibleState.INACTIVE);
    }

    @Test
    void a_deleted_credential_takes_its_account_with_it_once_the_agents_have_stopped() {
        post("first");
        live(Duration.ofSeconds(15));

        Intent intent = intent(delete(world));

        assertThat(intent.pending()).isTrue();
        assertThat(intent.outcome()).contains("agents are stopping the account");
        assertThat(world.state(NAME.value())).isEqualTo(VisibleState.TO_DEACTIVATE);
        assertThat(intent(delete(world)).pending()).as("repeated").isTrue();
        live(Duration.ofMinutes(5));
        assertThat(account()).isEmpty();
        assertThat(credential().pending()).isEmpty();
        assertThat(delete(world)).isInstanceOf(DeleteCredential.Result.Missing.class);
    }

    @Test
    void what_was_deleted_and_created_again_is_there_once_the_former_account_is_gone() {
        post("first");
        live(Duration.ofSeconds(15));
        delete(world);

        Intent again = intent(post("second"));

        assertThat(again.pending()).isTrue();
        assertThat(again.outcome()).contains("the account of this name is still being removed");
        live(Duration.ofMinutes(5));
        follows();
        assertThat(world.state(NAME.value())).isEqualTo(VisibleState.ACTIVE);
        assertThat(received()).containsEntry("environment", "second");
    }

    @Test
    void an_account_that_agents_declare_is_left_alone_and_that_is_told() {
        agent.declaring(new HashMap<>(Map.of("name", NAME.value(), "kubeconfigFile", "/kube/own")))
                .poll();
        Account declared = account().orElseThrow();

        assertThat(intent(post("first")).outcome())
                .contains("left alone: an agent's own configuration declares the account");
        assertThat(intent(put("second")).outcome()).isPresent();
        assertThat(intent(delete(world)).outcome()).isPresent();

        assertThat(account()).contains(declared);
        assertThat(credential().pending()).isEmpty();
    }

    @Test
    void an_account_with_a_definition_of_its_own_is_left_alone_and_that_is_told() {
        world.provision("z1", NAME.value(), new HashMap<>(Map.of("name", NAME.value(), "kubeconfigFile", "/own")));
        Account provisioned = account().orElseThrow();

        assertThat(intent(post("first")).outcome().orElseThrow())
                .startsWith("left alone: the account has a definition");
        assertThat(intent(put("second")).outcome()).isPresent();
        assertThat(intent(delete(world)).outcome()).isPresent();

        assertThat(account()).contains(provisioned);
    }

    @Test
    void a_migrated_account_receives_the_first_credential_of_its_name_and_stays_as_active_as_it_was() {
        world.migrate("z1", NAME.value());

        assertThat(intent(put("first")).kind()).isEqualTo(Intent.Kind.UPDATE);

        follows();
        assertThat(world.state(NAME.value())).isEqualTo(VisibleState.INACTIVE);
    }

    @Test
    void a_changed_credential_whose_account_an_operator_removed_brings_nothing_back() {
        post("first");
        world.delete(NAME.value());
        live(Duration.ofMinutes(1));

        assertThat(intent(put("second")).outcome()).contains("there is no account of this name to update");

        live(Duration.ofMinutes(5));
        assertThat(account()).isEmpty();
    }

    @Test
    void a_definition_that_cannot_be_migrated_is_stored_and_says_why() {
        var fields = new HashMap<String, Object>(Map.of("name", NAME.value(), "environment", "first"));

        Intent intent = intent(post(fields));

        assertThat(intent.pending()).isFalse();
        assertThat(intent.outcome().orElseThrow())
                .startsWith("cannot be migrated: its definition has none of kubeconfigFile");
        assertThat(account()).isEmpty();
    }

    @Test
    void of_several_connections_the_account_gets_the_one_that_clouddriver_uses_and_the_credential_keeps_all() {
        var fields = new HashMap<String, Object>(
                Map.of("name", NAME.value(), "kubeconfigFile", "/kube/shop", "kubeconfigContents", "secret"));
        post(fields);

        live(Duration.ofSeconds(15));

        assertThat(received()).containsEntry("kubeconfigFile", "/kube/shop").doesNotContainKey("kubeconfigContents");
        assertThat(credential().definition().orElseThrow().fieldsInClear()).containsKey("kubeconfigContents");
        assertThat(account().orElseThrow().state()).isEqualTo(AccountState.ACTIVE);
    }

    @Test
    void the_zone_of_the_definition_is_the_accounts() {
        var fields = new HashMap<String, Object>(
                Map.of("name", NAME.value(), "kubeconfigFile", "/kube/shop", "zoneId", "z2"));
        world.agent("agent-2", "z2").poll();

        post(fields);

        assertThat(account().orElseThrow().zone()).contains(World.zone("z2"));
    }

    /** What an operator asks for first, and what is to be in the end. */
    private record Story(String name, Consumer<World> before, Consumer<World> write, Consumer<World> repeat) {}

    private static Stream<Story> stories() {
        return Stream.of(
                new Story("create", world -> {}, world -> post(world, "new"), world -> post(world, "new")),
                new Story(
                        "store",
                        world -> {},
                        world -> put(world, "new", WhereMissing.CREATE),
                        world -> put(world, "new", WhereMissing.CREATE)),
                new Story(
                        "update",
                        world -> post(world, "old"),
                        world -> put(world, "new", WhereMissing.REFUSE),
                        world -> put(world, "new", WhereMissing.REFUSE)),
                new Story(
                        "delete",
                        world -> post(world, "old"),
                        InterceptorScenariosTest::delete,
                        InterceptorScenariosTest::delete),
                new Story(
                        "create again",
                        world -> {
                            post(world, "old");
                            delete(world);
                        },
                        world -> post(world, "new"),
                        world -> post(world, "new")));
    }

    /** A store, who writes to it, and an agent. */
    private static final class Bench {
        private final FaultyStore faults = new FaultyStore();
        private final World world = new World(Settings.DEFAULT, faults::around);
        private final TestAgent agent = world.agent("agent-1", "z1");

        Bench(Story story) {
            world.interceptOn();
            agent.poll();
            world.sweep();
            story.before().accept(world);
            world.live(Duration.ofSeconds(15), agent);
        }

        /** What is written fails at one of its calls; where only the history is not written, it succeeds all the same. */
        void fails(int point, FaultyStore.Fault fault, Consumer<World> write) {
            faults.failAfter(point, fault);
            try {
                write.accept(world);
                assertThat(faults.waits()).as("whether the fault was met").isFalse();
            } catch (FaultyStore.Died | StoreUnavailable failed) {
                // As the caller would see it.
            }
        }

        void live(Duration time) {
            world.live(time, agent);
        }

        Optional<Account> account() {
            return world.store.accounts().find(NAME).filter(Account::exists);
        }

        /** Returns whether the account has the definition of the credential. */
        boolean follows() {
            Optional<Object> wanted = world.store
                    .credentials()
                    .find(NAME)
                    .flatMap(Revision::definition)
                    .map(it -> it.id());
            return wanted.isPresent() && wanted.equals(account().flatMap(Account::definition));
        }

        /** Returns whether the account is as the credential wants it, and nothing is left to do. */
        void agrees(String how) {
            Optional<Revision> credential = world.store.credentials().find(NAME);
            assertThat(credential.flatMap(Revision::pending)).as(how).isEmpty();
            assertThat(account().flatMap(Account::definition))
                    .as(how)
                    .isEqualTo(credential.flatMap(Revision::definition).map(definition -> definition.id()));
        }
    }

    private static int calls(Story story) {
        var bench = new Bench(story);
        int before = bench.faults.calls();
        story.write().accept(bench.world);
        return bench.faults.calls() - before;
    }

    @TestFactory
    Stream<DynamicTest> whatever_call_the_function_dies_at_the_sweep_ends_what_was_stored() {
        return atEachCall((story, point, fault) -> {
            var bench = new Bench(story);
            bench.fails(point, fault, story.write());

            bench.live(Duration.ofMinutes(10));

            bench.agrees(fault + " at call " + (point + 1));
            bench.account().ifPresent(account -> assertThat(account.state()).isEqualTo(AccountState.ACTIVE));
        });
    }

    @TestFactory
    Stream<DynamicTest> whatever_call_the_function_dies_at_a_repeat_succeeds_at_once() {
        return atEachCall((story, point, fault) -> {
            var bench = new Bench(story);
            bench.fails(point, fault, story.write());

            story.repeat().accept(bench.world);

            bench.live(Duration.ofMinutes(10));
            bench.agrees(fault + " at call " + (point + 1));
        });
    }

    /** What an operator does to an account by itself. */
    private enum Deed {
        REMOVE {
            @Override
            void on(World world) {
                world.delete(NAME.value());
            }
        },
        DEACTIVATE {
            @Override
            void on(World world) {
                world.activate(NAME.value());
                world.deactivate(NAME.value());
            }
        },
        REDEFINE {
            @Override
            void on(World world) {
                world.redefine(NAME.value(), definition("by hand").fields());
            }
        };

        abstract void on(World world);

        void isNotUndone(Bench bench, String how) {
            assertThat(bench.world.store.credentials().find(NAME).orElseThrow().pending())
                    .as(how)
                    .isEmpty();
            switch (this) {
                case REMOVE -> assertThat(bench.account()).as(how).isEmpty();
                case DEACTIVATE ->
                    assertThat(bench.account().map(Account::state)).as(how).contains(AccountState.INACTIVE);
                case REDEFINE ->
                    assertThat(bench.world.view(NAME.value()).orElseThrow().definition())
                            .as(how)
                            .containsEntry("environment", "by hand");
            }
        }
    }

    private static Stream<DynamicTest> deeds(BiConsumer<Story, Deed> trial) {
        return stories()
                .filter(story -> !story.name().equals("delete"))
                .flatMap(story -> Arrays.stream(Deed.values())
                        .map(deed ->
                                DynamicTest.dynamicTest(story.name() + ", " + deed, () -> trial.accept(story, deed))));
    }

    @TestFactory
    Stream<DynamicTest> what_an_operator_does_after_the_function_died_is_never_undone() {
        return deeds((story, deed) -> {
            int calls = calls(story);
            for (int point = 0; point < calls; point++) {
                var bench = new Bench(story);
                bench.faults.failAfter(point, FaultyStore.Fault.KILLED_BEFORE);
                assertThatThrownBy(() -> story.write().accept(bench.world)).isInstanceOf(FaultyStore.Died.class);
                bench.faults.heal();
                if (bench.follows()) {
                    deed.on(bench.world);
                    bench.live(Duration.ofMinutes(10));
                    deed.isNotUndone(bench, "died before call " + (point + 1));
                }
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> what_an_operator_does_after_the_sweep_has_ended_it_no_late_function_undoes() {
        return deeds((story, deed) -> {
            int calls = calls(story);
            for (int point = callsUntilStored(story); point < calls; point++) {
                var bench = new Bench(story);
                var done = new AtomicBoolean();
                bench.faults.pauseAfter(point, () -> {
                    bench.live(Duration.ofMinutes(5));
                    if (bench.follows()) {
                        deed.on(bench.world);
                        bench.live(Duration.ofMinutes(2));
                        done.set(true);
                    }
                });
                story.write().accept(bench.world);
                bench.live(Duration.ofMinutes(10));
                if (done.get()) {
                    deed.isNotUndone(bench, "held up before call " + (point + 1));
                }
            }
        });
    }

    @Test
    void what_takes_the_place_of_a_deletion_that_has_not_ended_is_as_after_it() {
        post("first");
        live(Duration.ofSeconds(15));
        world.deactivate(NAME.value());
        live(Duration.ofMinutes(1));
        // The deletion is stored, and the function dies before it removes anything.
        failAtEach(FaultyStore.Fault.KILLED_BEFORE, 3, () -> delete(world));
        faults.heal();
        assertThat(credential().exists()).isFalse();

        put("second");
        live(Duration.ofMinutes(5));

        follows();
        assertThat(world.state(NAME.value())).isEqualTo(VisibleState.ACTIVE);
    }

    @TestFactory
    Stream<DynamicTest> of_two_writers_at_once_the_account_follows_the_last() {
        return stories()
                .flatMap(first -> Stream.<Story>of(
                                new Story("create", world -> {}, world -> post(world, "other"), world -> {}),
                                new Story(
                                        "store",
                                        world -> {},
                                        world -> put(world, "other", WhereMissing.CREATE),
                                        world -> {}),
                                new Story("delete", world -> {}, InterceptorScenariosTest::delete, world -> {}))
                        .map(second -> DynamicTest.dynamicTest(
                                first.name() + " while " + second.name(), () -> pausedAtEachCall(first, second))));
    }

    private static void pausedAtEachCall(Story first, Story second) {
        int calls = calls(first);
        for (int point = 0; point < calls; point++) {
            var bench = new Bench(first);
            bench.faults.pauseAfter(point, () -> second.write().accept(bench.world));
            first.write().accept(bench.world);

            bench.live(Duration.ofMinutes(10));

            bench.agrees("held up before call " + (point + 1));
        }
    }

    @TestFactory
    Stream<DynamicTest> of_a_late_writer_and_the_sweep_the_account_follows_the_last() {
        return stories()
                .map(story -> DynamicTest.dynamicTest(story.name(), () -> {
                    int calls = calls(story);
                    for (int point = 1; point < calls; point++) {
                        var bench = new Bench(story);
                        bench.faults.pauseAfter(point, () -> bench.live(Duration.ofMinutes(1)));
                        story.write().accept(bench.world);

                        bench.live(Duration.ofMinutes(10));

                        bench.agrees("held up for a minute before call " + (point + 1));
                    }
                }));
    }

    /** Tries something at each call of each story, with each fault. */
    @FunctionalInterface
    private interface Trial {
        void run(Story story, int point, FaultyStore.Fault fault);
    }

    private static Stream<DynamicTest> atEachCall(Trial trial) {
        return stories()
                .flatMap(story -> Arrays.stream(FaultyStore.Fault.values())
                        .map(fault -> DynamicTest.dynamicTest(story.name() + ", " + fault, () -> {
                            int calls = calls(story);
                            int stored = callsUntilStored(story);
                            for (int point = stored; point < calls; point++) {
                                trial.run(story, point, fault);
                            }
                        })));
    }

    /** Returns the number of calls after which the credential is stored: what fails before is as if never asked. */
    private static int callsUntilStored(Story story) {
        int calls = calls(story);
        for (int point = 0; point < calls; point++) {
            var bench = new Bench(story);
            Optional<Revision> before = bench.world.store.credentials().find(NAME);
            bench.faults.failAfter(point, FaultyStore.Fault.KILLED_BEFORE);
            assertThatThrownBy(() -> story.write().accept(bench.world)).isInstanceOf(FaultyStore.Died.class);
            if (!bench.world
                    .store
                    .credentials()
                    .find(NAME)
                    .map(Revision::version)
                    .equals(before.map(Revision::version))) {
                return point;
            }
        }
        throw new AssertionError("never stored");
    }

    private void failAtEach(FaultyStore.Fault fault, int point, Runnable call) {
        faults.failAfter(point, fault);
        assertThatThrownBy(call::run).isInstanceOf(FaultyStore.Died.class);
    }
}
