package io.dynamicaccounts.dynamodb;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/**
 * Reads and writes many items in one request. The database may leave some items undone, when it throttles or the
 * answer grows too large: these are requested again, after a pause that grows while no item gets done.
 */
record BatchRequests(Table table) {

    /** The most keys that one request may read. */
    private static final int READS = 100;

    /** The most items that one request may write. */
    private static final int WRITES = 25;

    /** How many requests in a row may leave all items undone. */
    private static final int TRIES = 6;

    private static final Duration FIRST_PAUSE = Duration.ofMillis(20);

    Map<ItemKey, Item> get(Collection<ItemKey> keys) {
        List<List<Map<String, AttributeValue>>> parts =
                parts(keys.stream().distinct().map(ItemKey::attributes).toList(), READS);
        var found = new HashMap<ItemKey, Item>();
        table.parallel().map(parts, this::getPart).forEach(items -> items.forEach(item -> found.put(item.key(), item)));
        return found;
    }

    private List<Item> getPart(List<Map<String, AttributeValue>> keys) {
        var found = new ArrayList<Item>();
        untilDone(keys, left -> {
            BatchGetItemResponse response = table.within(limits -> table.client()
                    .batchGetItem(BatchGetItemRequest.builder()
                            .requestItems(Map.of(
                                    table.name(),
                                    KeysAndAttributes.builder()
                                            .keys(left)
                                            .consistentRead(true)
                                            .build()))
                            .overrideConfiguration(limits)
                            .build()));
            response.responses().getOrDefault(table.name(), List.of()).forEach(item -> found.add(Item.stored(item)));
            KeysAndAttributes undone = response.unprocessedKeys().get(table.name());
            return undone == null ? List.of() : undone.keys();
        });
        return found;
    }

    void put(Collection<Item> items) {
        write(items.stream()
                .map(item -> WriteRequest.builder()
                        .putRequest(put -> put.item(item.attributes()))
                        .build()));
    }

    void delete(Collection<ItemKey> keys) {
        write(keys.stream()
                .map(key -> WriteRequest.builder()
                        .deleteRequest(delete -> delete.key(key.attributes()))
                        .build()));
    }

    private void write(Stream<WriteRequest> writes) {
        table.parallel().map(parts(writes.toList(), WRITES), part -> {
            untilDone(
                    part,
                    left -> table.within(limits -> table.client()
                                    .batchWriteItem(BatchWriteItemRequest.builder()
                                            .requestItems(Map.of(table.name(), left))
                                            .overrideConfiguration(limits)
                                            .build()))
                            .unprocessedItems()
                            .getOrDefault(table.name(), List.of()));
            return part;
        });
    }

    /** Repeats the work with the items that it left undone and returned, until none is left. */
    private static <T> void untilDone(List<T> all, UnaryOperator<List<T>> work) {
        List<T> left = all;
        int idle = 0;
        while (!left.isEmpty()) {
            int before = left.size();
            left = work.apply(left);
            if (left.isEmpty()) {
                return;
            }
            idle = left.size() < before ? 0 : idle + 1;
            if (idle >= TRIES) {
                throw DynamoDbFailure.leftUndone(left.size());
            }
            pause(FIRST_PAUSE.multipliedBy(1L << idle), left.size());
        }
    }

    /** Pauses at random up to a bound, so that callers that were throttled together do not return together. */
    private static void pause(Duration most, int left) {
        try {
            Thread.sleep(ThreadLocalRandom.current().nextLong(most.toMillis() + 1));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw DynamoDbFailure.leftUndone(left);
        }
    }

    private static <T> List<List<T>> parts(List<T> all, int size) {
        var parts = new ArrayList<List<T>>();
        for (int from = 0; from < all.size(); from += size) {
            parts.add(all.subList(from, Math.min(all.size(), from + size)));
        }
        return parts;
    }
}
