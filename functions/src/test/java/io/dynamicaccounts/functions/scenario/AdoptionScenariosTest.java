package io.dynamicaccounts.functions.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.dynamicaccounts.functions.Settings;
import io.dynamicaccounts.functions.account.Account;
import io.dynamicaccounts.functions.account.AccountState;
import io.dynamicaccounts.functions.account.Attribute;
import io.dynamicaccounts.functions.account.VisibleState;
import io.dynamicaccounts.functions.agent.Poll;
import io.dynamicaccounts.functions.agent.Task;
import io.dynamicaccounts.functions.installation.Adoption;
import io.dynamicaccounts.functions.installation.Backup;
import io.dynamicaccounts.functions.installation.BackupRecord;
import io.dynamicaccounts.functions.installation.NotReady;
import io.dynamicaccounts.functions.installation.Readiness;
import io.dynamicaccounts.functions.installation.Restore;
import io.dynamicaccounts.functions.store.Assignment;
import io.dynamicaccounts.functions.store.CachingExclusions;
import io.dynamicaccounts.functions.store.Definitions;
import io.dynamicaccounts.functions.store.Installation;
import io.dynamicaccounts.functions.store.Zone;
import io.dynamicaccounts.functions.store.memory.MemoryStore;
import io.dynamicaccounts.functions.transition.Parallel;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What becomes of accounts and agents when the store is put back to an earlier day, and adopted. */
class AdoptionScenariosTest {

    private final World.Clock clock = new World.Clock();
    private final Replaceable replaceable = new Replaceable(new MemoryStore(clock));
    private final World world = new World(Settings.DEFAULT, replaceable.store(), clock);
    private final TestAgent one = world.agent("agent-1", "z1");
    private final TestAgent two = world.agent("agent-2", "z1");

    private List<BackupRecord> backup() {
        var kept = new ArrayList<BackupRecord>();
        new Backup(world.store, Settings.DEFAULT).read(kept::add);
        return kept;
    }

    /** Everything since the backup is lost; agents went on, and were told nothing while the store was away. */
    private Adoption.Begun restore(List<BackupRecord> backup) {
        Adoption.Begun begun = write(backup);
        world.pass(Duration.between(world.now(), begun.undisturbed()));
        assertThat(world.adoption().finish()).isTrue();
        return begun;
    }

    private Adoption.Begun write(List<BackupRecord> backup) {
        replaceable.replace(new MemoryStore(clock));
        var restore = new Restore(world.store, world.adoption(), Parallel.NONE, clock);
        assertThat(restore.begin("checksum")).isEqualTo(Restore.Left.ALL);
        restore.write(backup);
        return restore.adopt(Adoption.FormerInstallation.NOTHING);
    }

    private Installation installation() {
        return world.store.installations().find().orElseThrow();
    }

    @Test
    void what_was_active_is_confirmed_by_the_agents_that_come_back() {
        world.active("a", one);
        world.live(Duration.ofSeconds(40), one, two);
        assertThat(world.watchers("a")).containsExactly("agent-1", "agent-2");
        List<BackupRecord> backup = backup();
        world.live(Duration.ofMinutes(5), one, two);

        restore(backup);
        assertThat(world.state("a")).isEqualTo(VisibleState.ACTIVE);
        assertThat(world.watchers("a")).as("before anybody came").isEmpty();
        world.live(Duration.ofMinutes(3), one, two);

        assertThat(world.state("a")).isEqualTo(VisibleState.ACTIVE);
        assertThat(world.watchers("a")).containsExactly("agent-1", "agent-2");
        assertThat(Stream.of(one, two).filter(agent -> agent.caches().contains("a")))
                .hasSize(1);
        assertThat(world.account("a").due()).isEmpty();
        assertThat(world.account("a").deadline()).isEmpty();
        assertThat(world.history("a")).first().isEqualTo("adopt");
    }

