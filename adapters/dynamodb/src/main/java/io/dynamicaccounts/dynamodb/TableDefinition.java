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
 * What the table is: two text keys; one sparse index of the accounts that are due, which carries keys alone, so that only a new due
 * time costs a write of it; paid by request; items with an expiry deleted by the table itself; any second of the last weeks
 * restorable.
 */
public final class TableDefinition {

    /** Of the accounts that are due at some time, by part and time. */
    static final String DUE_INDEX = "due";

    private TableDefinition() {}

    /** What creates the table: a template that deploys one is compared with it. */
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

    /** The attribute by which items expire: seconds since 1970. */
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
     * Changes nothing.
     *
     * @throws UnusableTable when there is no such table, or one of another layout
     */
    static void check(DynamoDbClient client, String name) {
        try {
            check(client.describeTable(describe -> describe.tableName(name)).table());
        } catch (ResourceNotFoundException missing) {
            throw UnusableTable.missing(name);
        }
    }

    /**
     * Of one that was described.
     *
     * @throws UnusableTable when it is of another layout
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
