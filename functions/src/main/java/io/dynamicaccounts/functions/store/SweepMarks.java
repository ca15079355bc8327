package io.dynamicaccounts.functions.store;

import java.util.Optional;

/** The mark of the sweep, of which a store has one. */
public interface SweepMarks {

    Optional<SweepMark> read();

    /** Writes the mark. The last writer wins: two sweeps at once do no harm. */
    void write(SweepMark mark);
}
