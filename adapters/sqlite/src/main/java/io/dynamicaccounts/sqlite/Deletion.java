package io.dynamicaccounts.sqlite;

import java.util.function.IntUnaryOperator;

/** Deleting what may be much, without holding up the writes of others. */
final class Deletion {

    /** A few milliseconds' work. */
    private static final int STEP = 1_000;

    private Deletion() {}

    /** @param delete deletes up to so many rows and says how many */
    static void inSteps(IntUnaryOperator delete) {
        int deleted;
        do {
            deleted = delete.applyAsInt(STEP);
        } while (deleted == STEP);
    }
}
