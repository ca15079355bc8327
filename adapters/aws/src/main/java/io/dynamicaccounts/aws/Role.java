package io.dynamicaccounts.aws;

import io.dynamicaccounts.configuration.Misconfigured;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The four functions, of which an environment runs one. Each builds only what it needs, so that each may have only
 * the permissions for that.
 */
public enum Role {
    /** The function that answers operators. */
    OPERATORS,

    /** The function that answers agents. */
    AGENTS,

    /** The function that runs the sweep on its schedule. */
    SWEEP,

    /** The function that runs the automatic migration on its schedule. */
    SCAN;

    /**
     * The variable that names the role. There is no default: a function that guessed might answer the wrong callers.
     */
    public static final String VARIABLE = "SPRING_CLOUD_FUNCTION_DEFINITION";

    /** Returns whether the function encrypts and decrypts secrets. */
    boolean encrypts() {
        return this != SWEEP;
    }

    /** Returns whether the function answers callers, who need tokens. */
    boolean hasCallers() {
        return this == OPERATORS || this == AGENTS;
    }

    /** The function's name in the catalog, which is also the variable's value. */
    public String definition() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Returns the role that an environment names.
     *
     * @throws Misconfigured when the environment names no role, or an unknown role
     */
    public static Role in(Map<String, String> environment) {
        Optional<String> given = Optional.ofNullable(environment.get(VARIABLE));
        return given.flatMap(name -> Arrays.stream(values())
                        .filter(role -> role.definition().equals(name))
                        .findFirst())
                .orElseThrow(() -> new Misconfigured(List.of(VARIABLE + " must be one of "
                        + Arrays.stream(values()).map(Role::definition).collect(Collectors.joining(", "))
                        + given.map(name -> ", not '" + name + "'").orElse("; it is not set"))));
    }
}
