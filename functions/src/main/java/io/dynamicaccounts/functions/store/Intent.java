package io.dynamicaccounts.functions.store;

import io.dynamicaccounts.functions.account.Coded;
import java.time.Instant;
import java.util.Optional;

/**
 * What a write of a credential asks for the account of its name, where the interceptor is on. It is stored in the
 * same write as the credential, so that the sweep carries out what the function that wrote it did not live to do.
 *
 * @param due when the sweep takes it up next; empty once it has ended
 * @param tries how often it was taken up without coming to its end
 * @param basis what was found when it was written, by which a later change of others is recognised: the id of the
 *     definition of the account or tombstone, or, to delete it, the token of the account's name
 * @param note what an account that it creates tells operators
 * @param outcome why it has not ended yet, or what operators should know of its end
 */
public record Intent(
        Kind kind,
        Optional<Instant> due,
        int tries,
        Optional<String> basis,
        Optional<String> note,
        Optional<String> outcome) {

    /** What is asked for. */
    public enum Kind implements Coded {
        /** The account is migrated and activated. */
        CREATE("create"),
        /** The account, if there is one, receives the definition. */
        UPDATE("update"),
        /** The account, if there is one, is deactivated and removed. */
        DELETE("delete");

        private final String code;

        Kind(String code) {
            this.code = code;
        }

        @Override
        public String code() {
            return code;
        }
    }

    /** Returns an intent of which nothing has been done yet. */
    public static Intent of(Kind kind, Instant due, Optional<String> basis, Optional<String> note) {
        return new Intent(kind, Optional.of(due), 0, basis, note, Optional.empty());
    }

    /** Returns whether something is left to do. */
    public boolean pending() {
        return due.isPresent();
    }

    /** Returns the intent with nothing left to do. */
    public Intent ended(Optional<String> told) {
        return new Intent(kind, Optional.empty(), tries, basis, note, told);
    }

    /** Returns the intent, to be taken up once more. */
    public Intent again(Instant next, String why) {
        return new Intent(kind, Optional.of(next), tries + 1, basis, note, Optional.of(why));
    }
}
