package io.dynamicaccounts.aws;

import io.dynamicaccounts.configuration.Configuration;
import io.dynamicaccounts.configuration.Configuration.Auth;
import io.dynamicaccounts.configuration.Misconfigured;
import io.dynamicaccounts.configuration.SettingKey;
import io.dynamicaccounts.configuration.SourceSettings;
import io.dynamicaccounts.entry.ConfiguredSources;
import io.dynamicaccounts.functions.definition.CredentialSource;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The checked configuration of a function, read from its environment and from nothing else.
 *
 * @param table the name of the store's table
 * @param key the key that wraps the keys of secrets; empty where the function encrypts and decrypts no secret
 * @param credentials a Clouddriver configuration file from which accounts are migrated
 * @param configuration the configuration that every entry has
 */
public record LambdaConfiguration(
        Role role, String table, Optional<String> key, Optional<Path> credentials, Configuration configuration) {

    static final String TABLE = "DYNAMIC_ACCOUNTS_TABLE";
    static final String KEY = "DYNAMIC_ACCOUNTS_KMS_KEY_ID";
    static final String CREDENTIALS = "DYNAMIC_ACCOUNTS_CREDENTIALS_FILE";
    /** Set where one environment runs several invocations at a time. */
    static final String CONCURRENCY = "AWS_LAMBDA_MAX_CONCURRENCY";

    static final String TOKENS = "DYNAMIC_ACCOUNTS_AUTH_TOKEN_SECRET";

    /**
     * Reads the configuration.
     *
     * @param environment the variables by name
     * @throws Misconfigured with all problems; the message names the variables and their correct values
     */
    public static LambdaConfiguration read(Map<String, String> environment) {
        Role role = Role.in(environment);
        Configuration configuration = Configuration.ofFunction(environment);
        var problems = new ArrayList<String>();
        Optional<String> table = given(environment, TABLE);
        if (table.isEmpty()) {
            problems.add(TABLE + " must be the name of the table");
        }
        Optional<String> key = given(environment, KEY);
        if (role.encrypts() && key.isEmpty()) {
            problems.add(KEY + " must be the id, ARN or alias of the key that wraps the keys of secrets");
        }
        if (role.hasCallers() && configuration.auth() instanceof Auth.None) {
            problems.add(TOKENS + " must be the name or ARN of the secret that lists the tokens, unless "
                    + SettingKey.AUTH_MODE.variable() + " is oidc");
        }
        if (given(environment, CONCURRENCY).filter(most -> !most.equals("1")).isPresent()) {
            problems.add(CONCURRENCY + " must be 1, or not set: an environment takes one invocation at a time");
        }
        if (!problems.isEmpty()) {
            throw new Misconfigured(problems);
        }
        return new LambdaConfiguration(
                role,
                table.orElseThrow(),
                role.encrypts() ? key : Optional.empty(),
                given(environment, CREDENTIALS).map(Path::of),
                configuration);
    }

    /**
     * Opens the sources of accounts to migrate that are configured, and reads none of them: one that cannot be read now
     * must not end the init.
     *
     * @param environment the values of the placeholders that the settings allow
     * @param most how long the reading of a source that begins now may take at most
     * @throws Misconfigured when the settings cannot be used
     */
    CredentialSource source(Map<String, String> environment, Supplier<Duration> most) {
        SourceSettings settings = configuration.sources();
        return ConfiguredSources.unread(
                credentials.map(settings::withFile).orElse(settings), environment, InstantSource.system(), most);
    }

    private static Optional<String> given(Map<String, String> environment, String name) {
        return Optional.ofNullable(environment.get(name)).map(String::strip).filter(value -> !value.isEmpty());
    }
}
