package io.dynamicaccounts.functions.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.dynamicaccounts.functions.FunctionName;
import io.dynamicaccounts.functions.ScanSettings;
import io.dynamicaccounts.functions.Settings;
import io.dynamicaccounts.functions.account.Account;
import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.account.AccountState;
import io.dynamicaccounts.functions.account.VisibleState;
import io.dynamicaccounts.functions.operator.Migrate;
import io.dynamicaccounts.functions.operator.Scan;
import io.dynamicaccounts.functions.store.History.PastTransition;
import io.dynamicaccounts.functions.store.MigrationMarks.Mark;
import io.dynamicaccounts.functions.store.StoreUnavailable;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The automatic migration: what it takes, what it leaves alone, and that it ends what it has begun. */
class ScanScenariosTest {

    private static final Duration LONG = Duration.ofMinutes(1);

    private final FaultyStore faults = new FaultyStore();
    private final World world = new World(Settings.DEFAULT, faults::around);

    ScanScenariosTest() {
        takes(500);
    }

    private void takes(int batchSize) {
        world.scan = new ScanSettings(name -> name.value().startsWith("prod-"), batchSize);
        world.controlPlane = world.anotherInstance();
    }

    private void configured(String... names) {
        for (String name : names) {
            world.credential(name, "kubeconfigFile", "/kube/" + name);
        }
    }

    private Scan.Result scan() {
        return scan(Scan.Effect.MIGRATE, LONG);
    }

    private Scan.Result scan(Scan.Effect effect, Duration budget) {
        return world.controlPlane.get(FunctionName.SCAN).apply(new Scan.Request(effect, budget));
    }

    private static List<AccountName> names(String... names) {
        return Arrays.stream(names).map(AccountName::new).toList();
    }

    private boolean isKnown(String name) {
        return world.store
                .accounts()
                .find(new AccountName(name))
                .filter(Account::exists)
                .isPresent();
    }

    @Test
    void what_matches_is_migrated_and_activated_and_nothing_else_is() {
        configured("prod-b", "prod-a", "test-a");
        TestAgent agent = world.agent("agent-1", "z1");
        agent.poll();
        world.sweep();

        assertThat(scan()).isEqualTo(new Scan.Result(names("prod-a", "prod-b"), List.of(), 0));

        world.live(Duration.ofSeconds(15), agent);
        assertThat(world.state("prod-a")).isEqualTo(VisibleState.ACTIVE);
        assertThat(world.state("prod-b")).isEqualTo(VisibleState.ACTIVE);
        assertThat(isKnown("test-a")).isFalse();
        assertThat(world.store.history().of(new AccountName("prod-a"), 10).reversed())
                .extracting(PastTransition::actor)
                .startsWith("scan", "scan");
        assertThat(scan()).as("a second scan").isEqualTo(new Scan.Result(List.of(), List.of(), 0));
    }

    @Test
    void a_dry_run_says_the_same_and_writes_nothing() {
        configured("prod-a", "prod-b");
        world.credential("prod-c", "environment", "without a way to the cluster");
        int before = faults.calls();
        Scan.Result dry = scan(Scan.Effect.NONE, LONG);
        int calls = faults.calls() - before;

        assertThat(dry.migrated()).isEqualTo(names("prod-a", "prod-b"));
        assertThat(dry.unusable()).extracting(Migrate.Flaw::name).containsExactly(new AccountName("prod-c"));
        assertThat(isKnown("prod-a")).isFalse();
        assertThat(calls).as("calls of the store").isLessThanOrEqualTo(6);
        assertThat(scan()).isEqualTo(dry);
    }

    @Test
    void a_zone_of_the_definition_is_the_accounts() {
        world.credential(Map.of("name", "prod-a", "kubeconfigFile", "/kube/prod-a", "zoneId", "z2"));
        world.agent("agent-1", "z1").poll();
        world.agent("agent-2", "z2").poll();

        scan();

        assertThat(world.account("prod-a").zone()).contains(World.zone("z2"));
    }

