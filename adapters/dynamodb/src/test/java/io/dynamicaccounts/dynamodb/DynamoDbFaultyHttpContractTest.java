package io.dynamicaccounts.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import io.dynamicaccounts.dynamodb.Faults.Fault;
import io.dynamicaccounts.http.InProcess;
import io.dynamicaccounts.http.contract.Fixture;
import io.dynamicaccounts.http.contract.HttpContract;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;

/** Tests that callers of the whole API notice no fault while some requests to the database fail. */
@NeedsTestServer
class DynamoDbFaultyHttpContractTest extends HttpContract {

    private static final int EVERY = 61;

    private static final Fault[] IN_TURN = {
        Fault.DROPPED_BEFORE, Fault.DROPPED_AFTER, Fault.DELAYED, Fault.DROPPED_AFTER, Fault.THROTTLED
    };

    private final AtomicInteger requests = new AtomicInteger();

    private Fault next(String target) {
        int number = requests.incrementAndGet();
        return number % EVERY == 0 ? IN_TURN[number / EVERY % IN_TURN.length] : Fault.NONE;
    }

    @AfterAll
    void faultsWereMet() {
        assertThat(requests.get() / EVERY).isGreaterThan(50);
    }

    @Override
    protected Fixture fixture() {
        return deployment ->
                InProcess.of(deployment, TestServer.emptyStore(InstantSource.system(), Wire.with(this::next)));
    }
}
