package io.dynamicaccounts.agent.session;

import static io.dynamicaccounts.agent.session.Rig.cachedWatch;
import static org.assertj.core.api.Assertions.assertThat;

import io.dynamicaccounts.agent.protocol.ControlPlaneAnswer;
import io.dynamicaccounts.agent.protocol.PollRequest;
import io.dynamicaccounts.agent.watch.CachingPermit;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.Test;

/** Tests that a poll has only fields of a version that the control plane announced. */
class ProtocolNegotiationTest {

    private static final Duration LEFT_OUT = Duration.ofMinutes(5);

    private final Rig rig = new Rig();

    private static boolean saysCaching(PollRequest poll) {
        return poll.leaseHeldSeconds() != null;
    }

    private boolean nextSaysCaching() {
        return saysCaching(rig.awaitPoll().body());
    }

    @Test
    void the_first_poll_has_no_caching_fields() {
        assertThat(nextSaysCaching()).isFalse();
        assertThat(rig.awaitPoll().body().cachingRevision()).isNull();
    }

    @Test
    void polls_follow_the_version_that_the_newest_answer_announced() {
        rig.list(1, 1);
        assertThat(nextSaysCaching()).isTrue();
        rig.nothing(1, 1);
        assertThat(nextSaysCaching()).isTrue();
        rig.protocol = 3;
        rig.nothing(1, 1);
        assertThat(nextSaysCaching()).as("what is newer understands it too").isTrue();

        rig.protocol = 1;
        rig.nothing(1, 1);
        assertThat(nextSaysCaching()).isFalse();
        assertThat(rig.awaitPoll().body().cachingRevision()).isNull();
    }

    @Test
    void a_lost_answer_does_not_change_the_version() {
        rig.list(1, 1);
        rig.answer(new ControlPlaneAnswer.Unreachable<>("lost"));
        assertThat(nextSaysCaching()).isTrue();
    }

    @Test
    void after_a_refusal_polls_leave_out_the_newest_fields_at_once_and_for_five_minutes() {
        rig.list(1, 1);
        assertThat(nextSaysCaching()).isTrue();
        Instant refused = rig.clock.instant();
        rig.answer(new ControlPlaneAnswer.Refused<>(400, "unknown member"));
        assertThat(nextSaysCaching()).isFalse();
        assertThat(Duration.between(refused, rig.clock.instant())).isLessThanOrEqualTo(Duration.ofSeconds(1));

        while (!nextSaysCaching()) {
            rig.nothing(1, 1);
        }
        assertThat(Duration.between(refused, rig.clock.instant()))
                .isBetween(LEFT_OUT, LEFT_OUT.plus(Duration.ofSeconds(11)));
    }

    @Test
    void a_refusal_for_another_reason_does_not_change_the_version() {
        rig.list(1, 1);
        rig.answer(new ControlPlaneAnswer.Refused<>(404, "nothing there"));
        assertThat(nextSaysCaching()).isTrue();
        rig.protocol = 1;
        rig.nothing(1, 1);
        rig.answer(new ControlPlaneAnswer.Refused<>(400, "a static account is wrong"));
        rig.protocol = 2;
        rig.nothing(1, 1);
        assertThat(nextSaysCaching())
                .as("what was refused had said nothing of it")
                .isTrue();
    }

    @Test
    void a_poll_states_the_last_registration_from_version_three_on() {
        rig.protocol = 3;
        rig.registration = 5L;
        assertThat(rig.awaitPoll().body().registration()).isNull();
        rig.list(1, 1);
        assertThat(rig.awaitPoll().body().registration()).isEqualTo(5);
        rig.registration = 6L;
        rig.nothing(1, 1);
        assertThat(rig.awaitPoll().body().registration()).isEqualTo(6);

        rig.registration = null;
        rig.protocol = 2;
        rig.nothing(1, 1);
        assertThat(rig.awaitPoll().body().registration()).isNull();
        assertThat(nextSaysCaching()).isTrue();
        rig.protocol = 3;
        rig.nothing(1, 1);
        assertThat(rig.awaitPoll().body().registration())
                .as("what was told last still holds")
                .isEqualTo(6);
    }

