package io.dynamicaccounts.dynamodb;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.waiters.Waiter;
import software.amazon.awssdk.core.waiters.WaiterAcceptor;
import software.amazon.awssdk.core.waiters.WaiterOverrideConfiguration;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ContinuousBackupsUnavailableException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.PointInTimeRecoveryStatus;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;
import software.amazon.awssdk.services.dynamodb.model.UpdateContinuousBackupsResponse;

/**
 * Makes a table, in the three calls that it takes: the table, its expiry, its point-in-time recovery. Each step looks for what is
 * missing. So who was killed between two, or whose answers were lost, does it again; and two may do it at once.
 */
final class TableCreation {

    private static final Logger LOG = LoggerFactory.getLogger(TableCreation.class);

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);
    private static final int LOOKS = 600;

    /** A new table has its backups prepared first, which takes some seconds. */
    private static final Duration UNTIL_BACKUPS_ARE_READY = Duration.ofSeconds(2);

    private static final int ASKED_FOR_RECOVERY = 60;

    private final DynamoDbClient client;
    private final String name;

    TableCreation(DynamoDbClient client, String name) {
        this.client = client;
        this.name = name;
    }

    /**
     * Returns when the table can be used and lacks nothing; whether anything of it was missing.
     *
     * @throws UnusableTable when there is one of another layout, of which nothing was changed
     */
    boolean complete() {
        boolean created = create();
        TableDefinition.check(awaitTable());
        boolean expiring = whereKnown("items that expire", this::letItemsExpire);
        boolean recoverable = whereKnown("point-in-time recovery", this::makeRecoverable);
        return created || expiring || recoverable;
    }

    private boolean create() {
        try {
            client.createTable(TableDefinition.request(name));
            return true;
        } catch (ResourceInUseException alreadyThere) {
            return false;
        }
    }

    private TableDescription awaitTable() {
        try (var waiter = client.waiter()) {
            return waiter.waitUntilTableExists(
                            describe -> describe.tableName(name),
                            looks -> looks.backoffStrategyV2(BackoffStrategy.fixedDelay(BETWEEN_LOOKS))
                                    .maxAttempts(LOOKS))
                    .matched()
                    .response()
                    .orElseThrow()
                    .table();
        }
    }

    private boolean letItemsExpire() {
        if (itemsExpire()) {
            return false;
        }
        try {
            client.updateTimeToLive(update -> update.tableName(name)
                    .timeToLiveSpecification(expiry -> expiry.enabled(true).attributeName(ItemAttribute.EXPIRES)));
        } catch (DynamoDbException refused) {
            // As what is already so is, when the first answer was lost or another process was faster.
            if (!itemsExpire()) {
                throw refused;
            }
        }
        return true;
    }

    private boolean itemsExpire() {
        TimeToLiveStatus status = client.describeTimeToLive(describe -> describe.tableName(name))
                .timeToLiveDescription()
                .timeToLiveStatus();
        return status == TimeToLiveStatus.ENABLED || status == TimeToLiveStatus.ENABLING;
    }

    private boolean makeRecoverable() {
        if (isRecoverable()) {
            return false;
        }
        Waiter.builder(UpdateContinuousBackupsResponse.class)
                .addAcceptor(WaiterAcceptor.successOnResponseAcceptor(response -> true))
                .addAcceptor(WaiterAcceptor.retryOnExceptionAcceptor(
                        ContinuousBackupsUnavailableException.class::isInstance))
                .overrideConfiguration(WaiterOverrideConfiguration.builder()
                        .backoffStrategyV2(BackoffStrategy.fixedDelay(UNTIL_BACKUPS_ARE_READY))
                        .maxAttempts(ASKED_FOR_RECOVERY)
                        .build())
                .build()
                .run(() -> client.updateContinuousBackups(update -> update.tableName(name)
                        .pointInTimeRecoverySpecification(recovery -> recovery.pointInTimeRecoveryEnabled(true))));
        return true;
    }

    private boolean isRecoverable() {
        return client.describeContinuousBackups(describe -> describe.tableName(name))
                        .continuousBackupsDescription()
                        .pointInTimeRecoveryDescription()
                        .pointInTimeRecoveryStatus()
                == PointInTimeRecoveryStatus.ENABLED;
    }

    /** What only speaks the protocol may lack what the service has beside it. */
    private static boolean whereKnown(String what, BooleanSupplier asking) {
        try {
            return asking.getAsBoolean();
        } catch (DynamoDbException unknown) {
            if (!isUnknownOperation(unknown)) {
                throw unknown;
            }
            LOG.warn("this server knows no {}", what);
            return false;
        }
    }

    private static boolean isUnknownOperation(AwsServiceException refused) {
        return refused.awsErrorDetails() != null
                && "UnknownOperationException".equals(refused.awsErrorDetails().errorCode());
    }
}
