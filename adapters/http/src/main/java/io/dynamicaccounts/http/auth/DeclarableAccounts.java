package io.dynamicaccounts.http.auth;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.dynamicaccounts.functions.account.AccountName;
import java.util.List;
import java.util.Optional;

/**
 * The accounts that a caller's agents may declare by their own configuration.
 *
 * @param patterns RE2 patterns, of which one must match the whole name
 */
public record DeclarableAccounts(List<Pattern> patterns) {

    public static final DeclarableAccounts NONE = new DeclarableAccounts(List.of());

    public static final DeclarableAccounts ALL = new DeclarableAccounts(List.of(pattern(".*")));

    public DeclarableAccounts {
        patterns = List.copyOf(patterns);
    }

    /**
     * Returns the pattern that a text is.
     *
     * @throws IllegalArgumentException "must be …"
     */
    static Pattern pattern(String text) {
        if (text.isBlank()) {
            throw new IllegalArgumentException("must be an RE2 pattern; it is blank");
        }
        try {
            return Pattern.compile(text);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException("must be an RE2 pattern (" + e.getDescription() + ")");
        }
    }

    /** Returns the pattern that a text is; empty where it is none. */
    public static Optional<Pattern> find(String text) {
        try {
            return Optional.of(pattern(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Returns whether a pattern matches the whole name of an account. */
    public boolean contain(AccountName account) {
        return patterns.stream().anyMatch(pattern -> pattern.matches(account.value()));
    }
}
