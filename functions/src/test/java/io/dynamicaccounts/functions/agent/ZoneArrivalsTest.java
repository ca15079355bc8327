package io.dynamicaccounts.functions.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.account.AccountState;
import io.dynamicaccounts.functions.account.ZoneId;
import io.dynamicaccounts.functions.lifecycle.Timing;
import io.dynamicaccounts.functions.store.Assignment;
import io.dynamicaccounts.functions.store.CachingExclusions;
import io.dynamicaccounts.functions.store.Store;
import io.dynamicaccounts.functions.store.memory.MemoryStore;
import io.dynamicaccounts.functions.transition.Parallel;
import io.dynamicaccounts.functions.transition.TransitionListener;
import io.dynamicaccounts.functions.transition.WriteContext;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** An account that came from another zone has arrived only if it has not changed since it was read. */
class ZoneArrivalsTest {

    private final Store store = new MemoryStore();
    private final ZoneArrivals arrivals = new ZoneArrivals(WriteContext.create(
            store, Parallel.NONE, Timing.DEFAULT, TransitionListener.NONE, () -> "token", () -> Instant.EPOCH));

    private Assignment published(long version) {
        var assignment = new Assignment(
                new ZoneId("z1"),
                new AccountName("a"),
                version,
                3,
                AccountState.ACTIVE,
                Optional.empty(),
                false,
                Optional.empty(),
                0,
                Map.of(new ZoneId("z2"), 7L),
                CachingExclusions.NONE,
                Map.of());
        assertThat(store.assignments().publish(assignment)).isTrue();
        return assignment;
    }

    @Test
    void what_is_still_as_it_was_read_has_arrived() {
        Assignment read = published(9);
        assertThat(arrivals.arrive(List.of(read))).containsExactly(read.withoutLeftZones());
        assertThat(store.assignments().inZone(read.zone())).containsExactly(read.withoutLeftZones());
    }

    @Test
    void what_changed_since_has_not_so_that_nobody_is_told_to_cache_it() {
        Assignment read = published(9);
        Assignment newer = published(10);
        assertThat(arrivals.arrive(List.of(read))).isEmpty();
        assertThat(store.assignments().inZone(read.zone())).containsExactly(newer);
    }
}
