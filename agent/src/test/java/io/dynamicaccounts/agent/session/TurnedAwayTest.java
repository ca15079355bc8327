package io.dynamicaccounts.agent.session;

import static io.dynamicaccounts.agent.session.Rig.cachedWatch;
import static io.dynamicaccounts.agent.session.Rig.watch;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.dynamicaccounts.agent.protocol.ControlPlaneAnswer;
import io.dynamicaccounts.agent.watch.CachingPermit;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tests that a session which the control plane does not accept now waits and asks again. */
class TurnedAwayTest {

    private static final String FULL = "409 zone zone-1 has 100 agents, the most a zone can hold";

    private final Rig rig = new Rig();
    private final Logger log = (Logger) org.slf4j.LoggerFactory.getLogger(RequestCycle.class);
    private final ListAppender<ILoggingEvent> appender = new ListAppender<>();

    @BeforeEach
    void listen() {
        // Tests log errors only.
        log.setLevel(Level.INFO);
        appender.start();
        log.addAppender(appender);
    }

    @AfterEach
    void detach() {
        log.detachAppender(appender);
        log.setLevel(null);
    }

    private List<String> lines(Level level) {
        return appender.list.stream()
                .filter(event -> event.getLevel().equals(level))
                .map(ILoggingEvent::getFormattedMessage)
                .toList();
    }

    private void turnAway() {
        rig.answer(new ControlPlaneAnswer.TurnedAway<>(Optional.empty(), FULL));
    }

    private Duration untilNextPoll() {
        Instant then = rig.clock.instant();
        rig.awaitPoll();
        return Duration.between(then, rig.clock.instant());
    }

    @Test
    void full_zone_crash_loop__it_asks_again_after_half_a_minute_for_as_long_as_it_takes() {
        Set<Duration> waits = new HashSet<>();
        for (int i = 0; i < 100; i++) {
            turnAway();
            Duration waited = untilNextPoll();
            assertThat(waited).isBetween(Duration.ofSeconds(30), Duration.ofSeconds(33));
            waits.add(waited);
        }
        assertThat(waits).hasSizeGreaterThan(50);
        assertThat(rig.ending).isNull();
        rig.list(1, 1, watch("a", 1));
        assertThat(rig.watched()).containsExactly("a");
    }

    @Test
    void a_session_that_is_turned_away_asks_again_after_the_given_time() {
        rig.answer(new ControlPlaneAnswer.TurnedAway<>(Optional.of(Duration.ofSeconds(90)), FULL));
        assertThat(untilNextPoll()).isBetween(Duration.ofSeconds(90), Duration.ofSeconds(99));
    }

    @Test
    void a_session_that_is_turned_away_keeps_its_watches_and_caches_until_its_lease_runs_out() {
        rig.list(1, 1, cachedWatch("a", 1));
        rig.watching("a");
        CachingPermit.Granted granted = (CachingPermit.Granted) rig.caching.get("a");
        turnAway();
        rig.pass(Duration.between(rig.clock.instant(), granted.lease().until()).minusMillis(1));
        assertThat(rig.caching.get("a")).isEqualTo(granted);
        rig.pass(Duration.ofMillis(1));
        assertThat(rig.caching.get("a")).isEqualTo(new CachingPermit.Off());
        for (int i = 0; i < 10; i++) {
            turnAway();
        }
        assertThat(rig.watched()).containsExactly("a");
        assertThat(rig.stopsAsked).isEmpty();
        rig.nothing(1, 1);
        assertThat(rig.caching.get("a")).isInstanceOf(CachingPermit.Granted.class);
    }

    @Test
    void the_reason_of_the_wait_is_logged_once_and_so_is_its_end() {
        turnAway();
        turnAway();
        turnAway();
        assertThat(lines(Level.WARN)).singleElement().asString().endsWith(FULL);
        rig.list(1, 1);
        rig.nothing(1, 1);
        assertThat(lines(Level.INFO)).singleElement().asString().contains("again");
        turnAway();
        assertThat(lines(Level.WARN)).hasSize(2);
    }

    /** The console of a waiting agent must show the present reason, and not one that is over. */
    @Test
    void the_reason_of_the_wait_is_logged_also_after_lost_answers() {
        rig.answer(new ControlPlaneAnswer.Unreachable<>("connection refused"));
        turnAway();
        rig.answer(new ControlPlaneAnswer.Unreachable<>("connection refused"));
        turnAway();
        assertThat(lines(Level.WARN)).hasSize(2).last().asString().endsWith(FULL);
    }

    @Test
    void a_report_or_a_request_for_definitions_that_is_turned_away_is_sent_again() {
        rig.deliverAtOnce = false;
        rig.defineAtOnce = false;
        rig.list(1, 1, cachedWatch("a", 1), watch("b", 1));
        rig.define();
        rig.watching("a", "b");
        SessionCommand.Report report = rig.report;
        rig.report = null;
        rig.send(new SessionEvent.Reported(
                report.request(), new ControlPlaneAnswer.TurnedAway<>(Optional.empty(), FULL)));
        rig.pass(Duration.ofSeconds(29));
        assertThat(rig.report).isNull();
        rig.pass(Duration.ofSeconds(4));
        assertThat(rig.report.body().reports()).isNotEmpty();

        rig.list(1, 2, cachedWatch("a", 1), watch("b", 1), watch("c", 1));
        SessionCommand.Define define = rig.define;
        rig.define = null;
        rig.send(new SessionEvent.Defined(
                define.request(), new ControlPlaneAnswer.TurnedAway<>(Optional.empty(), FULL)));

        rig.pass(Duration.ofSeconds(29));
        assertThat(rig.define).isNull();
        rig.pass(Duration.ofSeconds(4));
        assertThat(rig.define.body().accounts()).containsExactly("c");
        assertThat(rig.ending).isNull();
    }
}
