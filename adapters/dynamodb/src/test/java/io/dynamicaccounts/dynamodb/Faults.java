package io.dynamicaccounts.dynamodb;

import java.util.concurrent.atomic.AtomicInteger;

/** What becomes of each request on the wire. */
@FunctionalInterface
interface Faults {

    enum Fault {
        NONE,
        /** The connection breaks before the server has heard of it. */
        DROPPED_BEFORE,
        /** It takes effect, and the answer is lost. */
        DROPPED_AFTER,
        /** The answer takes a while. */
        DELAYED,
        /** The server has no capacity for it. */
        THROTTLED
    }

    /**
     * What becomes of the next request.
     *
     * @param target the operation, as the protocol names it
     */
    Fault next(String target);

    /** The first request of an operation meets this, and nothing else does. */
    static Faults onceAt(String operation, Fault fault) {
        var seen = new AtomicInteger();
        return target -> target.endsWith("." + operation) && seen.getAndIncrement() == 0 ? fault : Fault.NONE;
    }
}
