package io.dynamicaccounts.functions.account;

import java.time.Instant;
import java.util.List;

/**
 * The attributes of an account. Stores keep exactly these, lifecycle conditions compare only these, and lifecycle
 * changes write only these. A store maps each to a column or attribute of its own by {@link #code()} and
 * {@link #kind()}; an attribute without a value is absent.
 */
public enum Attribute implements Coded {
    NAME("NAME", Kind.TEXT),
    /** The {@link AccountState}, by its code. */
    STATE("STANDING", Kind.TEXT),
    /** Counts the writes of this account and of all earlier accounts of its name. */
    VERSION("VERSION", Kind.NUMBER),
    /** Counts the changes that agents must act on, of this account and of all earlier accounts of its name. */
    GENERATION("GENERATION", Kind.NUMBER),
    /** The {@link Source}, by its code. */
    SOURCE("SOURCE", Kind.TEXT),
    ZONE("ZONE", Kind.TEXT),
    /**
     * Present and true once the zone is certain: an operator named the zone, or one of its agents has confirmed the
     * account.
     */
    ZONE_PINNED("PINNED", Kind.FLAG),
    /** The id of the definition that agents receive. */
    DEFINITION("DEFINITION", Kind.TEXT),
    /** A kubeconfig path given with migrate or activate, which agents receive instead of the definition's. */
    KUBECONFIG_FILE("KUBECONFIG_FILE", Kind.TEXT),
    /**
     * Counts the starts that were tried again since an operator asked, the definition changed, or a start stayed
     * confirmed for long enough.
     */
    RETRIES("RETRIES", Kind.NUMBER),
    /**
     * The time since when an agent has confirmed the account without a failed start in between; absent while no
     * agent has.
     */
    CONFIRMED_SINCE("CONFIRMED", Kind.INSTANT),
    /** Counts the stops that were tried again since the last deactivation. */
    STOP_RETRIES("STOPS", Kind.NUMBER),
    /** Present and true while the account is due to be removed once it has stopped. */
    MARKED_FOR_DELETION("MARKED", Kind.FLAG),
    /** When the sweep looks at this account next; absent when the sweep has nothing to do for it. */
    DUE("DUE", Kind.INSTANT),
    /** When the start, stop or confirmation under way counts as failed. */
    DEADLINE("DEADLINE", Kind.INSTANT),
    /**
     * The zone's revision that named the stop. An agent that acknowledged this revision no longer watches the
     * account.
     */
    STOP_REVISION("STOP_REVISION", Kind.NUMBER),
    /** The zones that failed to start the account since the last activation. */
    TRIED_ZONES("TRIED_ZONES", Kind.TEXTS),
    /** Why each of {@link #TRIED_ZONES} failed, in the same order, as text for operators. */
    TRIED_REASONS("TRIED_REASONS", Kind.TEXTS),
    /** The zones whose agents may still hold the account. */
    LEFT_ZONES("LEFT_ZONES", Kind.TEXTS),
    /**
     * Those of the left zones whose agents had not acknowledged the departure when the account was last confirmed.
     */
    HOLDING_ZONES("HOLDING_ZONES", Kind.TEXTS),
    /** The text of the last transition for operators. */
    MESSAGE("MESSAGE", Kind.TEXT),
    /** The token under which the name was written for this account, as opposed to earlier accounts of the name. */
    NAME_TOKEN("NAME_TOKEN", Kind.TEXT),
    /** The token of the last writer, by which a writer recognises its own success when the response was lost. */
    WRITER("WRITER", Kind.TEXT),
    /** The {@link io.dynamicaccounts.functions.lifecycle.Event} of the last transition, by its code. */
    EVENT("EVENT", Kind.TEXT),
    /** The state before the last transition, by its code. */
    PREVIOUS_STATE("FROM", Kind.TEXT),
    /** The name of the operator, agent or function that caused the last transition. */
    ACTOR("ACTOR", Kind.TEXT),
    /** When the last transition was written, by the control plane's clock. */
    UPDATED("UPDATED", Kind.INSTANT);

    /** The Java type of a value, which every store must be able to hold. */
    public enum Kind {
        TEXT(String.class),
        NUMBER(Long.class),
        FLAG(Boolean.class),
        /** A time with millisecond precision: no store needs to keep more. */
        INSTANT(Instant.class),
        TEXTS(List.class);

        private final Class<?> type;

        Kind(Class<?> type) {
            this.type = type;
        }

        public Class<?> type() {
            return type;
        }
    }

    private final String code;
    private final Kind kind;

    Attribute(String code, Kind kind) {
        this.code = code;
        this.kind = kind;
    }

    /** {@inheritDoc} Stores and backups derive the names of their columns, attributes and fields from this code. */
    @Override
    public String code() {
        return code;
    }

    public Kind kind() {
        return kind;
    }
}
