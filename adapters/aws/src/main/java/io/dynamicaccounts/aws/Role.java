package io.dynamicaccounts.aws;

import io.dynamicaccounts.configuration.Misconfigured;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Which of the three functions this one is. Each puts together only what it needs, so that each may be permitted only that. */
public enum Role {
    /** Answers operators. */
    OPERATORS,

    /** Answers agents. */
    AGENTS,

    /** Sweeps when its schedule says so. */
    SWEEP;

    /** What says which one it is. There is no default: a function that guessed might answer whom it should not. */
    public static final String VARIABLE = "SPRING_CLOUD_FUNCTION_DEFINITION";

    /** The function's name in the catalog, and the variable's value. */
    public String definition() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The role that an environment names.
     *
     * @throws Misconfigured when it names none, or an unknown one
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
