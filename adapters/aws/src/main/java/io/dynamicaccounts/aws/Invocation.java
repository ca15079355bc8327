package io.dynamicaccounts.aws;

import com.amazonaws.services.lambda.runtime.Context;
import io.dynamicaccounts.dynamodb.DynamoDbSettings;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * The present invocation of this environment, of which there is one at a time: its id, and how much time it has left. Whoever waits
 * for anything on its behalf, in whichever thread, asks here first how long.
 */
public final class Invocation {

    /** What it takes at most to say that there was no time, and to be heard. */
    static final Duration TO_ANSWER = Duration.ofMillis(500);

    private static final String ID_IN_LOG = "awsRequestId";

    private final LongSupplier nanoTime;
    private volatile @Nullable Present present;

    private record Present(String id, long end) {}

    /** None yet. */
    public Invocation() {
        this(System::nanoTime);
    }

    Invocation(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** One has begun; its id is on every line of the log. */
    public void begin(Context context) {
        present = new Present(
                context.getAwsRequestId(),
                nanoTime.getAsLong()
                        + Duration.ofMillis(context.getRemainingTimeInMillis()).toNanos());
        MDC.put(ID_IN_LOG, context.getAwsRequestId());
    }

    /** It is over. */
    public void end() {
        MDC.remove(ID_IN_LOG);
        present = null;
    }

    /** The id that Lambda gave it; empty between invocations. */
    public Optional<String> id() {
        return Optional.ofNullable(present).map(Present::id);
    }

    /** How much time is left when so much is kept back; not positive when none is, and empty between invocations. */
    public Optional<Duration> remaining(Duration keptBack) {
        return Optional.ofNullable(present)
                .map(it -> Duration.ofNanos(it.end() - nanoTime.getAsLong()).minus(keptBack));
    }

    /**
     * How long one call of a service may take so that there is still time to answer: never longer than
     * {@link DynamoDbSettings#PATIENCE}, and that between invocations, as during the init.
     */
    public Duration remainingForCall() {
        return remaining(TO_ANSWER)
                .filter(left -> left.compareTo(DynamoDbSettings.PATIENCE) < 0)
                .orElse(DynamoDbSettings.PATIENCE);
    }
}
