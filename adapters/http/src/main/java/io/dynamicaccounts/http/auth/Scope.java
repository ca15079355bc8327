package io.dynamicaccounts.http.auth;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a token may allow. */
public enum Scope {
    ACCOUNTS_READ("accounts:read"),
    ACCOUNTS_WRITE("accounts:write"),
    CREDENTIALS_READ("credentials:read"),
    CREDENTIALS_WRITE("credentials:write"),
    /** The agent protocol, for one zone. */
    AGENT("agent");

    private final String word;

    Scope(String word) {
        this.word = word;
    }

    /** Returns the scope as tokens spell it. */
    public String word() {
        return word;
    }

    /** Returns every scope by its word. */
    public static Map<String, Scope> words() {
        var words = new LinkedHashMap<String, Scope>();
        Arrays.stream(values()).forEach(scope -> words.put(scope.word, scope));
        return words;
    }
}
