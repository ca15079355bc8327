package io.dynamicaccounts.agent.session;

import static io.dynamicaccounts.agent.session.Rig.cachedWatch;
import static io.dynamicaccounts.agent.session.Rig.watch;
import static org.assertj.core.api.Assertions.assertThat;

import io.dynamicaccounts.agent.protocol.ControlPlaneAnswer;
import io.dynamicaccounts.agent.protocol.PollRequest;
import io.dynamicaccounts.agent.watch.CachingPermit;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/**
 * Tests the caching fields of a poll: the list and the rest of the lease. Here leases last 45 seconds, and a poll is
 * sent every 10.
 */
class CachingStatementTest {

    private final Rig rig = new Rig();

    private PollRequest nextPoll() {
        return rig.awaitPoll().body();
    }

    @Test
    void a_stop_that_hangs_delays_the_acknowledgement_and_not_the_caching_revision() {
        rig.list(1, 1, cachedWatch("a", 1), cachedWatch("b", 1));
        rig.watching("a", "b");
        assertThat(nextPoll().revision()).isEqualTo(1);
        assertThat(nextPoll().cachingRevision()).isEqualTo(1);

        rig.list(2, 2, cachedWatch("b", 1));
        for (int i = 0; i < 10; i++) {
            assertThat(nextPoll().revision()).isEqualTo(1);
            assertThat(nextPoll().cachingRevision()).isEqualTo(2);
            rig.nothing(2, 2);
        }
        assertThat(rig.caching.get("a")).isEqualTo(new CachingPermit.Off());
        rig.stopped("a");
        assertThat(nextPoll().revision()).isEqualTo(2);
    }

    @Test
    void caching_follows_the_list_before_a_poll_states_its_revision_in_every_phase_of_a_watch() {
        rig.list(
                1,
                1,
                cachedWatch("starting", 1),
                cachedWatch("watching", 1),
                cachedWatch("stopping", 1),
                cachedWatch("stuck", 1),
                cachedWatch("kept", 1));
        rig.watching("watching", "stopping", "stuck", "kept");
        rig.list(1, 2, cachedWatch("starting", 1), cachedWatch("watching", 1), cachedWatch("kept", 1));
        rig.stopFailed("stuck", "will not");
        nextPoll();
        rig.order.clear();

        rig.list(2, 3, watch("starting", 1), watch("watching", 1), cachedWatch("stopping", 1), cachedWatch("kept", 1));
        assertThat(nextPoll().cachingRevision()).isEqualTo(3);

        // A stopped watch gets no further permit, and all other watches got theirs before the poll.
        assertThat(rig.order)
                .containsExactlyInAnyOrder("uncache starting", "uncache watching", "cache kept", "poll 1")
                .last()
                .isEqualTo("poll 1");
        assertThat(rig.caching.get("stopping")).isEqualTo(new CachingPermit.Off());
        assertThat(rig.caching.get("stuck")).isEqualTo(new CachingPermit.Off());
        assertThat(rig.caching.get("kept"))
                .isInstanceOfSatisfying(
                        CachingPermit.Granted.class,
                        granted -> assertThat(granted.epoch()).isEqualTo(2));
    }

    @Test
    void a_watch_that_is_stopped_after_its_timeout_caches_nothing_although_the_list_names_it() {
        rig.list(1, 1, cachedWatch("late", 1));
        for (int i = 0; i < 10; i++) {
            nextPoll();
            rig.nothing(1, 1);
        }
        assertThat(rig.stopsAsked).extracting(WatchId::account).containsOnly("late");
        assertThat(rig.caching.get("late")).isEqualTo(new CachingPermit.Off());
        assertThat(nextPoll().cachingRevision()).isEqualTo(1);
    }

    @Test
    void without_a_list_that_counts_a_poll_states_no_caching_revision() {
        rig.list(1, 1, cachedWatch("a", 1));
        rig.nothing(2, 2);
        assertThat(nextPoll().revision()).isNull();
        assertThat(nextPoll().cachingRevision()).isNull();
        assertThat(nextPoll().leaseHeldSeconds())
                .as("the lease is its own fact")
                .isPositive();
    }

    @Test
    void a_poll_states_the_rest_of_the_lease_at_its_sending_never_rounded_down() {
        rig.list(1, 1, cachedWatch("a", 1));
        Duration whole = held(nextPoll());
        assertThat(whole).isEqualTo(left());

        rig.clock.advance(Duration.ofNanos(1));
        rig.answer(new ControlPlaneAnswer.Unreachable<>("lost"));
        Duration begun = held(nextPoll());
        assertThat(begun.minus(left())).isBetween(Duration.ofNanos(1), Duration.ofNanos(999_999));
    }

    @Test
    void a_poll_states_a_lease_that_has_run_out_as_zero() {
        rig.list(1, 1, cachedWatch("a", 1));
        nextPoll();
        rig.clock.advance(Duration.ofSeconds(60));
        rig.answer(new ControlPlaneAnswer.Unreachable<>("lost"));
        assertThat(nextPoll().leaseHeldSeconds()).isZero();
        assertThat(rig.caching.get("a")).isEqualTo(new CachingPermit.Off());
        assertThat(nextPoll().cachingRevision()).as("it caches nothing at all").isEqualTo(1);
    }

    private static Duration held(PollRequest poll) {
        return Duration.ofMillis(Math.round(poll.leaseHeldSeconds() * 1000));
    }

    private Duration left() {
        CachingPermit.Granted granted = (CachingPermit.Granted) rig.caching.get("a");
        return Duration.between(rig.clock.instant(), granted.lease().until());
    }
}
