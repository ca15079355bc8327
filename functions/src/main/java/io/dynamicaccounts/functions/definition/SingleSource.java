package io.dynamicaccounts.functions.definition;

import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.account.Coded;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** One source of definitions, which says where it is and how it was last read. */
public interface SingleSource extends CredentialSource {

    /** The kinds of sources. */
    enum Kind implements Coded {
        /** The credentials that operators store in this installation. */
        STORED("stored"),
        /** A configuration file of Clouddriver. */
        FILE("file"),
        /** A running Clouddriver. */
        CLOUDDRIVER("clouddriver");

        private final String code;

        Kind(String code) {
            this.code = code;
        }

        @Override
        public String code() {
            return code;
        }
    }

    /**
     * How a source was read.
     *
     * @param read when the source was last read without an error
     * @param problems how many of its parts an operator should correct; the log names them
     * @param error why it cannot be read now, for an operator, without any content of the source
     */
    record State(Optional<Instant> read, int problems, Optional<String> error) {}

    /** Returns the kind of the source. */
    Kind kind();

    /** Returns the place of the source: a path or a URL, without any secret. */
    String where();

    /** Returns how the source was last read, without reading it. */
    State state();

    /**
     * Returns the first names that pass a filter, ascending by code unit, above a name or from the beginning.
     *
     * @param after the name above which to begin; null for the beginning
     * @throws Unreadable when the source as a whole cannot be read now
     */
    default List<AccountName> namesAfter(@Nullable AccountName after, int limit, Predicate<AccountName> filter) {
        return names().stream()
                .filter(name -> after == null || name.compareTo(after) > 0)
                .filter(filter)
                .sorted()
                .limit(limit)
                .toList();
    }

    @Override
    default Map<AccountName, Definition> find(Collection<AccountName> names) {
        Map<AccountName, Definition> all = all();
        var found = new LinkedHashMap<AccountName, Definition>();
        for (AccountName name : names) {
            Definition definition = all.get(name);
            if (definition != null) {
                found.put(name, definition);
            }
        }
        return found;
    }

    @Override
    default List<SingleSource> singles() {
        return List.of(this);
    }
}
