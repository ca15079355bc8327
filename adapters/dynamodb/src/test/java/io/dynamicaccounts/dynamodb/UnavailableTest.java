package io.dynamicaccounts.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dynamicaccounts.dynamodb.Faults.Fault;
import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.account.ZoneId;
import io.dynamicaccounts.functions.store.StoreUnavailable;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;

/** Tests the exceptions of a database that throttles, does not answer, or cannot be reached. */
@NeedsTestServer
class UnavailableTest {

    private static final ZoneId ZONE = new ZoneId("zone-a");

    private static DynamoDbStore store(Supplier<Duration> remaining, Faults faults) {
        String table = TestServer.freshName();
        DynamoDbSettings settings =
                new DynamoDbSettings(table, Optional.of(TestServer.endpoint()), Duration.ofDays(1), remaining);
        try (var client = Clients.of(settings).build()) {
            new TableCreation(client, table).complete();
        }
        return TestServer.store(settings, InstantSource.system(), Wire.with(faults));
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"THROTTLED", "DROPPED_BEFORE", "DROPPED_AFTER"})
    void one_fault_is_repeated_within_the_call(Fault fault) {
        try (var store = store(() -> DynamoDbSettings.PATIENCE, Faults.onceAt("UpdateItem", fault))) {
            assertThat(store.zones().raiseRevision(ZONE, false).revision()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"THROTTLED", "DROPPED_BEFORE", "DROPPED_AFTER"})
    void a_lasting_fault_is_unavailable_with_a_time_to_retry(Fault fault) {
        var asked = new AtomicInteger();
        try (var store = store(() -> DynamoDbSettings.PATIENCE, target -> {
            asked.incrementAndGet();
            return fault;
        })) {
            assertThatThrownBy(() -> store.zones().raiseRevision(ZONE, false))
                    .isInstanceOfSatisfying(
                            StoreUnavailable.class,
                            e -> assertThat(e.retryAfter()).isPositive());
        }
        assertThat(asked.get()).isBetween(2, 10);
    }

    @Test
    void a_server_that_does_not_answer_in_the_remaining_time_is_unavailable() {
        try (var store = store(() -> Duration.ofMillis(20), target -> Fault.DELAYED)) {
            assertThatThrownBy(() -> store.zones().find(ZONE)).isInstanceOf(StoreUnavailable.class);
        }
    }

    @Test
    void without_time_left_nothing_is_asked() {
        var asked = new AtomicInteger();
        try (var store = store(() -> Duration.ZERO, target -> {
            asked.incrementAndGet();
            return Fault.NONE;
        })) {
            assertThatThrownBy(() -> store.accounts().find(new AccountName("any")))
                    .isInstanceOf(StoreUnavailable.class);
        }
        assertThat(asked).hasValue(0);
    }

    @Test
    void a_server_that_is_not_reached_is_unavailable() {
        // The port of discarded bytes, on which nothing answers HTTP.
        var settings = new DynamoDbSettings(
                "none", Optional.of(URI.create("http://127.0.0.1:9")), Duration.ofDays(1), () -> Duration.ofSeconds(5));
        try (var store = DynamoDbStore.open(settings)) {
            assertThatThrownBy(store::ping).isInstanceOf(StoreUnavailable.class);
        }
    }

    /** A later call does not help, and the operator must see the cause. */
    @Test
    void a_missing_table_is_a_fault_of_the_installation() {
        try (var store = TestServer.store(TestServer.settings("never-created"), InstantSource.system(), Wire.PLAIN)) {
            assertThatThrownBy(store::ping).isInstanceOf(ResourceNotFoundException.class);
        }
    }
}
