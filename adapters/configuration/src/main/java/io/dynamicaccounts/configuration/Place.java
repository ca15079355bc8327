package io.dynamicaccounts.configuration;

import java.util.Map;
import java.util.Optional;

/** Where a configuration is read: what differs between a process of one's own and a function in a cloud. */
enum Place {
    /** A process: its tokens are in a file, and on loopback it may do without. */
    PROCESS(Key.AUTH_TOKEN_FILE, Key.AUTH_TOKEN_SECRET, Map.of()),

    /** A function, which everybody can reach and a schedule sweeps: its tokens are in a secret. */
    FUNCTION(Key.AUTH_TOKEN_SECRET, Key.AUTH_TOKEN_FILE, Map.of(Key.AUTH_MODE, "tokens", Key.SWEEP_SECONDS, "60"));

    private final Key tokens;
    private final Key tokensElsewhere;

    @SuppressWarnings("ImmutableEnumChecker") // made by Map.of
    private final Map<Key, String> defaults;

    Place(Key tokens, Key tokensElsewhere, Map<Key, String> defaults) {
        this.tokens = tokens;
        this.tokensElsewhere = tokensElsewhere;
        this.defaults = defaults;
    }

    /** The key that says where the tokens are. */
    Key tokens() {
        return tokens;
    }

    /** The key that says so in the other place, and means nothing here. */
    Key tokensElsewhere() {
        return tokensElsewhere;
    }

    /** The default here. */
    String byDefault(Key key) {
        return Optional.ofNullable(defaults.get(key)).orElse(key.byDefault());
    }
}
