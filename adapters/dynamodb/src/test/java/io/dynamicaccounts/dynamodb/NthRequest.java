package io.dynamicaccounts.dynamodb;

import java.util.concurrent.atomic.AtomicInteger;

/** One fault, met by one request after so many others. */
final class NthRequest implements Faults {

    private final AtomicInteger before = new AtomicInteger(-1);
    private volatile Fault fault = Fault.NONE;

    /** The request after this many more meets it. */
    void arm(int requests, Fault what) {
        fault = what;
        before.set(requests);
    }

    /** Whether it was met; nothing is met any more. */
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
