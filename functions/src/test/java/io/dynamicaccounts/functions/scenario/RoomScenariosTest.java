package io.dynamicaccounts.functions.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.dynamicaccounts.functions.Settings;
import io.dynamicaccounts.functions.account.AccountState;
import io.dynamicaccounts.functions.store.Assignment;
import io.dynamicaccounts.functions.store.CachingExclusions;
import io.dynamicaccounts.functions.store.Zone;
import io.dynamicaccounts.functions.transition.TransitionResult;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A zone holds a bounded number of accounts, and knows about how many it has without counting them each time. */
class RoomScenariosTest {

    private static final int MOST = Settings.MAX_ACCOUNTS_OF_ZONE;

    private final World world = new World();

    private Zone zone() {
        return world.store.zones().find(World.zone("z1"));
    }

    private void holds(int accounts) {
        IntStream.range(0, accounts)
                .forEach(i -> world.store
                        .assignments()
                        .publish(new Assignment(
                                World.zone("z1"),
                                World.name("holds-" + i),
                                1,
                                1,
                                AccountState.ACTIVE,
                                Optional.empty(),
                                false,
                                Optional.empty(),
                                0,
                                Map.of(),
                                CachingExclusions.NONE,
                                Map.of())));
    }

    @Test
    void a_zone_knows_of_the_accounts_that_were_activated_in_it() {
        world.migrate("z1", "a", "b", "c");
        world.activate("a", "b");
        assertThat(zone().accounts()).isEqualTo(2);
        world.activateIn("z1", "c");
        assertThat(zone().accounts()).isEqualTo(3);
    }

    @Test
    void a_full_zone_takes_nothing_more() {
        holds(MOST);
        world.store.zones().raiseRevision(World.zone("z1"), false, MOST);
        world.migrate("z1", "a");

        assertThat(world.activateIn("z1", "a"))
                .isInstanceOfSatisfying(
                        TransitionResult.Rejected.class,
                        refused -> assertThat(refused.detail()).contains(MOST + " accounts at most"));
        assertThat(world.standing("a")).isEqualTo(AccountState.INACTIVE);
    }

    /** What is known may be too many: it is counted before anybody is turned away. */
    @Test
    void a_zone_that_is_only_believed_to_be_full_is_counted_and_takes_more() {
        holds(3);
        world.store.zones().raiseRevision(World.zone("z1"), false, MOST);
        world.migrate("z1", "a");

        assertThat(world.activateIn("z1", "a")).isInstanceOf(TransitionResult.Moved.class);
        assertThat(zone().accounts()).isEqualTo(4);
    }

    @Test
    void an_agent_that_reads_the_whole_zone_corrects_what_is_known() {
        TestAgent agent = world.agent("agent-1", "z1");
        world.active("a", agent);
        world.store.zones().raiseRevision(World.zone("z1"), false, 500);
        world.live(Duration.ofSeconds(30), agent);
        assertThat(zone().accounts()).isEqualTo(1);
    }

    /** Each activation counts, also of what was there before: the next complete list puts it right. */
    @Test
    void activating_again_and_again_does_not_fill_a_zone() {
        TestAgent agent = world.agent("agent-1", "z1");
        world.active("a", agent);
        for (int i = 0; i < 20; i++) {
            world.deactivate("a");
            world.live(Duration.ofSeconds(30), agent);
            world.activate("a");
            world.live(Duration.ofSeconds(30), agent);
        }
        assertThat(zone().accounts()).isLessThan(10);
    }

    /** Who dies before the zone is told leaves the account due: whoever publishes it again tells the zone. */
    @Test
    void an_account_whose_activation_died_half_way_is_counted_in_the_end() {
        var dying = new FaultyStore();
        var other = new World(Settings.DEFAULT, dying::around);
        other.migrate("z1", "a");
        // Moved, and the assignment published; then dead.
        dying.failAfter(2, FaultyStore.Fault.KILLED_BEFORE);
        try {
            other.activate("a");
        } catch (FaultyStore.Died e) {
            dying.heal();
        }
        assertThat(other.store.zones().find(World.zone("z1")).accounts()).isZero();
        TestAgent agent = other.agent("agent-1", "z1");
        other.live(Duration.ofMinutes(2), agent);
        assertThat(agent.watches()).containsExactly("a");
        assertThat(other.store.zones().find(World.zone("z1")).accounts()).isEqualTo(1);
    }
}
