package io.dynamicaccounts.dynamodb;

import io.dynamicaccounts.functions.store.WriteResult;
import io.dynamicaccounts.functions.transition.Parallel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;
import software.amazon.awssdk.services.dynamodb.model.Select;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/**
 * The requests to the one table, each within the time that the caller has left.
 *
 * @param client sends requests, and repeats requests that may be repeated
 * @param name the name of the table
 * @param remaining how long a call may take from now
 * @param parallel runs requests that do not wait for one another
 */
record Table(DynamoDbClient client, String name, Supplier<Duration> remaining, Parallel parallel) {

    /**
     * The least that a further request of a query with a filter reads. A limit counts what is read, also what the
     * filter leaves out: a request for only the few that are still missing may find none of them.
     */
    private static final int FURTHER = 100;

    /** Reads an item with every earlier write. */
    Optional<Item> get(ItemKey key) {
        Map<String, AttributeValue> item = within(limits -> client.getItem(GetItemRequest.builder()
                        .tableName(name)
                        .key(key.attributes())
                        .consistentRead(true)
                        .overrideConfiguration(limits)
                        .build()))
                .item();
        return item.isEmpty() ? Optional.empty() : Optional.of(Item.stored(item));
    }

    /** Reads the items of these keys that exist, with every earlier write. */
    Map<ItemKey, Item> get(Collection<ItemKey> keys) {
        return new BatchRequests(this).get(keys);
    }

    /** Writes these items over any stored ones. */
    void putAll(Collection<Item> items) {
        new BatchRequests(this).put(items);
    }

    void deleteAll(Collection<ItemKey> keys) {
        new BatchRequests(this).delete(keys);
    }

    /**
     * Writes if the conditions hold. A repeated write whose first attempt succeeded and whose answer was lost is a
     * success.
     */
    WriteResult<Item> update(ConditionalUpdate update) {
        UpdateItemRequest.Builder request = update.request().tableName(name);
        try {
            Map<String, AttributeValue> after = within(limits -> client.updateItem(
                            request.overrideConfiguration(limits).build()))
                    .attributes();
            return new WriteResult.Written<>(Item.stored(after));
        } catch (ConditionalCheckFailedException refused) {
            return found(refused, update.key())
                    .<WriteResult<Item>>map(item ->
                            update.wrote(item) ? new WriteResult.Written<>(item) : new WriteResult.Rejected<>(item))
                    .orElseGet(WriteResult.Missing::new);
        }
    }

    /**
     * Returns the item for which a condition did not hold, and reads the item when the server did not send it, as
     * when there is none.
     */
    private Optional<Item> found(ConditionalCheckFailedException refused, ItemKey key) {
        return refused.hasItem() ? Optional.of(Item.stored(refused.item())) : get(key);
    }

    /** Writes an item over any stored one. */
    void put(Item item) {
        within(limits -> client.putItem(PutItemRequest.builder()
                .tableName(name)
                .item(item.attributes())
                .overrideConfiguration(limits)
                .build()));
    }

    void delete(ItemKey key) {
        within(limits -> client.deleteItem(DeleteItemRequest.builder()
                .tableName(name)
                .key(key.attributes())
                .overrideConfiguration(limits)
                .build()));
    }

    /**
     * Deletes an item if the condition holds, which it does not for a missing item, and returns whether the condition
     * held.
     */
    boolean delete(ItemKey key, ConditionClause condition) {
        var words = new Placeholders();
        try {
            within(limits -> client.deleteItem(DeleteItemRequest.builder()
                    .tableName(name)
                    .key(key.attributes())
                    .conditionExpression(condition.in(words))
                    .expressionAttributeNames(words.names())
                    .expressionAttributeValues(words.values())
                    .overrideConfiguration(limits)
                    .build()));
            return true;
        } catch (ConditionalCheckFailedException refused) {
            return false;
        }
    }

    List<Item> query(PartitionQuery query) {
        return query(query, Integer.MAX_VALUE);
    }

    /** Returns the first items of a query, up to a limit. */
    List<Item> query(PartitionQuery query, int limit) {
        return query(query.request(), limit, query.filter().isPresent() ? FURTHER : 0);
    }

