package io.dynamicaccounts.dynamodb;

import java.util.List;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/**
 * The layout of the table: two text keys; one sparse index of the due accounts and intents, which has keys only, so
 * that only a new due time costs a write of the index; paid by request; the table itself deletes expired items; any second of the
 * last weeks can be restored.
 */
public final class TableDefinition {

    /** The index of the accounts and credentials with a due time, by part and time. */
    static final String DUE_INDEX = "due";

    private TableDefinition() {}

    /** Returns the request that creates the table, with which a template that deploys a table is compared. */
    public static CreateTableRequest request(String name) {
        return CreateTableRequest.builder()
                .tableName(name)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(
                        attribute(ItemAttribute.PARTITION, ScalarAttributeType.S),
                        attribute(ItemAttribute.SORT, ScalarAttributeType.S),
                        attribute(ItemAttribute.DUE_SHARD, ScalarAttributeType.S),
                        attribute(AccountItem.DUE, ScalarAttributeType.N))
                .keySchema(keys(ItemAttribute.PARTITION, ItemAttribute.SORT))
                .globalSecondaryIndexes(GlobalSecondaryIndex.builder()
                        .indexName(DUE_INDEX)
                        .keySchema(keys(ItemAttribute.DUE_SHARD, AccountItem.DUE))
                        .projection(projection -> projection.projectionType(ProjectionType.KEYS_ONLY))
                        .build())
                .build();
    }

    /** Returns the attribute by which items expire, in seconds since 1970. */
    public static String expiry() {
        return ItemAttribute.EXPIRES;
    }

    private static AttributeDefinition attribute(String name, ScalarAttributeType type) {
        return AttributeDefinition.builder()
                .attributeName(name)
                .attributeType(type)
                .build();
    }

    private static List<KeySchemaElement> keys(String partition, String sort) {
        return List.of(key(partition, KeyType.HASH), key(sort, KeyType.RANGE));
    }

    private static KeySchemaElement key(String name, KeyType type) {
        return KeySchemaElement.builder().attributeName(name).keyType(type).build();
    }

    /**
     * Checks a table, and changes nothing.
     *
     * @throws UnusableTable when there is no such table, or a table of another layout
     */
    static void check(DynamoDbClient client, String name) {
        try {
            check(client.describeTable(describe -> describe.tableName(name)).table());
        } catch (ResourceNotFoundException missing) {
            throw UnusableTable.missing(name);
        }
    }

    /**
     * Checks a table by its description.
     *
     * @throws UnusableTable when the table is of another layout
     */
    static void check(TableDescription found) {
        CreateTableRequest ours = request(found.tableName());
        boolean index = found.globalSecondaryIndexes().stream()
                .filter(each -> each.indexName().equals(DUE_INDEX))
                .anyMatch(each -> each.keySchema()
                        .equals(ours.globalSecondaryIndexes().getFirst().keySchema()));
        if (!index || !found.keySchema().equals(ours.keySchema())) {
            throw UnusableTable.foreign(found.tableName());
        }
    }
}
