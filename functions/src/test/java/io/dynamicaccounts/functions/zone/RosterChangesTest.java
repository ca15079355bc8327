package io.dynamicaccounts.functions.zone;

import static org.assertj.core.api.Assertions.assertThat;

import io.dynamicaccounts.functions.Settings;
import io.dynamicaccounts.functions.account.AgentId;
import io.dynamicaccounts.functions.account.SessionId;
import io.dynamicaccounts.functions.account.ZoneId;
import io.dynamicaccounts.functions.store.Heartbeat;
import io.dynamicaccounts.functions.store.Heartbeats.Beat;
import io.dynamicaccounts.functions.store.Roster.Departed;
import io.dynamicaccounts.functions.store.Zone;
import io.dynamicaccounts.functions.store.memory.MemoryStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * Tests which agents are members of a zone, and until when, to the second, an agent that left may still
 * cache. A lease is 45 seconds here.
 */
class RosterChangesTest {

    private static final ZoneId ZONE = new ZoneId("z1");
    private static final AgentId ONE = new AgentId("agent-1");
    private static final AgentId TWO = new AgentId("agent-2");
    private static final SessionId SESSION = new SessionId("session");
    private static final SessionId OTHER = new SessionId("other");
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final Duration INTERVAL = Duration.ofSeconds(10);
    private static final Duration LEASE_AND_CLOCKS = Duration.ofSeconds(50);

    private Instant now = NOON;
    private final MemoryStore store = new MemoryStore(() -> now);
    private final RosterChanges rosterChanges =
            new RosterChanges(store.zones(), store.heartbeats(), store.installations(), Settings.DEFAULT, () -> now);

    private Heartbeat heartbeat(AgentId agent, SessionId session) {
        return new Heartbeat(
                ZONE,
                agent,
                session,
                List.of(),
                now,
                now,
                0,
                0,
                0,
                INTERVAL,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                "test",
                List.of(),
                Optional.empty(),
                false);
    }

    /** Registers an agent that polls for the first time now, and returns the zone with the agent in its roster. */
    private Zone enrolled(AgentId agent) {
        assertThat(store.heartbeats().register(heartbeat(agent, SESSION), null)).isTrue();
        return rosterChanges.join(ZONE, agent, SESSION, now.plusSeconds(45));
    }

    private void fence(AgentId agent) {
        Heartbeat known = store.heartbeats().find(ZONE, agent).orElseThrow();
        assertThat(store.heartbeats().fence(known, now)).isTrue();
    }

    @Test
    void a_registration_has_the_number_of_the_epoch_at_which_the_agent_joined() {
        assertThat(enrolled(ONE).registrations()).containsExactly(1L);
        Zone both = enrolled(TWO);
        assertThat(both.member(TWO).orElseThrow().registration())
                .isEqualTo(both.epoch())
                .isEqualTo(2);
    }

    @Test
    void a_member_that_joins_again_stays_unchanged() {
        Zone zone = enrolled(ONE);
        assertThat(rosterChanges.join(ZONE, ONE, SESSION, now.plusSeconds(45))).isEqualTo(zone);
    }

    @Test
    void a_goodbye_of_a_session_outside_the_roster_changes_nothing() {
        Zone zone = enrolled(ONE);
        assertThat(rosterChanges.leave(ZONE, ONE, OTHER)).isEqualTo(zone);
        assertThat(rosterChanges.leave(ZONE, TWO, SESSION)).isEqualTo(zone);
        assertThat(rosterChanges.leave(ZONE, ONE, SESSION).hasLiveAgents()).isFalse();
    }

    @Test
    void a_goodbye_leaves_no_lease_to_wait_for() {
        enrolled(ONE);
        assertThat(rosterChanges.leave(ZONE, ONE, SESSION).roster().departed()).isEmpty();
    }

