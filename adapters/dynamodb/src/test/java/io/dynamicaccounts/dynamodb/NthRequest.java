package io.dynamicaccounts.dynamodb;

import java.util.concurrent.atomic.AtomicInteger;

/** One fault of one request after so many other requests. */
final class NthRequest implements Faults {

    private final AtomicInteger before = new AtomicInteger(-1);
    private volatile Fault fault = Fault.NONE;

    /** Sets the fault of the request after so many more. */
    void arm(int requests, Fault what) {
        fault = what;
        before.set(requests);
    }

    /** Removes the fault, and returns whether a request met it. */
    boolean disarm() {
        boolean met = before.get() < 0;
        before.set(-1);
        fault = Fault.NONE;
        return met;
    }

    @Override
    public Fault next(String target) {
        return fault != Fault.NONE && before.getAndDecrement() == 0 ? fault : Fault.NONE;
    }
}
