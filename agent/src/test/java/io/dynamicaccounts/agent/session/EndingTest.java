package io.dynamicaccounts.agent.session;

import static io.dynamicaccounts.agent.session.Rig.cachedWatch;
import static io.dynamicaccounts.agent.session.Rig.watch;
import static org.assertj.core.api.Assertions.assertThat;

import io.dynamicaccounts.agent.AgentEnd;
import io.dynamicaccounts.agent.protocol.ControlPlaneAnswer;
import io.dynamicaccounts.agent.protocol.ControlPlaneClient.Goodbye;
import io.dynamicaccounts.agent.watch.CachingPermit;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tests how a session ends. */
class EndingTest {

    private final Rig rig = new Rig();

    @BeforeEach
    void two_accounts() {
        rig.list(1, 1, cachedWatch("a", 1), watch("b", 1));
        rig.watching("a");
    }

    @Test
    void a_session_that_is_asked_to_end_stops_everything_then_says_goodbye_then_ends() {
        rig.send(new SessionEvent.EndAsked());
        assertThat(rig.stopsAsked).extracting(WatchId::account).containsExactly("a", "b");
        assertThat(rig.caching.get("a")).isEqualTo(new CachingPermit.Off());
        rig.stopped("a");
        assertThat(rig.goodbye).isFalse();
        rig.stopped("b");
        assertThat(rig.goodbye).isTrue();
        assertThat(rig.ending).isNull();
        rig.send(new SessionEvent.SaidGoodbye(new ControlPlaneAnswer.Answered<>(new Goodbye())));
        assertThat(rig.ending.reason()).isEqualTo(AgentEnd.Reason.ASKED);
        assertThat(rig.ending.exitCode()).isZero();
    }

    @Test
    void neither_a_watch_that_does_not_stop_nor_a_lost_goodbye_delays_the_end() {
        rig.send(new SessionEvent.EndAsked());
        rig.pass(Duration.ofSeconds(3));
        assertThat(rig.goodbye).isTrue();
        rig.send(new SessionEvent.EndAsked());
        assertThat(rig.ending).isNull();
        rig.pass(Duration.ofSeconds(3));
        assertThat(rig.ending.reason()).isEqualTo(AgentEnd.Reason.ASKED);
    }

    @Test
    void an_answer_that_arrives_during_the_end_starts_nothing() {
        SessionCommand.Poll poll = rig.awaitPoll();
        rig.send(new SessionEvent.EndAsked());
        rig.send(new SessionEvent.Polled(
                poll.request(), new ControlPlaneAnswer.Answered<>(Rig.answerOf(2, 2, watch("c", 1)))));
        rig.stopped("a", "b");
        assertThat(rig.watched()).isEmpty();
        assertThat(rig.define).isNull();
    }

    @Test
    void same_id_twice__the_older_process_stops_everything_and_ends_without_goodbye() {
        rig.answer(new ControlPlaneAnswer.Superseded<>("another session"));
        assertThat(rig.caching.get("a")).isEqualTo(new CachingPermit.Off());
        rig.stopped("a", "b");
        assertThat(rig.goodbye).isFalse();
        assertThat(rig.ending).isEqualTo(new AgentEnd(AgentEnd.Reason.SUPERSEDED, "another session"));
        assertThat(rig.ending.exitCode()).isEqualTo(1);
    }

    @Test
    void same_id_twice__a_report_or_a_request_for_definitions_can_be_what_tells() {
        rig.deliverAtOnce = false;
        rig.watching("b");
        rig.send(new SessionEvent.Reported(
                rig.report.request(), new ControlPlaneAnswer.Superseded<>("another session")));
        rig.stopped("a", "b");
        assertThat(rig.ending.reason()).isEqualTo(AgentEnd.Reason.SUPERSEDED);

        Rig other = new Rig();
        other.defineAtOnce = false;
        other.list(1, 1, watch("a", 1));
        other.send(new SessionEvent.Defined(
                other.define.request(), new ControlPlaneAnswer.Superseded<>("another session")));
        assertThat(other.ending.reason()).isEqualTo(AgentEnd.Reason.SUPERSEDED);
    }

    @Test
    void a_superseded_session_ends_in_bounded_time_even_if_no_watch_stops() {
        rig.answer(new ControlPlaneAnswer.Superseded<>("another session"));
        rig.pass(Duration.ofSeconds(3));
        assertThat(rig.ending.reason()).isEqualTo(AgentEnd.Reason.SUPERSEDED);
    }

    @Test
    void nothing_follows_the_end() {
        rig.answer(new ControlPlaneAnswer.Superseded<>("another session"));
        rig.stopped("a", "b");
        assertThat(rig.session.on(new SessionEvent.Woken())).isEmpty();
        assertThat(rig.session.on(new SessionEvent.EndAsked())).isEmpty();
    }
}
