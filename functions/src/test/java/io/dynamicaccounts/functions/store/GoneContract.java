package io.dynamicaccounts.functions.store;

import static io.dynamicaccounts.functions.store.HeartbeatsContract.beat;
import static io.dynamicaccounts.functions.store.HeartbeatsContract.heartbeat;
import static org.assertj.core.api.Assertions.assertThat;

import io.dynamicaccounts.functions.account.AgentId;
import io.dynamicaccounts.functions.account.SessionId;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** What every store must do when agents have gone, fenced by the sweep or by saying goodbye. */
public abstract class GoneContract extends StoreContract {

    private static final Instant LATER = NOON.plusSeconds(60);

    private Heartbeat read;

    @BeforeEach
    void registerOne() {
        read = heartbeat(SESSION, NOON);
        assertThat(store.heartbeats().register(read, null)).isTrue();
    }

    @Test
    void a_silent_agent_is_fenced_once() {
        assertThat(store.heartbeats().fence(read, LATER.plus(LESS_THAN_A_MILLISECOND)))
                .isTrue();

        assertThat(found().goneAt()).contains(LATER);
        assertThat(found().departureHandled()).isFalse();
        assertThat(found().lastSeen()).isEqualTo(NOON);
        assertThat(store.heartbeats().fence(read, LATER.plusSeconds(1))).isFalse();
        assertThat(store.heartbeats().fence(found(), LATER.plusSeconds(1))).isFalse();
        assertThat(found().goneAt()).contains(LATER);
    }

    @Test
    void a_beat_that_slipped_in_wins_over_the_fence() {
        store.heartbeats().beat(beat(SESSION, NOON.plusMillis(1), 0));

        assertThat(store.heartbeats().fence(read, LATER)).isFalse();
        assertThat(found().gone()).isFalse();
    }

    @Test
    void a_session_that_took_over_wins_over_the_fence_of_the_one_before() {
        store.heartbeats().register(heartbeat(OTHER_SESSION, NOON), read);

        assertThat(store.heartbeats().fence(read, LATER)).isFalse();
        assertThat(found().gone()).isFalse();
    }

    @Test
    void fencing_an_unknown_agent_does_nothing() {
        assertThat(store.heartbeats().fence(heartbeat(ZONE, new AgentId("unknown"), SESSION, NOON), LATER))
                .isFalse();
        assertThat(store.heartbeats().in(ZONE)).hasSize(1);
    }

    @Test
    void a_beat_after_the_fence_is_refused_and_changes_nothing() {
        store.heartbeats().fence(read, LATER);
        Heartbeat gone = found();

        assertThat(store.heartbeats().beat(beat(SESSION, LATER, 4))).isEqualTo(new WriteResult.Rejected<>(gone));
        assertThat(found()).isEqualTo(gone);
    }

    @RepeatedTest(5)
    void of_a_beat_and_many_fences_exactly_one_wins() {
        List<Boolean> won = Race.of(i -> i == 40
                ? store.heartbeats().beat(beat(SESSION, LATER, 1)) instanceof WriteResult.Written
                : store.heartbeats().fence(read, LATER));

        assertThat(won).filteredOn(winner -> winner).hasSize(1);
        assertThat(found().gone()).isNotEqualTo(won.get(40));
    }

    @Test
    void a_session_that_leaves_is_gone_whenever_it_was_last_seen() {
        store.heartbeats().beat(beat(SESSION, LATER, 3));

        assertThat(store.heartbeats().leave(ZONE, AGENT, SESSION, LATER.plusSeconds(1)))
                .isTrue();

        assertThat(found().goneAt()).contains(LATER.plusSeconds(1));
        assertThat(store.heartbeats().leave(ZONE, AGENT, SESSION, LATER.plusSeconds(2)))
                .isFalse();
        assertThat(found().goneAt()).contains(LATER.plusSeconds(1));
    }

    @Test
    void only_the_session_that_holds_the_id_can_leave() {
        assertThat(store.heartbeats().leave(ZONE, AGENT, OTHER_SESSION, LATER)).isFalse();
        assertThat(store.heartbeats().leave(OTHER_ZONE, AGENT, SESSION, LATER)).isFalse();
        assertThat(store.heartbeats().leave(ZONE, new AgentId("unknown"), SESSION, LATER))
                .isFalse();
        assertThat(found()).isEqualTo(read);
    }

    @Test
    void the_departure_of_a_gone_session_is_noted_as_handled() {
        store.heartbeats().fence(read, LATER);
        Heartbeat gone = found();

        store.heartbeats().markDepartureHandled(gone);

        assertThat(found().departureHandled()).isTrue();
        assertThat(found().goneAt()).isEqualTo(gone.goneAt());
    }

    @Test
    void the_departure_of_a_live_session_is_not_noted_as_handled() {
        store.heartbeats().markDepartureHandled(read);
        assertThat(found()).isEqualTo(read);

        store.heartbeats().fence(read, LATER);
        Heartbeat gone = found();
        store.heartbeats().register(heartbeat(OTHER_SESSION, LATER), gone);
        store.heartbeats().markDepartureHandled(gone);
        assertThat(found().departureHandled()).isFalse();
    }

    /**
     * A fenced session registers again under the same id and may be fenced again, which is another departure to
     * handle.
     */
    @Test
    void an_earlier_departure_that_was_handled_says_nothing_of_a_later_one() {
        store.heartbeats().fence(read, LATER);
        Heartbeat first = found();
        Heartbeat again = heartbeat(SESSION, LATER.plusSeconds(1));
        store.heartbeats().register(again, first);
        store.heartbeats().fence(again, LATER.plusSeconds(61));

        store.heartbeats().markDepartureHandled(first);
        store.heartbeats().delete(first);

        assertThat(found().departureHandled()).isFalse();
        assertThat(found().goneAt()).contains(LATER.plusSeconds(61));
    }

    @Test
    void a_session_that_registers_again_is_not_gone_any_more() {
        store.heartbeats().leave(ZONE, AGENT, SESSION, LATER);
        store.heartbeats().markDepartureHandled(found());

        assertThat(store.heartbeats().register(heartbeat(SESSION, LATER), found()))
                .isTrue();

        assertThat(found().gone()).isFalse();
        assertThat(found().departureHandled()).isFalse();
        assertThat(store.heartbeats().beat(beat(SESSION, LATER.plusSeconds(1), 1)))
                .isInstanceOf(WriteResult.Written.class);
    }

    @Test
    void a_gone_heartbeat_is_deleted() {
        store.heartbeats().fence(read, LATER);

        store.heartbeats().delete(found());

        assertThat(store.heartbeats().find(ZONE, AGENT)).isEmpty();
        assertThat(store.heartbeats().in(AGENT)).isEmpty();
    }

    @Test
    void a_live_or_returned_heartbeat_is_not_deleted() {
        store.heartbeats().delete(read);
        assertThat(found()).isEqualTo(read);

        store.heartbeats().fence(read, LATER);
        Heartbeat gone = found();
        Heartbeat back = heartbeat(new SessionId("session-3"), LATER);
        store.heartbeats().register(back, gone);
        store.heartbeats().delete(gone);
        assertThat(found()).isEqualTo(back);
    }

    @Test
    void gone_heartbeats_are_still_listed() {
        store.heartbeats().fence(read, LATER);

        assertThat(store.heartbeats().in(ZONE)).containsExactly(found());
        assertThat(store.heartbeats().page(null, 10)).containsExactly(found());
    }

    private Heartbeat found() {
        return store.heartbeats().find(ZONE, AGENT).orElseThrow();
    }
}
