package io.dynamicaccounts.functions.store;

import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.account.Coded;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the automatic migration remembers of names. Every read sees every earlier write. */
public interface MigrationMarks {

    /** What is remembered of a name. */
    enum Mark implements Coded {
        /** An operator asked to remove the account, so the automatic migration leaves the name alone for good. */
        REMOVED("removed"),
        /** The automatic migration has begun to migrate and activate the name, and not noted that it ended. */
        BEGUN("begun");

        private final String code;

        Mark(String code) {
            this.code = code;
        }

        @Override
        public String code() {
            return code;
        }
    }

    /** Puts a mark on these names; names that have it keep it. */
    void put(Mark mark, Collection<AccountName> names);

    /** Takes a mark from these names, as far as they have it. */
    void remove(Mark mark, Collection<AccountName> names);

    /** Returns those of the names that have a mark. */
    Set<AccountName> among(Mark mark, Collection<AccountName> names);

    /** Returns up to {@code limit} names that have a mark, above {@code after}, ascending by code unit. */
    List<AccountName> after(Mark mark, @Nullable AccountName after, int limit);
}
