package io.dynamicaccounts.functions.store;

import io.dynamicaccounts.functions.account.Coded;
import java.time.Instant;
import java.util.Optional;

/**
 * The note in a store about the installation that it belongs to: which one, and since when its numbers count.
 *
 * <p>A restored store holds an earlier state. What was written since is lost, but agents, functions and reports
 * under way may have received it. So an epoch begins when a restored store is adopted, and every number that fences
 * (an account's version and generation, a zone's revision, its roster's epoch and with it the numbers of
 * registrations) is lifted to the epoch's number at least. That number is the time in milliseconds since 1970, so no
 * number of the time before is as high, whether it was lost or not: each counts the durable writes of one item, of
 * which there cannot have been a thousand a second since the epoch before began. The number stays below
 * 2<sup>53</sup>, up to which JSON's numbers are exact, for 280,000 years.
 *
 * @param epoch the number of the epoch; zero where no epoch was ever begun
 * @param state whether the store may be served
 * @param home the name of the store when it was last ready to be served: see {@link Installations#home()}
 * @param since when the state began
 * @param quietFrom the time from which no agent or function acts any more on a response from before the epoch
 * @param restoring the checksum of the backup, while a backup is being restored
 * @param keyCheck the check value of the key that the stored secrets are encrypted with, in base 64 (see
 *     {@link io.dynamicaccounts.functions.definition.KeyCheck}); empty until a process with a key has noted one
 */
public record Installation(
        long epoch,
        State state,
        String home,
        Instant since,
        Instant quietFrom,
        Optional<String> restoring,
        Optional<String> keyCheck) {

    /**
     * How much an epoch is above the epoch before where the clock went back: as many writes of one item as there may
     * be in a day.
     */
    private static final long WRITES_OF_A_DAY = 86_400_000;

    /** The progress of a restored store. */
    public enum State implements Coded {
        /** The content of a backup is being written. */
        RESTORING("RESTORING"),
        /** The numbers of the store are being lifted, or earlier leases have not run out yet. */
        ADOPTING("ADOPTING"),
        /** The store may be served. */
        READY("READY");

        private final String code;

        State(String code) {
            this.code = code;
        }

        @Override
        public String code() {
            return code;
        }
    }

    /** Returns a new installation with no epoch and no former installation. */
    public static Installation create(String home, Instant now) {
        return new Installation(0, State.READY, home, now, now, Optional.empty(), Optional.empty());
    }

    /** Returns a new installation that is being restored from the backup of this checksum. */
    public static Installation restoring(String home, String checksum, Instant now) {
        return new Installation(0, State.RESTORING, home, now, now, Optional.of(checksum), Optional.empty());
    }

    /**
     * Returns the same installation in a new epoch, whose number is above the present one and above {@code above}.
     */
    public Installation adopting(String newHome, long above, Instant now, Instant until) {
        long highest = Math.max(epoch, above);
        long next = now.toEpochMilli() > highest ? now.toEpochMilli() : highest + WRITES_OF_A_DAY;
        return new Installation(next, State.ADOPTING, newHome, now, until, restoring, keyCheck);
    }

    /** Returns the same installation, ready to be served. */
    public Installation ready(Instant now) {
        return new Installation(epoch, State.READY, home, now, quietFrom, Optional.empty(), keyCheck);
    }

    /** Returns the same installation with this check value of the key. */
    public Installation withKeyCheck(String checkValue) {
        return new Installation(epoch, state, home, since, quietFrom, restoring, Optional.of(checkValue));
    }
}
