package io.dynamicaccounts.functions.lifecycle;

import io.dynamicaccounts.functions.account.Coded;
import java.util.Locale;

/** What can happen to an account. {@link Lifecycle} says from where, under which guards, and to what. */
public enum Event implements Coded {
    PROVISION("PROVISION"),
    ACTIVATE("ACTIVATE"),
    MOVE("MOVE"),
    ASSIGN("ASSIGN"),
    CONFIRM("CONFIRM"),
    START_FAILED("START_FAILED"),
    TRY_NEXT_ZONE("TRY_NEXT_ZONE"),
    RETRY("RETRY"),
    RELEASE("RELEASE"),
    NO_TAKER("NO_TAKER"),
    REQUEUE("REQUEUE"),
    REDEFINE("REDEFINE"),
    REASSIGN("REASSIGN"),
    ORPHAN("ORPHAN"),
    DEACTIVATE("DEACTIVATE"),
    STOP_SENT("STOP_SENT"),
    STOPPED("STOPPED"),
    STOP_FAILED("STOP_FAILED"),
    STOP_AGAIN("STOP_AGAIN"),
    DELETE("DELETE"),
    DECLARE("DECLARE"),
    REDECLARE("REDECLARE"),
    WITHDRAW("WITHDRAW"),
    ADOPT("ADOPT");

    private final String code;

    Event(String code) {
        this.code = code;
    }

    @Override
    public String code() {
        return code;
    }

    /** As a human reads it, in the history, in refusals and in the diagram: {@code "stop sent"}. */
    public String label() {
        return code.toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
