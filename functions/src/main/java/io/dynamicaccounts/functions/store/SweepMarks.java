package io.dynamicaccounts.functions.store;

import java.util.Optional;

/** The one mark of the sweep. */
public interface SweepMarks {

    Optional<SweepMark> read();

    /** The last writer wins: two sweeps at once do no harm. */
    void write(SweepMark mark);
}
