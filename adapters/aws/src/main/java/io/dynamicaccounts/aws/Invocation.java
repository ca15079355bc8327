package io.dynamicaccounts.aws;

import com.amazonaws.services.lambda.runtime.Context;
import io.dynamicaccounts.dynamodb.DynamoDbSettings;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * The present invocation of this environment, which handles one at a time: its id, and how much time it has left.
 * Every thread that waits for something during the invocation first reads here how long it may wait.
 */
public final class Invocation {

    /** The time that a response about missing time takes at most, with its transfer. */
    static final Duration TO_ANSWER = Duration.ofMillis(500);

    /** What is kept back while a source of accounts is read: time for the table and the answer. */
    private static final Duration AFTER_A_SOURCE = Duration.ofSeconds(5);

    private static final String ID_IN_LOG = "awsRequestId";

    private final LongSupplier nanoTime;
    private volatile @Nullable Present present;

    private record Present(String id, long end) {}

    /** Creates the state of an environment without an invocation. */
    public Invocation() {
        this(System::nanoTime);
    }

    Invocation(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** Begins an invocation, and puts its id on every line of the log. */
    public void begin(Context context) {
        present = new Present(
                context.getAwsRequestId(),
                nanoTime.getAsLong()
                        + Duration.ofMillis(context.getRemainingTimeInMillis()).toNanos());
        MDC.put(ID_IN_LOG, context.getAwsRequestId());
    }

    /** Ends the present invocation. */
    public void end() {
        MDC.remove(ID_IN_LOG);
        present = null;
    }

    /** Returns the id that Lambda gave to the invocation; empty between invocations. */
    public Optional<String> id() {
        return Optional.ofNullable(present).map(Present::id);
    }

    /**
     * Returns how much time is left after this much is kept back; not positive when none is left, and empty between
     * invocations.
     */
    public Optional<Duration> remaining(Duration keptBack) {
        return Optional.ofNullable(present)
                .map(invocation -> Duration.ofNanos(invocation.end() - nanoTime.getAsLong())
                        .minus(keptBack));
    }

    /**
     * Returns how long one call of a service may take so that there is still time to answer: at most {@link
     * DynamoDbSettings#PATIENCE}, and exactly that between invocations, as during the init.
     */
    public Duration remainingForCall() {
        return remaining(TO_ANSWER)
                .filter(left -> left.compareTo(DynamoDbSettings.PATIENCE) < 0)
                .orElse(DynamoDbSettings.PATIENCE);
    }

    /**
     * Returns how long the reading of a source of accounts may take so that there is still time to do something with
     * what was read: not positive when there is none, and nothing between invocations.
     */
    public Duration remainingForSource() {
        return remaining(AFTER_A_SOURCE).orElse(Duration.ZERO);
    }
}
