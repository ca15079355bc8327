package io.dynamicaccounts.agent.session;

import static io.dynamicaccounts.agent.session.Rig.cachedWatch;
import static io.dynamicaccounts.agent.session.Rig.watch;
import static org.assertj.core.api.Assertions.assertThat;

import io.dynamicaccounts.agent.protocol.ControlPlaneAnswer;
import io.dynamicaccounts.agent.watch.CachingPermit;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/**
 * Tests that an account is only cached by the list of the newest epoch and within the lease, which lasts 45 seconds
 * here.
 */
class CachingTest {

    private final Rig rig = new Rig();

    @Test
    void only_accounts_that_the_list_names_are_cached_and_with_the_epoch_of_the_list() {
        rig.list(3, 1, cachedWatch("a", 1), watch("b", 1));
        assertThat(rig.caching.get("a")).isInstanceOfSatisfying(CachingPermit.Granted.class, granted -> {
            assertThat(granted.epoch()).isEqualTo(3);
            assertThat(granted.lease().holds()).isTrue();
        });
        assertThat(rig.caching.get("b")).isEqualTo(new CachingPermit.Off());

        rig.list(4, 2, cachedWatch("a", 1), cachedWatch("b", 1));
        assertThat(epoch("a")).isEqualTo(4);
        assertThat(epoch("b")).isEqualTo(4);
    }

    @Test
    void two_cachers__who_loses_an_account_lets_go_before_saying_so() {
        rig.list(1, 1, cachedWatch("a", 1));
        rig.watching("a");
        rig.awaitPoll();
        rig.order.clear();

        rig.list(2, 2, watch("a", 1));
        rig.awaitPoll();

        assertThat(rig.order).containsExactly("uncache a", "poll 2");
    }

    @Test
    void several_replicas_caching__a_cut_off_agent_stops_by_itself_counting_from_when_it_asked() {
        rig.awaitPoll();
        rig.clock.advance(Duration.ofSeconds(10));
        rig.list(1, 1, cachedWatch("a", 1));
        rig.watching("a");
        assertThat(rig.awaitPoll()).isNotNull();
        rig.clock.set(rig.clock.instant());

        CachingPermit.Granted granted = (CachingPermit.Granted) rig.caching.get("a");
        Duration left = Duration.between(rig.clock.instant(), granted.lease().until());
        rig.pass(left.minusMillis(1));
        assertThat(granted.lease().holds()).isTrue();
        assertThat(rig.caching.get("a")).isEqualTo(granted);
        rig.pass(Duration.ofMillis(1));

        assertThat(granted.lease().holds()).isFalse();
        assertThat(rig.caching.get("a")).isEqualTo(new CachingPermit.Off());
        assertThat(rig.watched()).as("it goes on watching").containsExactly("a");
    }

    @Test
    void the_lease_is_counted_from_the_sending_of_the_poll() {
        rig.awaitPoll();
        java.time.Instant sent = rig.clock.instant();
        rig.clock.advance(Duration.ofSeconds(20));
        rig.list(1, 1, cachedWatch("a", 1));
        assertThat(((CachingPermit.Granted) rig.caching.get("a")).lease().until())
                .isEqualTo(sent.plusSeconds(45));
    }

    @Test
    void an_answer_after_the_end_of_its_own_lease_permits_no_caching() {
        rig.awaitPoll();
        // Without a wake-up of the session, as in a process that was suspended.
        rig.clock.advance(Duration.ofSeconds(44));
        rig.clock.advance(Duration.ofSeconds(1));
        rig.generations.put("a", 1L);
        SessionCommand.Poll poll = rig.poll;
        rig.poll = null;
        rig.send(new SessionEvent.Polled(
                poll.request(), new ControlPlaneAnswer.Answered<>(Rig.answerOf(1, 1, cachedWatch("a", 1)))));
        assertThat(rig.caching.get("a")).isEqualTo(new CachingPermit.Off());
    }

    @Test
    void in_a_suspended_process_the_lease_has_ended_before_any_event() {
        rig.list(1, 1, cachedWatch("a", 1));
        CachingPermit.Granted granted = (CachingPermit.Granted) rig.caching.get("a");
        rig.clock.advance(Duration.ofHours(1));
        assertThat(granted.lease().holds()).isFalse();
    }

    @Test
    void an_answer_of_the_same_epoch_in_time_or_late_lets_caching_go_on() {
        rig.list(1, 1, cachedWatch("a", 1));
        rig.watching("a");
        rig.answer(new ControlPlaneAnswer.Unreachable<>("down"));
        rig.awaitPoll();
        rig.pass(Duration.ofSeconds(40));
        rig.answer(new ControlPlaneAnswer.Unreachable<>("down"));
        rig.awaitPoll();
        rig.pass(Duration.ofSeconds(20));
        assertThat(rig.caching.get("a")).isEqualTo(new CachingPermit.Off());

        rig.answer(new ControlPlaneAnswer.Unreachable<>("down"));
        rig.nothing(1, 1);
        assertThat(epoch("a")).isEqualTo(1);
    }

    @Test
    void a_newer_epoch_without_its_list_permits_no_caching_and_the_list_is_requested() {
        rig.list(1, 1, cachedWatch("a", 1));
        rig.watching("a");

        rig.nothing(2, 2);
        assertThat(rig.caching.get("a")).isEqualTo(new CachingPermit.Off());
        assertThat(rig.awaitPoll().body().revision())
                .as("a complete list is asked for")
                .isNull();

        rig.list(2, 2, cachedWatch("a", 1));
        assertThat(epoch("a")).isEqualTo(2);
    }

    @Test
    void an_older_epoch_permits_nothing_new() {
        rig.list(2, 2, watch("a", 1));
        rig.watching("a");
        rig.list(1, 3, cachedWatch("a", 1));
        assertThat(rig.caching.get("a")).isEqualTo(new CachingPermit.Off());
    }

    @Test
    void a_watch_that_ends_ends_caching_first() {
        rig.list(1, 1, cachedWatch("a", 1));
        rig.watching("a");
        rig.awaitPoll();
        rig.order.clear();
        rig.list(1, 2, cachedWatch("a", 2));
        assertThat(rig.order).startsWith("uncache a", "stop a");
        rig.stopped("a");
        assertThat(epoch("a")).isEqualTo(1);
    }

    private long epoch(String account) {
        return ((CachingPermit.Granted) rig.caching.get(account)).epoch();
    }
}
