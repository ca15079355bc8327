package io.dynamicaccounts.http.json;

import java.util.ArrayList;
import java.util.List;

/**
 * Collects everything that is wrong with one input, so that the caller can correct all of it at once. Used by one
 * thread.
 */
public final class Flaws {

    /** More than a caller reads, and a bound on the answer. */
    private static final int MOST = 100;

    private final List<Flaw> wrong = new ArrayList<>();
    private final List<Flaw> tooLarge = new ArrayList<>();
    private int count;

    /** Notes that a value is wrong. */
    public void add(Pointer at, String detail) {
        count++;
        if (wrong.size() < MOST) {
            wrong.add(new Flaw(at, detail));
        }
    }

    /** Notes that something is larger than the product accepts, whatever is in it. */
    public void addTooLarge(Pointer at, String detail) {
        count++;
        if (tooLarge.size() < MOST) {
            tooLarge.add(new Flaw(at, detail));
        }
    }

    /** Returns how many flaws were noted so far, including those that are not kept. */
    public int count() {
        return count;
    }

    /** Returns whether no flaw was noted. */
    public boolean isEmpty() {
        return count == 0;
    }

    /** Returns the first hundred flaws, apart from those of size. */
    public List<Flaw> wrong() {
        return List.copyOf(wrong);
    }

    /** Returns the first hundred flaws of size. */
    public List<Flaw> tooLarge() {
        return List.copyOf(tooLarge);
    }
}
