package io.dynamicaccounts.http.json;

import java.util.ArrayList;
import java.util.List;

/** Collects all that is wrong with one input, so that its writer can mend it in one go. Used by one thread. */
public final class Flaws {

    /** More than anybody reads, and a bound on the answer. */
    private static final int MOST = 100;

    private final List<Flaw> wrong = new ArrayList<>();
    private final List<Flaw> tooLarge = new ArrayList<>();
    private int count;

    public void add(Pointer at, String detail) {
        count++;
        if (wrong.size() < MOST) {
            wrong.add(new Flaw(at, detail));
        }
    }

    /** Notes that something is longer than the product takes, whatever is in it. */
    public void addTooLarge(Pointer at, String detail) {
        count++;
        if (tooLarge.size() < MOST) {
            tooLarge.add(new Flaw(at, detail));
        }
    }

    /** How many were noted so far, also beyond those that are kept. */
    public int count() {
        return count;
    }

    public boolean isEmpty() {
        return count == 0;
    }

    /** What is wrong apart from sizes: the first hundred. */
    public List<Flaw> wrong() {
        return List.copyOf(wrong);
    }

    public List<Flaw> tooLarge() {
        return List.copyOf(tooLarge);
    }
}
