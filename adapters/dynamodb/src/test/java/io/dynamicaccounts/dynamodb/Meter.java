package io.dynamicaccounts.dynamodb;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/**
 * Counts the requests of a store to the database, with repeats, and the consumed capacity of the answers. Answers may
 * not state the capacity of the index, whose writes are computed: one for a due time that was set or removed, two for
 * one that changed.
 */
final class Meter implements ExecutionInterceptor {

    private final Map<String, Integer> requests = new TreeMap<>();
    private final Map<String, Optional<AttributeValue>> dueTimes = new HashMap<>();
    private final Map<String, Double> reads = new TreeMap<>();
    private double writes;
    private int indexWrites;

    /**
     * The cost of calls.
     *
     * @param requests by operation
     * @param readsBy read units, by operation
     * @param writes write units of the table
     * @param indexWrites write units of the index
     */
    record Cost(Map<String, Integer> requests, Map<String, Double> readsBy, double writes, int indexWrites) {

        int allRequests() {
            return requests.values().stream().mapToInt(Integer::intValue).sum();
        }

        int requests(String operation) {
            return requests.getOrDefault(operation, 0);
        }

        double reads() {
            return readsBy.values().stream().mapToDouble(Double::doubleValue).sum();
        }

        double reads(String operation) {
            return readsBy.getOrDefault(operation, 0.0);
        }

        double allWrites() {
            return writes + indexWrites;
        }
    }

    @Override
    public SdkRequest modifyRequest(Context.ModifyRequest context, ExecutionAttributes attributes) {
        var total = ReturnConsumedCapacity.TOTAL;
        return switch (context.request()) {
            case GetItemRequest it ->
                it.toBuilder().returnConsumedCapacity(total).build();
            case QueryRequest it -> it.toBuilder().returnConsumedCapacity(total).build();
            case BatchGetItemRequest it ->
                it.toBuilder().returnConsumedCapacity(total).build();
            case UpdateItemRequest it ->
                it.toBuilder().returnConsumedCapacity(total).build();
            case PutItemRequest it ->
                it.toBuilder().returnConsumedCapacity(total).build();
            case DeleteItemRequest it ->
                it.toBuilder().returnConsumedCapacity(total).build();
            case BatchWriteItemRequest it ->
                it.toBuilder().returnConsumedCapacity(total).build();
            default -> context.request();
        };
    }

    @Override
    public synchronized void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
        String operation = context.request().getClass().getSimpleName().replace("Request", "");
        requests.merge(operation, 1, Integer::sum);
    }

    @Override
    public synchronized void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
        switch (context.response()) {
            case GetItemResponse it -> read("GetItem", List.of(it.consumedCapacity()));
            case QueryResponse it -> read("Query", List.of(it.consumedCapacity()));
            case BatchGetItemResponse it -> read("BatchGetItem", it.consumedCapacity());
            case UpdateItemResponse it -> {
                written(List.of(it.consumedCapacity()));
                indexed(((UpdateItemRequest) context.request()).key(), it.attributes());
            }
            case PutItemResponse it -> written(List.of(it.consumedCapacity()));
            case DeleteItemResponse it -> written(List.of(it.consumedCapacity()));
            case BatchWriteItemResponse it -> written(it.consumedCapacity());
            default -> {}
        }
    }

    /** Counts a write whose condition does not hold like any other, because it is paid for. */
    @Override
    public synchronized void onExecutionFailure(Context.FailedExecution context, ExecutionAttributes attributes) {
        if (context.exception() instanceof ConditionalCheckFailedException) {
            writes += 1;
        }
    }

    private void read(String operation, Collection<ConsumedCapacity> consumed) {
        reads.merge(operation, units(consumed), Double::sum);
    }

    private void written(Collection<ConsumedCapacity> consumed) {
        writes += units(consumed);
    }

    private static double units(Collection<ConsumedCapacity> consumed) {
        return consumed.stream().mapToDouble(ConsumedCapacity::capacityUnits).sum();
    }

    private void indexed(Map<String, AttributeValue> key, Map<String, AttributeValue> after) {
        Optional<AttributeValue> due = Optional.ofNullable(after.get(ItemAttribute.DUE_SHARD))
                .flatMap(shard -> Optional.ofNullable(after.get(AccountItem.DUE)));
        Optional<AttributeValue> before = dueTimes.getOrDefault(key.toString(), Optional.empty());
        dueTimes.put(key.toString(), due);
        if (!due.equals(before)) {
            indexWrites += (before.isPresent() ? 1 : 0) + (due.isPresent() ? 1 : 0);
        }
    }

    /** Returns the cost since the last call. */
    synchronized Cost take() {
        var cost = new Cost(new TreeMap<>(requests), new TreeMap<>(reads), writes, indexWrites);
        requests.clear();
        reads.clear();
        writes = 0;
        indexWrites = 0;
        return cost;
    }
}
