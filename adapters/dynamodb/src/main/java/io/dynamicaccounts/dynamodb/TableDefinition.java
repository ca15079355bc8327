package io.dynamicaccounts.dynamodb;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/**
 * What the table is: two text keys; one sparse index of the accounts that are due, which carries keys alone, so that only a new due
 * time costs a write of it; paid by request; items with an expiry deleted by the table itself; any second of the last weeks
 * restorable.
 */
public final class TableDefinition {

    private static final Logger LOG = LoggerFactory.getLogger(TableDefinition.class);

    /** Of the accounts that are due at some time, by part and time. */
    static final String DUE_INDEX = "due";

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);
    private static final int LOOKS = 600;

    private TableDefinition() {}

    /** What creates the table: a template that deploys one is compared with it. */
    public static CreateTableRequest request(String name) {
        return CreateTableRequest.builder()
                .tableName(name)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(
                        attribute(Name.PARTITION, ScalarAttributeType.S),
                        attribute(Name.SORT, ScalarAttributeType.S),
                        attribute(Name.DUE_SHARD, ScalarAttributeType.S),
                        attribute(AccountItem.DUE, ScalarAttributeType.N))
                .keySchema(keys(Name.PARTITION, Name.SORT))
                .globalSecondaryIndexes(GlobalSecondaryIndex.builder()
                        .indexName(DUE_INDEX)
                        .keySchema(keys(Name.DUE_SHARD, AccountItem.DUE))
                        .projection(projection -> projection.projectionType(ProjectionType.KEYS_ONLY))
                        .build())
                .build();
    }

    /** The attribute by which items expire: seconds since 1970. */
    public static String expiry() {
        return Name.EXPIRES;
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

    /** Creates the table if there is none of this name, and returns when it can be used; whether there was none. */
    static boolean create(DynamoDbClient client, String name) {
        try {
            client.createTable(request(name));
        } catch (ResourceInUseException alreadyThere) {
            return false;
        }
        try (var waiter = client.waiter()) {
            waiter.waitUntilTableExists(
                    describe -> describe.tableName(name),
                    looks -> looks.backoffStrategyV2(BackoffStrategy.fixedDelay(BETWEEN_LOOKS))
                            .maxAttempts(LOOKS));
        }
        whereKnown(
                client,
                "items that expire",
                asking -> asking.updateTimeToLive(update -> update.tableName(name)
                        .timeToLiveSpecification(expiry -> expiry.enabled(true).attributeName(Name.EXPIRES))));
        whereKnown(
                client,
                "point-in-time recovery",
                asking -> asking.updateContinuousBackups(update -> update.tableName(name)
                        .pointInTimeRecoverySpecification(recovery -> recovery.pointInTimeRecoveryEnabled(true))));
        return true;
    }

    /**
     * Changes nothing.
     *
     * @throws UnusableTable when there is no such table, or one of another layout
     */
    static void check(DynamoDbClient client, String name) {
        try {
            TableDescription found =
                    client.describeTable(describe -> describe.tableName(name)).table();
            CreateTableRequest ours = request(name);
            boolean index = found.globalSecondaryIndexes().stream()
                    .filter(each -> each.indexName().equals(DUE_INDEX))
                    .anyMatch(each -> each.keySchema()
                            .equals(ours.globalSecondaryIndexes().getFirst().keySchema()));
            if (!index || !found.keySchema().equals(ours.keySchema())) {
                throw UnusableTable.foreign(name);
            }
        } catch (ResourceNotFoundException missing) {
            throw UnusableTable.missing(name);
        }
    }

    /** What only speaks the protocol may lack what the service has beside it. */
    private static void whereKnown(DynamoDbClient client, String what, Consumer<DynamoDbClient> asking) {
        try {
            asking.accept(client);
        } catch (DynamoDbException unknown) {
            if (!isUnknownOperation(unknown)) {
                throw unknown;
            }
            LOG.warn("this server knows no {}", what);
        }
    }

    private static boolean isUnknownOperation(AwsServiceException refused) {
        return refused.awsErrorDetails() != null
                && "UnknownOperationException".equals(refused.awsErrorDetails().errorCode());
    }
}
