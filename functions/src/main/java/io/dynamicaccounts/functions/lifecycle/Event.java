package io.dynamicaccounts.functions.lifecycle;

import java.util.Locale;

/** What can happen to an account. {@link Lifecycle} says from where, under which guards, and to what. */
public enum Event {
    PROVISION,
    ACTIVATE,
    MOVE,
    ASSIGN,
    CONFIRM,
    START_FAILED,
    TRY_NEXT_ZONE,
    RETRY,
    RELEASE,
    NO_TAKER,
    REQUEUE,
    REDEFINE,
    REASSIGN,
    ORPHAN,
    DEACTIVATE,
    STOP_SENT,
    STOPPED,
    STOP_FAILED,
    STOP_AGAIN,
    DELETE,
    DECLARE,
    REDECLARE,
    WITHDRAW,
    ADOPT;

    /** As a human reads it, in the history, in refusals and in the diagram: {@code "stop sent"}. */
    public String words() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
