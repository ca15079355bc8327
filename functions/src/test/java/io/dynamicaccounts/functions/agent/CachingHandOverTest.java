package io.dynamicaccounts.functions.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.dynamicaccounts.functions.Settings.Exclusions;
import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.account.AccountState;
import io.dynamicaccounts.functions.account.AgentId;
import io.dynamicaccounts.functions.account.SessionId;
import io.dynamicaccounts.functions.account.ZoneId;
import io.dynamicaccounts.functions.lifecycle.Timing;
import io.dynamicaccounts.functions.store.Assignment;
import io.dynamicaccounts.functions.store.CachingExclusions;
import io.dynamicaccounts.functions.store.Heartbeat;
import io.dynamicaccounts.functions.store.Roster;
import io.dynamicaccounts.functions.store.Store;
import io.dynamicaccounts.functions.store.Zone;
import io.dynamicaccounts.functions.store.Zone.Member;
import io.dynamicaccounts.functions.store.memory.MemoryStore;
import io.dynamicaccounts.functions.transition.Parallel;
import io.dynamicaccounts.functions.transition.TransitionListener;
import io.dynamicaccounts.functions.transition.WriteContext;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Each step of a hand-over waits for the one before, in a zone of two agents at revision 7. */
class CachingHandOverTest {

    private static final ZoneId ID = new ZoneId("z1");
    private static final AccountName ACCOUNT = new AccountName("a");
    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
    private static final Member ONE = new Member(1, new AgentId("agent-1"), new SessionId("session-1"));
    private static final Member TWO = new Member(2, new AgentId("agent-2"), new SessionId("session-2"));
    private static final List<Member> MEMBERS = List.of(ONE, TWO);
    private static final Zone ZONE = zone(7, List.of());
    private static final CachingExclusions UNTOLD = CachingExclusions.NONE.change(2, Set.of(1L));

    private final Store store = new MemoryStore();
    private final CachingHandOver handOvers = handOvers(Exclusions.ON);

    private CachingHandOver handOvers(Exclusions exclusions) {
        return new CachingHandOver(
                WriteContext.create(
                        store, Parallel.NONE, Timing.DEFAULT, TransitionListener.NONE, () -> "token", () -> NOW),
                exclusions);
    }

    private static Zone zone(long revision, List<Roster.Departed> departed) {
        return new Zone(ID, revision, new Roster(2, 3, MEMBERS, departed, 2, MEMBERS), false, 1);
    }

    /** As it is stored. */
    private Assignment with(CachingExclusions exclusions) {
        var assignment = new Assignment(
                ID,
                ACCOUNT,
                9,
                3,
                AccountState.ACTIVE,
                Optional.empty(),
                false,
                Optional.empty(),
                0,
                Map.of(),
                CachingExclusions.NONE,
                Map.of());
        store.assignments().publish(assignment);
        assertThat(exclusions.equals(CachingExclusions.NONE)
                        || store.assignments().replaceExclusions(ID, ACCOUNT, stored(), exclusions))
                .isTrue();
        return assignment.withExclusions(exclusions);
    }

    private CachingExclusions stored() {
        return store.assignments().inZone(ID).getFirst().exclusions();
    }

    /** By which revision each of the two caches. */
    private void cacheBy(long one, long two) {
        cachesBy(ONE, one);
        cachesBy(TWO, two);
    }

    private void cachesBy(Member member, long revision) {
        assertThat(store.heartbeats()
                        .register(
                                new Heartbeat(
                                        ID,
                                        member.agent(),
                                        member.session(),
                                        List.of(),
                                        NOW,
                                        NOW,
                                        0,
                                        0,
                                        revision,
                                        Duration.ofSeconds(10),
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.empty(),
                                        "test",
                                        List.of(),
                                        Optional.empty(),
                                        false),
                                null))
                .isTrue();
    }

    private List<Assignment> ready(CachingExclusions exclusions, Zone zone) {
        return handOvers.ready(List.of(with(exclusions)), zone, NOW);
    }

    @Test
    void an_account_is_handed_over_once_every_agent_caches_by_a_list_that_told_of_it() {
        cacheBy(5, 6);
        assertThat(ready(UNTOLD.announced(5), ZONE)).hasSize(1);
    }

