package io.dynamicaccounts.dynamodb;

import io.dynamicaccounts.functions.store.StoreUnavailable;
import java.time.Duration;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.exception.SdkServiceException;

/** Converts failures of the database to the exceptions of the ports. */
final class DynamoDbFailure {

    private static final Duration LATER = Duration.ofSeconds(1);

    /** How long a deployment may take. */
    private static final Duration MUCH_LATER = Duration.ofSeconds(30);

    private DynamoDbFailure() {}

    /**
     * Returns {@link StoreUnavailable} for throttling, timeouts and faults of the service, and a wrong request or a
     * missing table as it is.
     */
    static RuntimeException of(SdkException failure) {
        return switch (failure) {
            case SdkServiceException answered
            when answered.isThrottlingException() -> unavailable("the database throttles", answered);
            case SdkServiceException answered
            when answered.statusCode() >= 500 -> unavailable("the database failed", answered);
            case SdkClientException silent -> unavailable("the database did not answer", silent);
            default -> failure;
        };
    }

    /** Runs a call with its failures converted. */
    static <T> T translated(Supplier<T> call) {
        try {
            return call.get();
        } catch (SdkException failure) {
            throw of(failure);
        }
    }

    static StoreUnavailable unavailable(String message, SdkException cause) {
        return new StoreUnavailable(message, LATER, cause);
    }

    static StoreUnavailable outOfTime() {
        return new StoreUnavailable("no time is left to ask the database", LATER, null);
    }

    static StoreUnavailable contended(ItemKey key) {
        return new StoreUnavailable("the item " + key.sort() + " is changing too fast", LATER, null);
    }

    static StoreUnavailable newerSchema(long found) {
        return new StoreUnavailable(
                "the table holds items of schema %d, which a newer version of this program wrote; this one knows %d: run the newer one"
                        .formatted(found, ItemSchema.VERSION),
                MUCH_LATER,
                null);
    }

    static StoreUnavailable leftUndone(int items) {
        return new StoreUnavailable("the database left " + items + " items of a batch undone", LATER, null);
    }
}
