package io.dynamicaccounts.sqlite;

import java.util.function.IntUnaryOperator;

/** Deletes rows that may be many, without delaying the writes of other callers. */
final class Deletion {

    /** The rows of one step, which takes a few milliseconds. */
    private static final int STEP = 1_000;

    private Deletion() {}

    /**
     * Deletes until no row is left.
     *
     * @param delete deletes up to so many rows and returns how many it deleted
     */
    static void inSteps(IntUnaryOperator delete) {
        int deleted;
        do {
            deleted = delete.applyAsInt(STEP);
        } while (deleted == STEP);
    }
}
