package io.dynamicaccounts.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.Context;
import io.dynamicaccounts.dynamodb.DynamoDbSettings;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class InvocationTest {

    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);
    private final Invocation invocation = new Invocation(nanos::get);

    private static Context context(int millis) {
        return (Context) Proxy.newProxyInstance(
                Context.class.getClassLoader(),
                new Class<?>[] {Context.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "getAwsRequestId" -> "the-id";
                    case "getRemainingTimeInMillis" -> millis;
                    default -> throw new AssertionError(method);
                });
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    @Test
    void a_call_may_take_what_is_left_but_for_the_time_to_answer() {
        invocation.begin(context(3_000));
        assertThat(invocation.remainingForCall()).isEqualTo(Duration.ofMillis(2_500));

        pass(Duration.ofSeconds(2));
        assertThat(invocation.remainingForCall()).isEqualTo(Duration.ofMillis(500));

        pass(Duration.ofSeconds(1));
        assertThat(invocation.remainingForCall()).isNegative();
    }

    @Test
    void no_call_takes_longer_than_a_store_is_ever_given() {
        assertThat(invocation.remainingForCall()).isEqualTo(DynamoDbSettings.PATIENCE);
        invocation.begin(context(900_000));
        assertThat(invocation.remainingForCall()).isEqualTo(DynamoDbSettings.PATIENCE);
    }

    @Test
    void between_invocations_there_is_no_id_and_no_end() {
        assertThat(invocation.id()).isEmpty();
        invocation.begin(context(3_000));
        assertThat(invocation.id()).contains("the-id");
        assertThat(invocation.remaining(Duration.ofSeconds(1))).contains(Duration.ofSeconds(2));

        invocation.end();
        pass(Duration.ofHours(1));

        assertThat(invocation.id()).isEmpty();
        assertThat(invocation.remaining(Duration.ZERO)).isEmpty();
        assertThat(invocation.remainingForCall()).isEqualTo(DynamoDbSettings.PATIENCE);
    }
}
