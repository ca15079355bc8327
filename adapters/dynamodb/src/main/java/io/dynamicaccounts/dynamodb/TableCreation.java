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
 * Creates a table in three calls: the table, its expiry, and its point-in-time recovery. Each step first checks what
 * is missing, so that a process that was killed between two steps, or whose answers were lost, may repeat all steps,
 * and two processes may run at once.
 */
final class TableCreation {

    private static final Logger LOG = LoggerFactory.getLogger(TableCreation.class);

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);
    private static final int LOOKS = 600;

    /** The pause between checks while a new table prepares its backups, which takes some seconds. */
    private static final Duration UNTIL_BACKUPS_ARE_READY = Duration.ofSeconds(2);

    private static final int ASKED_FOR_RECOVERY = 60;

    private final DynamoDbClient client;
    private final String name;

    TableCreation(DynamoDbClient client, String name) {
        this.client = client;
        this.name = name;
    }

    /**
     * Creates the missing parts of the table, waits until the table can be used, and returns whether any part was
     * missing.
     *
     * @throws UnusableTable when there is a table of another layout, which was not changed
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
            // The part already exists when the first answer was lost or another process was faster.
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

    /** Sends a request that servers of the protocol other than the service may not have. */
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
