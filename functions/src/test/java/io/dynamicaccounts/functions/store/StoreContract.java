package io.dynamicaccounts.functions.store;

import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.account.AgentId;
import io.dynamicaccounts.functions.account.SessionId;
import io.dynamicaccounts.functions.account.ZoneId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;

/**
 * What every store must do, one subclass for each port. A store inherits them all, each opening an empty store of
 * its own, so that the functions can rely on a store that passes.
 */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
public abstract class StoreContract {

    protected static final Instant NOON = Instant.parse("2026-11-24T12:00:00.123Z");
    /** A duration finer than the precision that stores keep. */
    protected static final Duration LESS_THAN_A_MILLISECOND = Duration.ofNanos(456_789);

    protected static final ZoneId ZONE = new ZoneId("zone-a");
    protected static final ZoneId OTHER_ZONE = new ZoneId("zone-b");
    protected static final AgentId AGENT = new AgentId("agent-1");
    protected static final SessionId SESSION = new SessionId("session-1");
    protected static final SessionId OTHER_SESSION = new SessionId("session-2");
    protected static final AccountName ACCOUNT = new AccountName("account-1");

    /** The store's clock, which does not advance until a test moves it. */
    private volatile Instant now = NOON;

    protected Store store;

    /** Opens an empty store on this clock. */
    protected abstract Store open(InstantSource clock) throws Exception;

    @BeforeEach
    void openTheStore() throws Exception {
        store = open(() -> now);
    }

    @AfterEach
    void closeTheStore() {
        store.close();
    }

    protected void theClockSays(Instant instant) {
        now = instant;
    }

    protected static AccountName account(String name) {
        return new AccountName(name);
    }
}
