package io.dynamicaccounts.functions.store;

import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.definition.EncryptedDefinition;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The credentials that operators store: definitions that Spinnaker reads and that accounts can be migrated from. Each
 * name has one present revision, and the earlier ones until they are forgotten. Every read sees every earlier write.
 */
public interface Credentials {

    /**
     * What one write made of a credential.
     *
     * @param version counts the writes of this name, deletions included; the first is 1
     * @param written when the write was made, by the control plane's clock
     * @param writer a token that no other write has
     * @param actor the operator who wrote
     * @param definition the encrypted definition, whose account is the name; empty where the write was a deletion
     * @param intent what the write asks for the account of the name; empty where it asks for nothing, and of an
     *     earlier revision
     */
    record Revision(
            AccountName name,
            long version,
            Instant written,
            String writer,
            String actor,
            Optional<EncryptedDefinition> definition,
            Optional<Intent> intent) {

        /** Creates a revision that asks for nothing. */
        public Revision(
                AccountName name,
                long version,
                Instant written,
                String writer,
                String actor,
                Optional<EncryptedDefinition> definition) {
            this(name, version, written, writer, actor, definition, Optional.empty());
        }

        public Revision {
            if (definition
                    .filter(encrypted -> !encrypted.account().equals(name))
                    .isPresent()) {
                throw new IllegalArgumentException("the definition must be of " + name);
            }
        }

        /** Returns whether the credential exists after this write. */
        public boolean exists() {
            return definition.isPresent();
        }

        /** Returns the same revision with this intent. */
        public Revision with(Optional<Intent> other) {
            return new Revision(name, version, written, writer, actor, definition, other);
        }

        /** Returns what is left to do for the account of the name. */
        public Optional<Intent> pending() {
            return intent.filter(Intent::pending);
        }
    }

    /** Returns the present revision, which may be a deletion; empty where nothing is known of the name. */
    Optional<Revision> find(AccountName name);

    /** Returns the present revisions that are known of these names, deletions included. */
    Map<AccountName, Revision> find(Collection<AccountName> names);

    /**
     * Makes a revision the present one if the present one is still the one that was read, which is kept as an earlier
     * one. A lost response makes no difference: whoever repeats the write with the same writer's token has written.
     *
     * @param read the revision that was read; empty where none was known
     * @param next the new revision, of the same name and a higher version
     * @return the revision as it was written, or the one that was found in its place
     */
    WriteResult<Revision> replace(Optional<Revision> read, Revision next);

    /**
     * Stores what became of an intent, if the revision that was read is still the present one and its intent has the
     * same due time.
     *
     * @return whether it was stored
     */
    boolean settle(Revision read, Intent next);

    /**
     * Returns up to {@code limit} present revisions, deletions included, whose intent is due, the earliest first. The
     * index may lag: one whose intent has ended is not returned, and a new one may come later.
     */
    List<Revision> due(Instant now, int limit);

    /**
     * Returns up to {@code limit} credentials that exist, ascending by code unit, from {@code first} on, which need
     * not exist, or from the beginning. Fewer are returned only where there are no more.
     */
    List<Revision> page(@Nullable AccountName first, int limit);

    /** Returns up to {@code limit} revisions of a name, the newest first, beginning with the present one. */
    List<Revision> revisions(AccountName name, int limit);

    /**
     * Passes every name of which a revision is present, deletions included, to the predicate, as {@link
     * Accounts#scan} does.
     */
    void scan(Predicate<List<AccountName>> goOn);

    /**
     * Deletes revisions that were replaced before a time, and deletions that were written before it and whose intent
     * has ended; stores that expire items by themselves do nothing.
     */
    void forgetBefore(Instant time);
}
