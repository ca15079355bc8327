package io.dynamicaccounts.functions.account;

import java.time.Instant;
import java.util.List;

/**
 * The attributes of an account: what a store keeps of it, and the only things that a lifecycle condition may ask about or a
 * lifecycle change may write. A store maps each to a column or attribute of its own by {@link #code()} and {@link #kind()};
 * an attribute without a value is absent.
 */
public enum Attribute implements Coded {
    NAME("NAME", Kind.TEXT),
    /** A {@link AccountState} by its code. */
    STATE("STANDING", Kind.TEXT),
    /** Counts the writes of this account, over all its lives. */
    VERSION("VERSION", Kind.NUMBER),
    /** Counts what agents must act on, over all its lives. */
    GENERATION("GENERATION", Kind.NUMBER),
    /** A {@link Source} by its code. */
    SOURCE("SOURCE", Kind.TEXT),
    ZONE("ZONE", Kind.TEXT),
    /** Present and true once the zone is certain: an operator named it, or an agent of it has confirmed the account. */
    ZONE_PINNED("PINNED", Kind.FLAG),
    /** The id of the definition that agents get. */
    DEFINITION("DEFINITION", Kind.TEXT),
    /** A kubeconfig path given with migrate or activate, which agents get instead of the definition's. */
    KUBECONFIG_FILE("KUBECONFIG_FILE", Kind.TEXT),
    /** Starts that were tried again since an operator asked, the definition changed, or a start stayed confirmed for long enough. */
    RETRIES("RETRIES", Kind.NUMBER),
    /** Since when an agent has confirmed it without a failed start in between; absent while it is not confirmed. */
    CONFIRMED_SINCE("CONFIRMED", Kind.INSTANT),
    /** Stops that were tried again since the last deactivation. */
    STOP_RETRIES("STOPS", Kind.NUMBER),
    /** Present and true while the account is to be removed once it has stopped. */
    MARKED_FOR_DELETION("MARKED", Kind.FLAG),
    /** When the sweep looks at this account next; absent when there is nothing to look for. */
    DUE("DUE", Kind.INSTANT),
    /** When the start, stop or confirmation under way counts as failed. */
    DEADLINE("DEADLINE", Kind.INSTANT),
    /** The zone's revision that named the stop: whoever acknowledged it no longer watches. */
    STOP_REVISION("STOP_REVISION", Kind.NUMBER),
    /** Zones that failed to start the account since the last activation. */
    TRIED_ZONES("TRIED_ZONES", Kind.TEXTS),
    /** Why each of {@link #TRIED_ZONES} failed, in the same order, for a human. */
    TRIED_REASONS("TRIED_REASONS", Kind.TEXTS),
    /** Zones whose agents may still know of the account. */
    LEFT_ZONES("LEFT_ZONES", Kind.TEXTS),
    /** Of these, the zones whose agents had not let go when it was last confirmed. */
    HOLDING_ZONES("HOLDING_ZONES", Kind.TEXTS),
    /** What the last transition says to a human. */
    MESSAGE("MESSAGE", Kind.TEXT),
    /** The token under which the name was written for this life. */
    NAME_TOKEN("NAME_TOKEN", Kind.TEXT),
    /** The token of the last writer, by which it recognises its own success when the answer was lost. */
    WRITER("WRITER", Kind.TEXT),
    /** The {@link io.dynamicaccounts.functions.lifecycle.Event} of the last transition by its code. */
    EVENT("EVENT", Kind.TEXT),
    /** The standing before the last transition, by its code. */
    PREVIOUS_STATE("FROM", Kind.TEXT),
    /** Who caused the last transition. */
    ACTOR("ACTOR", Kind.TEXT),
    /** When the last transition was written, by the control plane's clock. */
    UPDATED("UPDATED", Kind.INSTANT);

    /** The Java type of a value, and so what a store must be able to hold. */
    public enum Kind {
        TEXT(String.class),
        NUMBER(Long.class),
        FLAG(Boolean.class),
        /** Millisecond precision: no store need keep more. */
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

    /** {@inheritDoc} Stores and backups derive the names of their columns, attributes and fields from it. */
    @Override
    public String code() {
        return code;
    }

    public Kind kind() {
        return kind;
    }
}