    @Test
    void numbers_are_above_all_that_was_told_and_lost_and_exact_in_json() {
        world.active("a", one);
        List<BackupRecord> backup = backup();
        for (int i = 0; i < 20; i++) {
            world.reassign("a");
            world.live(Duration.ofSeconds(12), one);
        }
        Account lost = world.account("a");
        Zone lostZone = world.store.zones().find(World.zone("z1"));

        long epoch = restore(backup).epoch();

        assertThat(epoch).isEqualTo(installation().epoch()).isLessThan(1L << 53);
        Account account = world.account("a");
        assertThat(account.version()).isEqualTo(epoch).isGreaterThan(lost.version());
        assertThat(account.generation()).isEqualTo(epoch).isGreaterThan(lost.generation());
        Zone zone = world.store.zones().find(World.zone("z1"));
        assertThat(zone.epoch()).isEqualTo(epoch).isGreaterThan(lostZone.epoch());
        assertThat(zone.revision()).isEqualTo(epoch).isGreaterThan(lostZone.revision());
        assertThat(zone.accounts()).isEqualTo(1);
        one.poll();
        assertThat(world.store
                        .zones()
                        .find(World.zone("z1"))
                        .members()
                        .getFirst()
                        .registration())
                .isGreaterThan(epoch);
    }

    /**
     * In the time that is lost the account was stopped, and activated again, so the numbers of both times are alike.
     */
    @Test
    void a_report_of_the_time_before_is_not_believed_though_its_generation_was_the_same() {
        world.active("a", one);
        long generation = world.account("a").generation();
        List<BackupRecord> backup = backup();
        restore(backup);
        assertThat(one.stale(TestAgent.says("a", generation, Assignment.ReportedResult.FAILED, "late")))
                .as("before it has polled")
                .hasSize(1);
        one.poll();
        assertThat(one.stale(TestAgent.says("a", generation, Assignment.ReportedResult.FAILED, "late")))
                .as("once it has polled")
                .hasSize(1);
        assertThat(world.standing("a")).isEqualTo(AccountState.ACTIVE);
        one.report();
        assertThat(world.watchers("a")).containsExactly("agent-1");
    }

    /**
     * What the backup says to be stopping was active again in the time that is lost, and the agent has applied more
     * since.
     */
    @Test
    void an_acknowledgement_of_the_time_before_ends_no_stop() {
        world.active("a", one);
        one.hangsOn("a");
        world.deactivate("a");
        one.poll();
        assertThat(world.standing("a")).isEqualTo(AccountState.DEACTIVATING);
        List<BackupRecord> backup = backup();
        one.hangsNoMore();
        world.live(Duration.ofSeconds(40), one);
        world.activate("a");
        world.live(Duration.ofSeconds(40), one);
        assertThat(world.state("a")).isEqualTo(VisibleState.ACTIVE);

        restore(backup);
        assertThat(world.standing("a")).isEqualTo(AccountState.DEACTIVATING);
        one.hangsOn("a").poll();
        assertThat(one.watches()).contains("a");
        assertThat(world.standing("a")).as("while it is watched").isEqualTo(AccountState.DEACTIVATING);
        one.hangsNoMore();
        world.live(Duration.ofMinutes(2), one);

        assertThat(world.state("a")).isEqualTo(VisibleState.INACTIVE);
        assertThat(one.watches()).isEmpty();
    }

    @Test
    void what_was_only_activated_in_the_time_that_is_lost_is_dropped_by_its_agent() {
        world.migrate("z1", "a");
        List<BackupRecord> backup = backup();
        world.activate("a");
        world.live(Duration.ofSeconds(30), one);
        assertThat(one.watches()).containsExactly("a");

        restore(backup);
        one.poll();

        assertThat(one.watches()).isEmpty();
        assertThat(world.state("a")).isEqualTo(VisibleState.INACTIVE);
    }

