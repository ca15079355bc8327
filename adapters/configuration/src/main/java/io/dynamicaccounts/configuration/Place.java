package io.dynamicaccounts.configuration;

import java.util.Map;
import java.util.Optional;

/** The entry that reads a configuration, with the differences between a process and a function in a cloud. */
enum Place {
    /** A process, whose tokens are in a file, and which may run without tokens on loopback. */
    PROCESS(SettingKey.AUTH_TOKEN_FILE, SettingKey.AUTH_TOKEN_SECRET, Map.of()),

    /**
     * A function, which every caller can reach, which a schedule sweeps, and whose tokens are in a secret. A gateway
     * waits for half a minute, in which every source must have been read or given up.
     */
    FUNCTION(
            SettingKey.AUTH_TOKEN_SECRET,
            SettingKey.AUTH_TOKEN_FILE,
            Map.of(
                    SettingKey.AUTH_MODE, "tokens",
                    SettingKey.SWEEP_SECONDS, "60",
                    SettingKey.S3_REQUEST_SECONDS, "6",
                    SettingKey.CLOUDDRIVER_REQUEST_SECONDS, "8",
                    SettingKey.CLOUDDRIVER_READING_SECONDS, "12"));

    private final SettingKey tokens;
    private final SettingKey tokensElsewhere;

    @SuppressWarnings("ImmutableEnumChecker") // made by Map.of
    private final Map<SettingKey, String> defaults;

    Place(SettingKey tokens, SettingKey tokensElsewhere, Map<SettingKey, String> defaults) {
        this.tokens = tokens;
        this.tokensElsewhere = tokensElsewhere;
        this.defaults = defaults;
    }

    /** Returns the key that names the place of the tokens. */
    SettingKey tokens() {
        return tokens;
    }

    /** Returns the key that names the place of the tokens for the other entry, and has no meaning for this one. */
    SettingKey tokensElsewhere() {
        return tokensElsewhere;
    }

    /** Returns the default of a key for this entry. */
    String byDefault(SettingKey key) {
        return Optional.ofNullable(defaults.get(key)).orElse(key.byDefault());
    }
}
