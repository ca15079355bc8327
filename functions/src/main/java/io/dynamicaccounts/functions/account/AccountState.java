package io.dynamicaccounts.functions.account;

import java.util.NoSuchElementException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where an account stands, as the lifecycle and the stores know it: the {@link VisibleState} that operators see, with FAILED
 * told apart by what failed (a failed stop must never be retried as a start), and REMOVED, the tombstone that nobody sees.
 *
 * <p>A name that no store has ever held stands at {@link #REMOVED} too.
 */
public enum AccountState implements Coded {
    REMOVED("REMOVED", null, Work.NONE),
    INACTIVE("INACTIVE", VisibleState.INACTIVE, Work.NONE),
    TO_MIGRATE("TO_MIGRATE", VisibleState.TO_MIGRATE, Work.NONE),
    ACTIVATING("ACTIVATING", VisibleState.ACTIVATING, Work.WATCH),
    ACTIVE("ACTIVE", VisibleState.ACTIVE, Work.WATCH),
    ORPHANED("ORPHANED", VisibleState.ORPHANED, Work.WATCH),
    /** A start was reported failed by every agent, or was not confirmed in time. */
    FAILED_STARTING("FAILED_STARTING", VisibleState.FAILED, Work.NONE),
    /** Nobody lives in the zone who could have started it. */
    FAILED_NO_AGENT("FAILED_NO_AGENT", VisibleState.FAILED, Work.NONE),
    /** An agent could not stop it, or did not say so in time. */
    FAILED_STOPPING("FAILED_STOPPING", VisibleState.FAILED, Work.STOP),
    TO_DEACTIVATE("TO_DEACTIVATE", VisibleState.TO_DEACTIVATE, Work.STOP),
    DEACTIVATING("DEACTIVATING", VisibleState.DEACTIVATING, Work.STOP);

    /** What a zone's agents are told to do with an account. */
    public enum Work {
        WATCH,
        STOP,
        NONE
    }

    private final String code;
    private final @Nullable VisibleState visibleState;
    private final Work work;

    AccountState(String code, @Nullable VisibleState state, Work work) {
        this.code = code;
        this.visibleState = state;
        this.work = work;
    }

    @Override
    public String code() {
        return code;
    }

    /** The state an operator sees; empty for a removed account, which no operator sees. */
    public Optional<VisibleState> visibleState() {
        return Optional.ofNullable(visibleState);
    }

    /**
     * The state of an account that is known to exist.
     *
     * @throws NoSuchElementException for a removed one
     */
    public VisibleState requireVisibleState() {
        return visibleState().orElseThrow(() -> new NoSuchElementException("a removed account has no state"));
    }

    /** What the zone's agents do while an account stands here; an account that waits to be taken is nobody's work yet. */
    public Work work() {
        return work;
    }
}
