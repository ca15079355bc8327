package io.dynamicaccounts.configuration;

import java.util.Map;
import java.util.Optional;

/** Where a configuration is read: what differs between a process of one's own and a function in a cloud. */
enum Place {
    /** A process: its tokens are in a file, and on loopback it may do without. */
    PROCESS(SettingKey.AUTH_TOKEN_FILE, SettingKey.AUTH_TOKEN_SECRET, Map.of()),

    /** A function, which everybody can reach and a schedule sweeps: its tokens are in a secret. */
    FUNCTION(
            SettingKey.AUTH_TOKEN_SECRET,
            SettingKey.AUTH_TOKEN_FILE,
            Map.of(SettingKey.AUTH_MODE, "tokens", SettingKey.SWEEP_SECONDS, "60"));

    private final SettingKey tokens;
    private final SettingKey tokensElsewhere;

    @SuppressWarnings("ImmutableEnumChecker") // made by Map.of
    private final Map<SettingKey, String> defaults;

    Place(SettingKey tokens, SettingKey tokensElsewhere, Map<SettingKey, String> defaults) {
        this.tokens = tokens;
        this.tokensElsewhere = tokensElsewhere;
        this.defaults = defaults;
    }

    /** The key that says where the tokens are. */
    SettingKey tokens() {
        return tokens;
    }

    /** The key that says so in the other place, and means nothing here. */
    SettingKey tokensElsewhere() {
        return tokensElsewhere;
    }

    /** The default here. */
    String byDefault(SettingKey key) {
        return Optional.ofNullable(defaults.get(key)).orElse(key.byDefault());
    }
}
