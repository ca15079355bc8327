package io.dynamicaccounts.http.auth;

import java.time.Instant;
import java.util.function.Predicate;
import org.slf4j.Logger;

/** A place that lists tokens in the form of a token file, and the words by which operators know the place. */
public sealed interface TokenSource permits TokenFile, TokenSecret {

    /**
     * One attempt to read a source.
     *
     * @param outdated whether the source is to be read again at an instant; asked at every request, by several
     *     threads at once
     */
    record Reading(Result result, Predicate<Instant> outdated) {}

    /** The result of an attempt. */
    sealed interface Result permits Listed, Failure {}

    /** The source lists these tokens. */
    record Listed(TokenList tokens) implements Result {}

    /**
     * The source has no usable list. None of the texts holds a value from the source.
     *
     * @param what is wrong, as every caller may read it: "is unusable"
     * @param detail what the log says in addition, from its punctuation on
     * @param reason the same as a sentence of its own, for an operator who starts a process
     */
    record Failure(String what, String detail, String reason) implements Result {

        static Failure malformed(String reason) {
            return new Failure("is unusable", ": " + reason, reason);
        }

        /**
         * Returns a failure that names the type of the exception alone: the message may quote what the source holds.
         */
        static Failure unreadable(Exception e) {
            String type = " (" + e.getClass().getSimpleName() + ")";
            return new Failure("cannot be read", type, "it cannot be read" + type);
        }
    }

    /** Reads the source. Never throws for what the source holds, or for a source that is gone. */
    Reading read(Instant now);

    /** Returns the name of the place, for the log. */
    String place();

    /** Returns whether the source is read again only after it was written, and not at intervals. */
    boolean isReadOnChange();

    /** Returns the log of the source. */
    Logger log();

    /** Returns the message of a start that this failure prevents. */
    String unusable(Failure failure);

    /**
     * Returns what the log says of a failure to read newer tokens.
     *
     * @param held which tokens still hold, in words
     */
    String logged(Failure failure, String held);

    /**
     * Returns what every caller may read of a failure to read newer tokens.
     *
     * @param held which tokens still hold, in words
     */
    String trouble(Failure failure, String held);
}