    @Test
    void a_lost_answer_does_not_lose_the_registration() {
        rig.protocol = 3;
        rig.registration = 5L;
        rig.list(1, 1);
        rig.answer(new ControlPlaneAnswer.Unreachable<>("lost"));
        assertThat(rig.awaitPoll().body().registration()).isEqualTo(5);
    }

    @Test
    void after_a_refusal_of_the_registration_the_older_fields_are_still_sent() {
        rig.protocol = 3;
        rig.registration = 5L;
        rig.list(1, 1);
        rig.awaitPoll();
        Instant refused = rig.clock.instant();
        rig.answer(new ControlPlaneAnswer.Refused<>(400, "unknown member"));
        assertThat(rig.awaitPoll().body().registration()).isNull();
        assertThat(nextSaysCaching()).isTrue();

        while (rig.awaitPoll().body().registration() == null) {
            assertThat(nextSaysCaching()).isTrue();
            rig.nothing(1, 1);
        }
        assertThat(Duration.between(refused, rig.clock.instant()))
                .isBetween(LEFT_OUT, LEFT_OUT.plus(Duration.ofSeconds(11)));
    }

    @Test
    void after_a_second_refusal_polls_have_no_new_fields() {
        rig.protocol = 3;
        rig.list(1, 1);
        rig.answer(new ControlPlaneAnswer.Refused<>(400, "unknown member"));
        rig.answer(new ControlPlaneAnswer.Refused<>(400, "unknown member"));
        assertThat(nextSaysCaching()).isFalse();
        rig.nothing(1, 1);
        assertThat(nextSaysCaching()).as("whatever is announced").isFalse();
    }

    /** While a new version is rolled out or back, both versions answer. */
    @Test
    void in_a_mixed_fleet_polls_get_through_and_the_lease_holds() {
        for (int older : List.of(1, 2)) {
            for (int newer = older + 1; newer <= 3; newer++) {
                mixed(older, newer, number -> number % 2 == 0);
                mixed(older, newer, number -> number % 2 == 1);
                mixed(older, newer, number -> number % 3 == 0);
                mixed(older, newer, number -> number % 3 > 0);
                for (int seed = 0; seed < 50; seed++) {
                    Random random = new Random(seed);
                    mixed(older, newer, _ -> random.nextBoolean());
                }
            }
        }
    }

    private static void mixed(int older, int newer, IntPredicate isOlder) {
        Rig rig = new Rig();
        rig.registration = 5L;
        int inARow = 0;
        int refusals = 0;
        Instant end = rig.clock.instant().plus(Duration.ofHours(1));
        for (int number = 0; rig.clock.instant().isBefore(end); number++) {
            PollRequest poll = rig.awaitPoll().body();
            int version = isOlder.test(number) ? older : newer;
            if (versionOf(poll) > version) {
                inARow++;
                refusals++;
                assertThat(inARow).as("refusals in a row").isLessThanOrEqualTo(newer - older);
                rig.answer(new ControlPlaneAnswer.Refused<>(400, "unknown member"));
            } else {
                inARow = 0;
                rig.protocol = version;
                rig.list(1, 1, cachedWatch("a", 1));
            }
            if (number == 0) {
                rig.watching("a");
            }
            assertThat(rig.caching.get("a")).isInstanceOf(CachingPermit.Granted.class);
        }
        assertThat(rig.order).doesNotContain("uncache a");
        assertThat(refusals).isLessThanOrEqualTo(13 * (newer - older));
    }

    /** Returns the first version that has all fields of the poll. */
    private static int versionOf(PollRequest poll) {
        return poll.registration() != null ? 3 : saysCaching(poll) ? 2 : 1;
    }
}