    @Test
    void it_is_not_while_one_agent_caches_by_an_earlier_list() {
        cacheBy(4, 6);
        assertThat(ready(UNTOLD.announced(5), ZONE)).isEmpty();
    }

    @Test
    void it_is_not_before_a_list_is_known_that_told_of_it() {
        cacheBy(7, 7);
        assertThat(ready(UNTOLD, ZONE)).isEmpty();
    }

    @Test
    void a_zone_that_was_read_before_the_list_that_told_of_it_says_nothing() {
        cacheBy(9, 9);
        assertThat(ready(UNTOLD.announced(8), ZONE)).isEmpty();
        assertThat(ready(UNTOLD.announced(8), zone(8, List.of()))).hasSize(1);
    }

    @Test
    void it_is_not_while_the_lease_of_one_that_left_runs() {
        cacheBy(7, 7);
        assertThat(ready(UNTOLD.announced(5), zone(7, List.of(new Roster.Departed(3, NOW)))))
                .isEmpty();
        assertThat(ready(UNTOLD.announced(5), zone(7, List.of(new Roster.Departed(3, NOW.minusMillis(1))))))
                .hasSize(1);
    }

    @Test
    void only_the_one_that_is_named_now_waits_for_a_hand_over() {
        var assignments = List.of(with(UNTOLD));
        assertThat(handOvers.waiting(assignments, ZONE, TWO)).isEqualTo(assignments);
        assertThat(handOvers.waiting(assignments, ZONE, ONE)).isEmpty();
        assertThat(handOvers.waiting(List.of(with(UNTOLD.announced(5).handedOver())), ZONE, TWO))
                .isEmpty();
    }

    @Test
    void a_change_is_told_once() {
        Assignment untold = with(UNTOLD);
        assertThat(CachingHandOver.anyUnannounced(List.of(untold))).isTrue();
        List<Assignment> told = handOvers.announce(List.of(untold), 8);
        assertThat(told).containsExactly(untold.withExclusions(UNTOLD.announced(8)));
        assertThat(stored()).isEqualTo(UNTOLD.announced(8));
        assertThat(CachingHandOver.anyUnannounced(told)).isFalse();
        assertThat(handOvers.announce(told, 9)).isEmpty();
        assertThat(stored()).isEqualTo(UNTOLD.announced(8));
    }

    @Test
    void what_was_changed_again_meanwhile_is_neither_told_nor_handed_over() {
        Assignment read = with(UNTOLD.announced(5));
        CachingExclusions newer = UNTOLD.change(2, Set.of(2L));
        assertThat(store.assignments().replaceExclusions(ID, ACCOUNT, stored(), newer))
                .isTrue();
        assertThat(handOvers.handOver(List.of(read))).isEmpty();
        assertThat(handOvers.announce(List.of(read.withExclusions(UNTOLD)), 8)).isEmpty();
        assertThat(stored()).isEqualTo(newer);
    }

    @Test
    void a_hand_over_ends_the_change_that_was_read() {
        Assignment read = with(UNTOLD.announced(5));
        CachingExclusions over = UNTOLD.announced(5).handedOver();
        assertThat(handOvers.handOver(List.of(read))).containsExactly(read.withExclusions(over));
        assertThat(stored()).isEqualTo(over);
    }

    @Test
    void where_nobody_is_to_be_excluded_what_is_stored_is_lifted_and_the_rest_is_left() {
        CachingHandOver off = handOvers(Exclusions.OFF);
        assertThat(off.exclude(ZONE, List.of(with(CachingExclusions.NONE)))).isEmpty();
        Assignment excluding = with(UNTOLD.announced(5).handedOver());
        assertThat(off.exclude(ZONE, List.of(excluding)))
                .containsExactly(excluding.withExclusions(excluding.exclusions().change(2, Set.of())));
        assertThat(stored().pending()).isTrue();
        assertThat(stored().excluded()).isEmpty();
    }

    @Test
    void where_nothing_is_expected_nothing_is_ready() {
        assertThat(handOvers.ready(List.of(), ZONE, NOW)).isEmpty();
    }
}
