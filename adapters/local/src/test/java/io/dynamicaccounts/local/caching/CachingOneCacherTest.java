package io.dynamicaccounts.local.caching;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CachingOneCacherTest {

    private static final Instant LATER = time("59.000");

    private final List<Claim> claims = new ArrayList<>();

    @Test
    void two_processes_that_claim_one_account_at_one_time_are_found() {
        log("a.1", on("01.000", "prod", 4, "04.000"));
        log("b.1", on("03.900", "prod", 5, "08.000"));
        assertThat(OneCacher.broken(claims, LATER)).singleElement().satisfies(overlap -> {
            assertThat(overlap.first().process()).isEqualTo("a.1");
            assertThat(overlap.second().epoch()).isEqualTo(5);
            assertThat(overlap.length()).isEqualTo(Duration.ofMillis(100));
        });
    }

    @Test
    void who_let_go_or_ran_out_makes_room() {
        log("a.1", on("01.000", "prod", 4, "04.000"), on("01.000", "test", 4, "04.000"), off("02.000", "prod"));
        log("b.1", on("02.001", "prod", 5, "05.000"), on("04.000", "test", 5, "07.000"));
        assertThat(OneCacher.broken(claims, LATER)).isEmpty();
    }

    @Test
    void a_lease_that_was_renewed_lasts_longer() {
        log("a.1", on("01.000", "prod", 4, "04.000"), lease("02.000", "05.000"));
        log("b.1", on("04.500", "prod", 5, "08.000"));
        assertThat(OneCacher.broken(claims, LATER)).hasSize(1);
    }

    @Test
    void a_lease_renewed_after_it_had_run_out_leaves_a_gap() {
        log("a.1", on("01.000", "prod", 4, "04.000"), lease("09.000", "12.000"));
        log("b.1", on("05.000", "prod", 5, "08.000"));
        assertThat(OneCacher.broken(claims, LATER)).isEmpty();
        log("c.1", on("11.000", "prod", 6, "14.000"));
        assertThat(OneCacher.broken(claims, LATER)).hasSize(1);
    }

    @Test
    void a_process_that_stood_still_when_it_should_have_let_go_is_judged_by_its_lease() {
        log("a.1", on("01.000", "prod", 4, "04.000"), off("20.000", "prod"));
        log("b.1", on("04.000", "prod", 5, "30.000"));
        assertThat(OneCacher.broken(claims, LATER)).isEmpty();
    }

    @Test
    void what_is_claimed_beyond_the_moment_of_reading_is_not_judged_yet() {
        log("a.1", on("01.000", "prod", 4, "09.000"));
        log("b.1", on("05.000", "prod", 5, "09.000"));
        assertThat(OneCacher.broken(claims, time("05.000"))).isEmpty();
        assertThat(OneCacher.broken(claims, time("06.000"))).hasSize(1);
    }

    @Test
    void an_earlier_claim_that_outlasts_a_later_one_still_counts() {
        log("a.1", on("01.000", "prod", 4, "20.000"));
        log("b.1", on("02.000", "prod", 5, "03.000"));
        log("c.1", on("10.000", "prod", 6, "12.000"));
        assertThat(OneCacher.broken(claims, LATER)).hasSize(2);
    }

    @Test
    void one_process_may_claim_an_account_again_under_another_epoch() {
        log("a.1", on("01.000", "prod", 4, "04.000"), on("02.000", "prod", 5, "05.000"));
        assertThat(claims).hasSize(2);
        assertThat(OneCacher.broken(claims, LATER)).isEmpty();
    }

    private void log(String process, String... lines) {
        claims.addAll(CachingLog.read(process, List.of(lines)));
    }

    private static String on(String second, String account, long epoch, String until) {
        return "%s DEBUG SimulatedWatch: caching account=%s generation=1 epoch=%d caching=on until=%s (simulated)"
                .formatted(time(second), account, epoch, time(until));
    }

    private static String off(String second, String account) {
        return "%s DEBUG SimulatedWatch: caching account=%s generation=1 caching=off (simulated)"
                .formatted(time(second), account);
    }

    private static String lease(String second, String until) {
        return "%s DEBUG PollLease: lease until=%s".formatted(time(second), time(until));
    }

    private static Instant time(String second) {
        return Instant.parse("2026-01-01T00:00:" + second + "Z");
    }
}