    @Test
    void nobody_caches_twice_whoever_comes_first() {
        world.active("a", one);
        world.live(Duration.ofMinutes(1), one, two);
        TestAgent before = one.caches().contains("a") ? one : two;
        TestAgent other = before == one ? two : one;
        assertThat(before.caches()).contains("a");
        List<BackupRecord> backup = backup();
        // It polls as late as it can, and then hears nothing.
        before.poll();

        Adoption.Begun begun = write(backup);
        for (Instant now = world.now(); now.isBefore(begun.undisturbed()); now = now.plusSeconds(1)) {
            assertThat(world.adoption().finish()).isFalse();
            assertThatExceptionOfType(NotReady.class)
                    .isThrownBy(() -> Readiness.check(world.store, clock))
                    .withMessageContaining("run adopt again");
            world.pass(1);
        }
        assertThat(before.caches()).as("once it has run out").isEmpty();
        assertThat(world.adoption().finish()).isTrue();
        other.poll();
        assertThat(other.caches()).contains("a");
    }

    @Test
    void a_zone_without_an_agent_is_orphaned_only_after_the_sweep_has_waited() {
        world.active("a", one);
        world.active("b", world.agent("agent-3", "z2"));
        List<BackupRecord> backup = backup();
        restore(backup);
        // However late it is served.
        world.pass(Duration.ofHours(7));

        world.live(Duration.ofSeconds(61), one);
        assertThat(world.state("b")).as("while the sweep waits").isEqualTo(VisibleState.ACTIVE);
        world.live(Duration.ofSeconds(40), one);

        assertThat(world.state("b")).isEqualTo(VisibleState.ORPHANED);
        assertThat(world.state("a")).isEqualTo(VisibleState.ACTIVE);
        assertThat(world.watchers("a")).containsExactly("agent-1");
    }

    @Test
    void what_an_agent_declares_that_comes_later_is_not_withdrawn_before_it_had_time() {
        world.live(Duration.ofSeconds(40), one.declares("s"), two.declares("t"));
        List<BackupRecord> backup = backup();
        restore(backup);

        world.live(Duration.ofSeconds(40), one);
        assertThat(world.state("t")).isEqualTo(VisibleState.ACTIVE);
        world.live(Duration.ofSeconds(40), one, two);
        assertThat(world.watchers("t")).containsExactly("agent-1", "agent-2");
        assertThat(world.history("t")).doesNotContain("withdraw");
    }

    @Test
    void what_an_agent_declared_that_does_not_come_back_is_withdrawn_in_the_end() {
        // It says once that it has none, and is not asked again.
        world.live(
                Duration.ofSeconds(40),
                one.declares().untilTaken(),
                two.declares("t").untilTaken());
        List<BackupRecord> backup = backup();
        restore(backup);

        world.live(Duration.ofSeconds(60), one);
        assertThat(world.view("t")).as("while the sweep waits").isPresent();
        world.live(Duration.ofMinutes(4), one);

        assertThat(world.view("t")).isEmpty();
        assertThat(world.store.heartbeats().all()).hasSize(1);
    }

    @Test
    void names_definitions_tombstones_and_the_past_come_back() {
        world.migrate("z1", "removed");
        world.delete("removed");
        world.provision("z1", "a", new HashMap<>(Map.of("name", "a", "kubeconfigContents", "the-secret")));
        world.active("b", one);
        List<BackupRecord> backup = backup();
        long tombstone = world.account("removed").version();

        restore(backup);

        assertThat(world.store.names().count()).isEqualTo(2);
        assertThat(world.view("removed")).isEmpty();
        assertThat(world.account("removed").version()).isGreaterThan(tombstone);
        assertThat(world.view("b").orElseThrow().observed().kubeHost()).contains("https://b");
        assertThat(world.history("b")).startsWith("adopt", "confirm");
        world.activate("a");
        world.live(Duration.ofSeconds(30), one);
        assertThat(one.definitions("a").definitions().getFirst().definition().fields())
                .containsEntry("kubeconfigContents", "the-secret");
    }

