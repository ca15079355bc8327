package io.dynamicaccounts.dynamodb;

import java.util.concurrent.atomic.AtomicInteger;

/** Chooses the fault of each request on the wire. */
@FunctionalInterface
interface Faults {

    enum Fault {
        NONE,
        /** The connection breaks before the request reaches the server. */
        DROPPED_BEFORE,
        /** The request takes effect, and the answer is lost. */
        DROPPED_AFTER,
        /** The answer takes a while. */
        DELAYED,
        /** The server has no capacity for the request. */
        THROTTLED
    }

    /**
     * Returns the fault of the next request.
     *
     * @param target the name of the operation in the protocol
     */
    Fault next(String target);

    /** Returns faults of which only the first request of an operation meets this one. */
    static Faults onceAt(String operation, Fault fault) {
        var seen = new AtomicInteger();
        return target -> target.endsWith("." + operation) && seen.getAndIncrement() == 0 ? fault : Fault.NONE;
    }
}
