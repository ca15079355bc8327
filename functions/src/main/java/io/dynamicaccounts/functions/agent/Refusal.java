package io.dynamicaccounts.functions.agent;

import io.dynamicaccounts.functions.account.ZoneId;

/** Why an agent's call was turned away. */
public sealed interface Refusal {

    /** A newer process holds the agent's id: this one must end itself. */
    record Superseded() implements Refusal {}

    /** The id lives in another zone; an id belongs to one zone at a time. */
    record InAnotherZone(ZoneId zone) implements Refusal {}

    /** The zone has as many agents as it can hold. */
    record ZoneFull(String detail) implements Refusal {}
}
