package io.dynamicaccounts.aws;

import io.dynamicaccounts.configuration.Configuration;
import io.dynamicaccounts.configuration.Configuration.Auth;
import io.dynamicaccounts.configuration.Misconfigured;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;

/**
 * What a function is configured with, checked: its environment, and nothing else.
 *
 * @param table of the store
 * @param key what wraps the keys of secrets; empty where no secret is sealed or opened
 * @param credentials a Clouddriver configuration file to migrate accounts from
 * @param configuration the keys that every entry has
 */
public record LambdaConfiguration(
        Role role, String table, Optional<String> key, Optional<Path> credentials, Configuration configuration) {

    static final String TABLE = "DYNAMIC_ACCOUNTS_TABLE";
    static final String KEY = "DYNAMIC_ACCOUNTS_KMS_KEY_ID";
    static final String CREDENTIALS = "DYNAMIC_ACCOUNTS_CREDENTIALS_FILE";
    /** Set where one environment has several invocations at a time. */
    static final String CONCURRENCY = "AWS_LAMBDA_MAX_CONCURRENCY";

    static final String TOKENS = "DYNAMIC_ACCOUNTS_AUTH_TOKEN_SECRET";

    /**
     * Reads it.
     *
     * @param environment variables by name
     * @throws Misconfigured with every problem there is; the message names variables and what would be right
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
        if (role != Role.SWEEP) {
            if (key.isEmpty()) {
                problems.add(KEY + " must be the id, ARN or alias of the key that wraps the keys of secrets");
            }
            if (configuration.auth() instanceof Auth.None) {
                problems.add(TOKENS + " must be the name or ARN of the secret that lists the tokens");
            }
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
                role == Role.SWEEP ? Optional.empty() : key,
                given(environment, CREDENTIALS).map(Path::of),
                configuration);
    }

    private static Optional<String> given(Map<String, String> environment, String name) {
        return Optional.ofNullable(environment.get(name)).map(String::strip).filter(value -> !value.isEmpty());
    }

    /** The tokens that callers prove themselves by; empty where nobody calls. */
    Optional<Auth.Tokens> tokens() {
        return configuration.auth() instanceof Auth.Tokens tokens ? Optional.of(tokens) : Optional.empty();
    }
}