    /** A table that the cloud itself brought back has everything of the moment in it too. */
    @Test
    void an_adopted_table_forgets_every_session() {
        world.active("a", one);
        world.live(Duration.ofSeconds(40), one, two);
        world.adopt();
        assertThat(world.store.heartbeats().all()).isEmpty();
        assertThat(world.store.zones().find(World.zone("z1")).hasLiveAgents()).isFalse();
        Poll.Result.Answer answer = (Poll.Result.Answer) one.poll();
        assertThat(answer.assignments().orElseThrow())
                .singleElement()
                .satisfies(task -> assertThat(task.action()).isEqualTo(Task.Action.WATCH))
                .satisfies(task -> assertThat(task.confirm()).isTrue());
    }

    /**
     * Items of one table need not be of one moment: here an assignment is, and its account is not, or is elsewhere.
     */
    @Test
    void an_assignment_that_no_account_stands_for_is_told_to_nobody() {
        world.active("a", one);
        world.store.assignments().publish(left("ghost"));
        world.store.assignments().publish(left("moved"));
        world.migrate("z2", "moved");
        world.store.zones().raiseRevision(World.zone("z1"), false);
        one.poll();
        assertThat(one.watches()).contains("ghost", "moved");

        world.adopt();
        one.poll();

        assertThat(one.watches()).containsExactly("a");
    }

    private static Assignment left(String name) {
        return new Assignment(
                World.zone("z1"),
                World.name(name),
                9,
                9,
                AccountState.ACTIVE,
                Optional.empty(),
                false,
                Optional.empty(),
                0,
                Map.of(),
                CachingExclusions.NONE,
                Map.of());
    }

    @Test
    void what_was_under_way_goes_on() {
        world.migrate("z1", "waiting", "starting");
        world.activate("starting");
        one.hangsOn("starting").poll();
        world.activate("waiting");
        world.adopt();
        world.pass(Duration.ofHours(1));
        world.live(Duration.ofMinutes(2), one.hangsNoMore());
        assertThat(world.state("waiting")).isEqualTo(VisibleState.ACTIVE);
        assertThat(world.state("starting")).isEqualTo(VisibleState.ACTIVE);
    }

    @Test
    void a_failure_keeps_its_reason() {
        World once = World.withoutRecovery();
        once.migrate("z1", "a");
        once.activate("a");
        once.live(Duration.ofMinutes(3), once.agent("agent-1", "z1").failsOn("a"));
        String reason = once.account("a").message().orElseThrow();
        once.adopt();
        assertThat(once.state("a")).isEqualTo(VisibleState.FAILED);
        assertThat(once.account("a").message()).contains(reason);
    }

    @Test
    void epochs_rise_though_the_clock_goes_back() {
        Installation first = Installation.create("here", world.now()).adopting("here", 0, world.now(), world.now());
        assertThat(first.epoch()).isEqualTo(world.now().toEpochMilli());
        Installation earlier =
                first.ready(world.now()).adopting("here", 0, world.now().minusSeconds(60), world.now());
        assertThat(earlier.epoch()).isGreaterThan(first.epoch() + 1_000_000);
        Installation ofBackup = Installation.restoring("here", "sum", world.now())
                .adopting("here", earlier.epoch(), world.now(), world.now());
        assertThat(ofBackup.epoch()).isGreaterThan(earlier.epoch() + 1_000_000);
    }

    @Test
    void one_adoption_after_another_is_a_further_epoch() {
        world.active("a", one);
        long first = world.adopt().epoch();
        world.live(Duration.ofMinutes(2), one);
        long second = world.adopt().epoch();
        assertThat(second).isGreaterThan(first);
        assertThat(world.account("a").generation()).isEqualTo(second);
        world.live(Duration.ofMinutes(2), one);
        assertThat(world.watchers("a")).containsExactly("agent-1");
    }

    @Test
    void only_an_empty_store_is_restored_into() {
        world.migrate("z1", "a");
        var restore = new Restore(world.store, world.adoption(), Parallel.NONE, clock);
        assertThatExceptionOfType(NotReady.class)
                .isThrownBy(() -> restore.begin("checksum"))
                .withMessageContaining("not empty");
        replaceable.replace(new MemoryStore(clock));
        one.poll();
        assertThatExceptionOfType(NotReady.class)
                .isThrownBy(() -> restore.begin("checksum"))
                .withMessageContaining("not empty");
    }

