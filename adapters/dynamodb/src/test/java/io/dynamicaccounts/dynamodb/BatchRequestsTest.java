package io.dynamicaccounts.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.account.AccountState;
import io.dynamicaccounts.functions.account.ZoneId;
import io.dynamicaccounts.functions.lifecycle.Event;
import io.dynamicaccounts.functions.store.History.PastTransition;
import io.dynamicaccounts.functions.store.StoreUnavailable;
import io.dynamicaccounts.functions.store.Zone;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** Tests a database that throttles: some requests of a batch are done, and the rest is left. */
@NeedsTestServer
class BatchRequestsTest {

    private static final AccountName ACCOUNT = new AccountName("account-1");

    /** Passes on so many requests of each batch, and returns the rest undone. */
    private record Stingy(int atATime) implements ExecutionInterceptor {

        private static final ExecutionAttribute<Object> LEFT = new ExecutionAttribute<>("left undone");

        @Override
        public SdkRequest modifyRequest(Context.ModifyRequest context, ExecutionAttributes attributes) {
            return switch (context.request()) {
                case BatchGetItemRequest get -> {
                    String table = get.requestItems().keySet().iterator().next();
                    List<Map<String, AttributeValue>> keys =
                            get.requestItems().get(table).keys();
                    int some = Math.min(atATime, keys.size());
                    attributes.putAttribute(LEFT, Map.of(table, reading(keys.subList(some, keys.size()))));
                    yield get.toBuilder()
                            .requestItems(Map.of(table, reading(keys.subList(0, Math.max(1, some)))))
                            .build();
                }
                case BatchWriteItemRequest put -> {
                    String table = put.requestItems().keySet().iterator().next();
                    List<WriteRequest> writes = put.requestItems().get(table);
                    int some = Math.min(atATime, writes.size());
                    attributes.putAttribute(LEFT, Map.of(table, writes.subList(some, writes.size())));
                    yield put.toBuilder()
                            .requestItems(Map.of(table, writes.subList(0, Math.max(1, some))))
                            .build();
                }
                default -> context.request();
            };
        }

        private static KeysAndAttributes reading(List<Map<String, AttributeValue>> keys) {
            return KeysAndAttributes.builder().keys(keys).consistentRead(true).build();
        }

        @Override
        @SuppressWarnings("unchecked") // put in above, by kind of request
        public SdkResponse modifyResponse(Context.ModifyResponse context, ExecutionAttributes attributes) {
            return switch (context.response()) {
                case BatchGetItemResponse got -> {
                    var left = (Map<String, KeysAndAttributes>) attributes.getAttribute(LEFT);
                    boolean none = left.values().iterator().next().keys().isEmpty();
                    yield got.toBuilder()
                            .unprocessedKeys(none ? Map.of() : left)
                            .build();
                }
                case BatchWriteItemResponse written -> {
                    var left = (Map<String, List<WriteRequest>>) attributes.getAttribute(LEFT);
                    boolean none = left.values().iterator().next().isEmpty();
                    yield written.toBuilder()
                            .unprocessedItems(none ? Map.of() : left)
                            .build();
                }
                default -> context.response();
            };
        }
    }

    private static List<PastTransition> past(int many) {
        return LongStream.rangeClosed(1, many)
                .mapToObj(version -> new PastTransition(
                        ACCOUNT,
                        version,
                        Instant.EPOCH,
                        Event.ASSIGN,
                        AccountState.TO_MIGRATE,
                        AccountState.ACTIVATING,
                        "tester",
                        Optional.empty()))
                .toList();
    }

    @Test
    void unprocessed_writes_of_a_batch_are_repeated() {
        try (var store = TestServer.emptyStore(InstantSource.system(), Wire.with(new Stingy(7)))) {
            store.history().append(past(60));

            assertThat(store.history().of(ACCOUNT, 100)).hasSize(60);
        }
    }

    @Test
    void unprocessed_reads_of_a_batch_are_repeated() {
        try (var store = TestServer.emptyStore(InstantSource.system(), Wire.with(new Stingy(40)))) {
            List<ZoneId> zones = IntStream.range(0, 130)
                    .mapToObj(i -> new ZoneId("zone-" + i))
                    .toList();
            var raised = new ArrayList<Zone>();
            zones.forEach(zone -> raised.add(store.zones().raiseRevision(zone, false)));

            assertThat(store.zones().find(zones).values()).containsExactlyElementsOf(raised);
        }
    }

    @Test
    void a_batch_without_progress_is_unavailable() {
        try (var store = TestServer.emptyStore(InstantSource.system(), Wire.with(new Stingy(0)))) {
            assertThatThrownBy(() -> store.history().append(past(3)))
                    .isInstanceOf(StoreUnavailable.class)
                    .hasMessageContaining("3 items");
            assertThatThrownBy(() -> store.zones().find(List.of(new ZoneId("zone-a"))))
                    .isInstanceOf(StoreUnavailable.class);
        }
    }
}