    @Test
    void what_an_operator_deactivated_or_removed_is_left_alone_for_good() {
        configured("prod-a", "prod-b", "prod-c");
        TestAgent agent = world.agent("agent-1", "z1");
        agent.poll();
        world.sweep();
        scan();
        world.live(Duration.ofSeconds(15), agent);
        world.deactivate("prod-a");
        world.delete("prod-b");
        world.live(Duration.ofHours(2), agent);
        assertThat(isKnown("prod-b")).isFalse();

        assertThat(scan().migrated()).isEmpty();

        assertThat(world.state("prod-a")).isEqualTo(VisibleState.INACTIVE);
        assertThat(isKnown("prod-b")).isFalse();
        assertThat(world.state("prod-c")).isEqualTo(VisibleState.ACTIVE);
    }

    @Test
    void what_an_operator_removed_may_be_migrated_by_hand() {
        world.migrate("z1", "prod-a");
        world.delete("prod-a");

        assertThat(scan().migrated()).isEmpty();
        world.migrate("z1", "prod-a");

        assertThat(world.standing("prod-a")).isEqualTo(AccountState.INACTIVE);
        assertThat(scan().migrated()).isEmpty();
    }

    @Test
    void a_scan_takes_no_more_than_a_batch_and_the_next_goes_on() {
        takes(60);
        configured(IntStream.range(0, 100).mapToObj("prod-%03d"::formatted).toArray(String[]::new));

        Scan.Result first = scan();
        Scan.Result second = scan();

        assertThat(first.migrated()).hasSize(60).endsWith(new AccountName("prod-059"));
        assertThat(first.remaining()).isEqualTo(40);
        assertThat(second.migrated()).hasSize(40).startsWith(new AccountName("prod-060"));
        assertThat(second.remaining()).isZero();
    }

    @Test
    void definitions_that_cannot_be_migrated_hold_nobody_up() {
        takes(10);
        for (int i = 0; i < 100; i++) {
            world.credential("prod-%03d".formatted(i), "environment", "without a way to the cluster");
        }
        configured("prod-z");

        Scan.Result result = scan();

        assertThat(result.migrated()).isEqualTo(names("prod-z"));
        assertThat(result.unusable()).hasSize(100);
        assertThat(result.remaining()).isZero();
    }

    @Test
    void a_scan_without_time_begins_nothing() {
        configured("prod-a");
        assertThat(scan(Scan.Effect.MIGRATE, Duration.ZERO)).isEqualTo(new Scan.Result(List.of(), List.of(), 1));
        assertThat(isKnown("prod-a")).isFalse();
    }

    @Test
    void what_somebody_else_did_with_an_account_meanwhile_stays() {
        configured("prod-a");
        world.store.migrationMarks().put(Mark.BEGUN, names("prod-a"));
        world.migrate("z1", "prod-a");

        assertThat(scan().migrated()).isEmpty();

        assertThat(world.standing("prod-a")).isEqualTo(AccountState.INACTIVE);
        assertThat(world.store.migrationMarks().after(Mark.BEGUN, null, 10)).isEmpty();
    }

    @Test
    void what_was_begun_and_cannot_be_migrated_any_more_is_given_up() {
        world.store.migrationMarks().put(Mark.BEGUN, names("prod-gone"));
        assertThat(scan()).isEqualTo(new Scan.Result(List.of(), List.of(), 0));
        assertThat(world.store.migrationMarks().after(Mark.BEGUN, null, 10)).isEmpty();
    }

    @TestFactory
    Stream<DynamicTest> a_scan_that_fails_anywhere_is_ended_by_the_next() {
        var undisturbed = new ScanScenariosTest();
        undisturbed.configured("prod-a", "prod-b");
        int before = undisturbed.faults.calls();
        undisturbed.scan();
        int calls = undisturbed.faults.calls() - before;
        return IntStream.range(0, calls)
                .boxed()
                .flatMap(point -> Arrays.stream(FaultyStore.Fault.values())
                        .map(fault -> DynamicTest.dynamicTest(
                                fault + " at call " + (point + 1) + " of " + calls,
                                () -> new ScanScenariosTest().failsAt(point, fault))));
    }

    private void failsAt(int point, FaultyStore.Fault fault) {
        configured("prod-a", "prod-b");
        faults.failAfter(point, fault);
        try {
            scan();
        } catch (FaultyStore.Died | StoreUnavailable e) {
            scan();
        }

        for (String name : List.of("prod-a", "prod-b")) {
            assertThat(world.state(name)).isEqualTo(VisibleState.TO_MIGRATE);
        }
        assertThat(world.store.migrationMarks().after(Mark.BEGUN, null, 10)).isEmpty();
        assertThat(scan().migrated()).isEmpty();
    }
}
