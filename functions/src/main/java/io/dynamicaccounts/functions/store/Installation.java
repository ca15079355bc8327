package io.dynamicaccounts.functions.store;

import io.dynamicaccounts.functions.account.Coded;
import java.time.Instant;
import java.util.Optional;

/**
 * What a store knows of the installation that it is the memory of: whose it is, and since when it counts.
 *
 * <p>A store that was restored is a memory of earlier. What was written since is lost, but those who were told of it are not: agents,
 * functions, reports under way. So an epoch begins when a restored store is adopted, and every number that fences (an account's
 * version and generation, a zone's revision, its roster's epoch and with it the numbers of registrations) is lifted to the
 * epoch's number at least. That number is the time in milliseconds since 1970, so no number of the time before is as high, were it
 * lost or not: each counts the durable writes of one item, of which there cannot have been a thousand a second since the epoch before
 * began. It stays below 2<sup>53</sup>, up to which JSON's numbers are exact, for 280,000 years.
 *
 * @param epoch the number of the epoch; zero where none was ever begun
 * @param state whether the store may be served
 * @param home where it was when it was last found in order: see {@link Installations#home()}
 * @param since when the state began
 * @param quietFrom from when on nobody acts any more on what was told before the epoch
 * @param restoring the checksum of the backup that is being restored, while one is
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

    /** As many writes of one item as there may be in a day: how much an epoch is above the one before where the clock went back. */
    private static final long OF_A_DAY = 86_400_000;

    /** How far a restored store has come. */
    public enum State implements Coded {
        /** What a backup holds is being written. */
        RESTORING("RESTORING"),
        /** Its numbers are being lifted, or what was told before has not run out yet. */
        ADOPTING("ADOPTING"),
        /** It may be served. */
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

    /** One that begins here, with nothing behind it. */
    public static Installation create(String home, Instant now) {
        return new Installation(0, State.READY, home, now, now, Optional.empty(), Optional.empty());
    }

    /** The same, to be filled from the backup of this checksum. */
    public static Installation restoring(String home, String checksum, Instant now) {
        return new Installation(0, State.RESTORING, home, now, now, Optional.of(checksum), Optional.empty());
    }

    /** The same, in a new epoch that is above another one too. */
    public Installation adopting(String newHome, long above, Instant now, Instant until) {
        long highest = Math.max(epoch, above);
        long next = now.toEpochMilli() > highest ? now.toEpochMilli() : highest + OF_A_DAY;
        return new Installation(next, State.ADOPTING, newHome, now, until, restoring, keyCheck);
    }

    /** The same, in order. */
    public Installation ready(Instant now) {
        return new Installation(epoch, State.READY, home, now, quietFrom, Optional.empty(), keyCheck);
    }

    /** The same, with this check value of the key. */
    public Installation withKeyCheck(String checkValue) {
        return new Installation(epoch, state, home, since, quietFrom, restoring, Optional.of(checkValue));
    }
}