    @Test
    void an_interrupted_restore_is_not_served_and_goes_on_with_the_same_file_only() {
        world.active("a", one);
        List<BackupRecord> backup = backup();
        replaceable.replace(new MemoryStore(clock));
        var restore = new Restore(world.store, world.adoption(), Parallel.NONE, clock);
        restore.begin("one");
        restore.write(backup.subList(0, 2));
        assertThatExceptionOfType(NotReady.class)
                .isThrownBy(() -> Readiness.check(world.store, clock))
                .withMessageContaining("run restore again");
        assertThatExceptionOfType(NotReady.class).isThrownBy(() -> restore.begin("another"));
        assertThatExceptionOfType(NotReady.class)
                .isThrownBy(() -> world.adoption().begin())
                .withMessageContaining("run restore again");
        assertThatExceptionOfType(NotReady.class)
                .isThrownBy(() -> new Backup(world.store, Settings.DEFAULT).before(world.now()));

        assertThat(restore.begin("one")).isEqualTo(Restore.Left.ALL);
        restore.write(backup);
        Adoption.Begun begun = restore.adopt(Adoption.FormerInstallation.NOTHING);
        assertThat(restore.begin("one")).isEqualTo(Restore.Left.ADOPTION);
        world.pass(Duration.between(world.now(), begun.undisturbed()));
        assertThat(world.adoption().finish()).isTrue();
        Readiness.check(world.store, clock);
        assertThat(world.state("a")).isEqualTo(VisibleState.ACTIVE);
    }

    @Test
    void a_store_that_is_called_otherwise_now_is_not_served() {
        world.store.installations().replace(null, Installation.create("accounts", world.now()));
        assertThatExceptionOfType(NotReady.class)
                .isThrownBy(() -> Readiness.check(world.store, clock))
                .withMessageContaining("accounts")
                .withMessageContaining("run adopt on memory");
        world.adopt();
        Readiness.check(world.store, clock);
    }

    /** An operator changes an account just as it is read. */
    @Test
    void no_account_is_kept_without_its_definition() {
        world.provision("z1", "a", new HashMap<>(Map.of("name", "a", "kubeconfigFile", "/kube/1")));
        world.pass(Duration.ofHours(2));
        var changed = new boolean[1];
        var interrupted = InterceptedStore.around(world.store, call -> {
            if (call.is(Definitions.class, "find") && !changed[0]) {
                changed[0] = true;
                world.redefine("a", new HashMap<>(Map.of("name", "a", "kubeconfigFile", "/kube/2")));
            }
            return call.proceed();
        });
        var kept = new ArrayList<BackupRecord>();
        new Backup(interrupted, Settings.DEFAULT).read(kept::add);
        Account account = kept.stream()
                .flatMap(one ->
                        one instanceof BackupRecord.AccountRecord(Account found) ? Stream.of(found) : Stream.empty())
                .findFirst()
                .orElseThrow();
        assertThat(kept)
                .filteredOn(BackupRecord.DefinitionRecord.class::isInstance)
                .singleElement()
                .satisfies(one -> assertThat(((BackupRecord.DefinitionRecord) one)
                                .definition()
                                .id())
                        .isEqualTo(account.definition().orElseThrow()));
        assertThat(account.text(Attribute.EVENT)).contains("REDEFINE");
    }

    /** The agent has applied a revision that the restored zone would come to again. */
    @Test
    void newer_than_the_backup__a_zone_that_it_does_not_know_begins_above_all_that_its_agents_were_told() {
        List<BackupRecord> backup = backup();
        var late = world.agent("agent-9", "z9");
        world.live(Duration.ofSeconds(30), late);
        restore(backup);
        late.poll();
        Zone zone = world.store.zones().find(World.zone("z9"));
        long epoch = world.store.installations().find().orElseThrow().epoch();
        assertThat(List.of(zone.revision(), zone.epoch())).allMatch(number -> number > epoch);
    }
}