    private List<Item> query(QueryRequest.Builder request, int limit, int further) {
        var found = new ArrayList<Item>();
        boolean more = true;
        int least = 0;
        while (more && found.size() < limit) {
            if (limit < Integer.MAX_VALUE) {
                request.limit(Math.max(limit - found.size(), least));
            }
            QueryResponse page = page(request);
            page.items().forEach(item -> found.add(Item.stored(item)));
            request.exclusiveStartKey(page.lastEvaluatedKey());
            more = isMoreAfter(page.lastEvaluatedKey());
            least = further;
        }
        return found.size() > limit ? found.subList(0, limit) : found;
    }

    /** Returns the items after the first so many, which are counted and not fetched; all are paid for. */
    List<Item> query(PartitionQuery query, long offset, int limit) {
        QueryRequest.Builder request = query.request();
        request.select(Select.COUNT);
        long skipped = 0;
        while (skipped < offset) {
            request.limit(Math.toIntExact(Math.min(offset - skipped, Integer.MAX_VALUE)));
            QueryResponse page = page(request);
            skipped += page.count();
            if (!isMoreAfter(page.lastEvaluatedKey())) {
                return List.of();
            }
            request.exclusiveStartKey(page.lastEvaluatedKey());
        }
        return query(request.select(Select.ALL_ATTRIBUTES), limit, 0);
    }

    long count(PartitionQuery query) {
        QueryRequest.Builder request = query.request().select(Select.COUNT);
        long counted = 0;
        boolean more = true;
        while (more) {
            QueryResponse page = page(request);
            counted += page.count();
            request.exclusiveStartKey(page.lastEvaluatedKey());
            more = isMoreAfter(page.lastEvaluatedKey());
        }
        return counted;
    }

    /** Returns the keys and due times of the items in one part of the index up to a time, the earliest first. */
    List<Item> due(String shard, AttributeValue until, int limit) {
        var words = new Placeholders();
        QueryRequest.Builder request = QueryRequest.builder()
                .indexName(TableDefinition.DUE_INDEX)
                .keyConditionExpression(
                        words.name(ItemAttribute.DUE_SHARD) + " = " + words.value(AttributeValues.text(shard)) + " AND "
                                + words.name(AccountItem.DUE) + " <= " + words.value(until))
                .expressionAttributeNames(words.names())
                .expressionAttributeValues(words.values());
        return query(request, limit, 0);
    }

    /**
     * Reads all items of the table for which a condition holds, a page at a time and in no order, until the predicate
     * returns false.
     */
    void scan(ConditionClause condition, Predicate<List<Item>> goOn) {
        var words = new Placeholders();
        ScanRequest.Builder request = ScanRequest.builder()
                .tableName(name)
                .consistentRead(true)
                .filterExpression(condition.in(words))
                .expressionAttributeNames(words.names())
                .expressionAttributeValues(words.values());
        boolean more = true;
        while (more) {
            ScanResponse page = within(
                    limits -> client.scan(request.overrideConfiguration(limits).build()));
            List<Item> found = page.items().stream().map(Item::stored).toList();
            request.exclusiveStartKey(page.lastEvaluatedKey());
            more = (found.isEmpty() || goOn.test(found)) && isMoreAfter(page.lastEvaluatedKey());
        }
    }

    /** Returns whether more pages follow. After the last page, the SDK and some servers return an empty key. */
    private static boolean isMoreAfter(Map<String, AttributeValue> lastKey) {
        return !lastKey.isEmpty();
    }

    private QueryResponse page(QueryRequest.Builder request) {
        return within(limits -> client.query(
                request.tableName(name).overrideConfiguration(limits).build()));
    }

    /** Sends a request, and ends the call when its time is over. */
    <T> T within(Function<AwsRequestOverrideConfiguration, T> call) {
        Duration left = remaining.get();
        if (!left.isPositive()) {
            throw DynamoDbFailure.outOfTime();
        }
        try {
            return call.apply(AwsRequestOverrideConfiguration.builder()
                    .apiCallTimeout(left)
                    .build());
        } catch (ConditionalCheckFailedException refused) {
            throw refused;
        } catch (SdkException failure) {
            throw DynamoDbFailure.of(failure);
        }
    }

    /** Returns the attributes of a new item: its key and its schema. */
    static Map<String, AttributeValue> item(ItemKey key) {
        var item = new HashMap<>(key.attributes());
        item.put(ItemAttribute.SCHEMA, AttributeValues.number(ItemSchema.VERSION));
        return item;
    }
}