    @Test
    void a_session_whose_id_was_taken_over_may_cache_until_its_lease_has_ended() {
        enrolled(ONE);
        now = NOON.plusSeconds(7);
        Zone taken = rosterChanges.join(ZONE, ONE, OTHER, NOON.plusSeconds(225));
        assertThat(taken.roster().departed()).containsExactly(new Departed(1, NOON.plusSeconds(230)));
    }

    @Test
    void a_silent_agent_may_cache_until_its_own_last_lease_has_ended() {
        enrolled(ONE);
        now = NOON.plusSeconds(9);
        enrolled(TWO);
        now = NOON.plusSeconds(40);
        fence(ONE);
        fence(TWO);
        assertThat(rosterChanges.removeDead(ZONE).roster().departed())
                .containsExactly(
                        new Departed(1, NOON.plus(LEASE_AND_CLOCKS)),
                        new Departed(2, NOON.plusSeconds(9).plus(LEASE_AND_CLOCKS)));
    }

    /** The other process took the id while a poll of the earlier process was about to join. */
    @Test
    void joined_too_late__a_place_whose_id_another_process_holds_is_taken_away() {
        Zone read = enrolled(ONE);
        rosterChanges.join(ZONE, ONE, OTHER, now.plusSeconds(45));
        now = NOON.plusSeconds(20);
        Zone left = rosterChanges.removeDead(ZONE);
        assertThat(left.hasLiveAgents()).isFalse();
        assertThat(left.roster().departed())
                .as("the late one may have been told something just now")
                .contains(new Departed(read.epoch() + 1, now.plus(LEASE_AND_CLOCKS)));
    }

    @Test
    void a_departed_agent_is_forgotten_at_the_next_change_after_its_lease_has_ended() {
        enrolled(ONE);
        now = NOON.plusSeconds(40);
        fence(ONE);
        rosterChanges.removeDead(ZONE);
        now = NOON.plus(LEASE_AND_CLOCKS);
        assertThat(enrolled(TWO).roster().departed()).as("at its last moment").hasSize(1);
        now = now.plusMillis(1);
        assertThat(rosterChanges.leave(ZONE, TWO, SESSION).roster().departed()).isEmpty();
    }

    @Test
    void a_zone_has_released_an_account_that_left_once_the_leases_of_departed_agents_have_ended() {
        enrolled(ONE);
        fence(ONE);
        Zone left = rosterChanges.removeDead(ZONE);
        assertThat(CacherSelection.hasReleased(left, 0, store.heartbeats(), NOON.plus(LEASE_AND_CLOCKS)))
                .as("at its last moment")
                .isFalse();
        assertThat(CacherSelection.hasReleased(
                        left, 0, store.heartbeats(), NOON.plus(LEASE_AND_CLOCKS).plusMillis(1)))
                .isTrue();
    }

    @Test
    void a_zone_has_released_an_account_that_left_once_every_agent_has_acknowledged_the_revision() {
        enrolled(ONE);
        enrolled(TWO);
        Zone left = store.zones().raiseRevision(ZONE, false);
        assertThat(CacherSelection.hasReleased(left, 0, store.heartbeats(), now))
                .isFalse();
        acknowledge(ONE, left.revision());
        acknowledge(TWO, left.revision() - 1);
        assertThat(CacherSelection.hasReleased(left, 0, store.heartbeats(), now))
                .as("one of them lags")
                .isFalse();
        acknowledge(TWO, left.revision());
        assertThat(CacherSelection.hasReleased(left, 0, store.heartbeats(), now))
                .isTrue();
    }

    private void acknowledge(AgentId agent, long revision) {
        store.heartbeats()
                .beat(new Beat(
                        ZONE,
                        agent,
                        SESSION,
                        now,
                        revision,
                        revision,
                        INTERVAL,
                        now.plusSeconds(45),
                        10,
                        "test",
                        List.of()));
    }

    @Test
    void a_zone_without_live_agents_has_released_an_account_that_left() {
        assertThat(CacherSelection.hasReleased(Zone.empty(ZONE), 0, store.heartbeats(), now))
                .isTrue();
    }
}
