package io.dynamicaccounts.functions.account;

import java.util.NoSuchElementException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The state of an account, as the lifecycle and the stores use it: the {@link VisibleState} that operators see,
 * except that FAILED is divided by what failed (a failed stop must never be retried as a start), and that REMOVED,
 * the state of tombstones, is added, which no operator sees.
 *
 * <p>A name that no store has ever held counts as {@link #REMOVED} too.
 */
public enum AccountState implements Coded {
    REMOVED("REMOVED", null, Work.NONE),
    INACTIVE("INACTIVE", VisibleState.INACTIVE, Work.NONE),
    TO_MIGRATE("TO_MIGRATE", VisibleState.TO_MIGRATE, Work.NONE),
    ACTIVATING("ACTIVATING", VisibleState.ACTIVATING, Work.WATCH),
    ACTIVE("ACTIVE", VisibleState.ACTIVE, Work.WATCH),
    ORPHANED("ORPHANED", VisibleState.ORPHANED, Work.WATCH),
    /** Every agent reported that the start failed, or no agent confirmed the start in time. */
    FAILED_STARTING("FAILED_STARTING", VisibleState.FAILED, Work.NONE),
    /** The zone had no live agent that could have started the account. */
    FAILED_NO_AGENT("FAILED_NO_AGENT", VisibleState.FAILED, Work.NONE),
    /** An agent could not stop the account, or did not report the stop in time. */
    FAILED_STOPPING("FAILED_STOPPING", VisibleState.FAILED, Work.STOP),
    TO_DEACTIVATE("TO_DEACTIVATE", VisibleState.TO_DEACTIVATE, Work.STOP),
    DEACTIVATING("DEACTIVATING", VisibleState.DEACTIVATING, Work.STOP);

    /** What the agents of a zone must do with an account. */
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

    /** Returns the state that an operator sees; empty for a removed account, which no operator sees. */
    public Optional<VisibleState> visibleState() {
        return Optional.ofNullable(visibleState);
    }

    /**
     * Returns the state that an operator sees of an account that is known to exist.
     *
     * @throws NoSuchElementException for a removed account
     */
    public VisibleState requireVisibleState() {
        return visibleState().orElseThrow(() -> new NoSuchElementException("a removed account has no state"));
    }

    /**
     * Returns what the zone's agents do while an account has this state. An account that waits to be claimed is no
     * agent's work yet.
     */
    public Work work() {
        return work;
    }
}
