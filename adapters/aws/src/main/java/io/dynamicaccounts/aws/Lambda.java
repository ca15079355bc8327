package io.dynamicaccounts.aws;

import io.dynamicaccounts.configuration.Misconfigured;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.cloud.function.adapter.aws.FunctionInvoker;

/**
 * The handler of all functions: Spring Cloud Function's adapter, told which class registers the function. An
 * environment that cannot be used ends the init with a message that says what to set.
 *
 * <p>The function takes an event as a stream. For such a function the adapter neither logs the event, which contains
 * tokens and secrets, nor reads it, nor turns a caller's headers into headers of the message.
 */
public final class Lambda extends FunctionInvoker {

    /** The property, and the variable, that names the class with which the adapter starts. */
    private static final String START_CLASS = "MAIN_CLASS";

    /** The variables by which the adapter would start with another class, or only with the first event. */
    private static final Set<String> NOT_FOR_USE = Set.of(START_CLASS, "FUNCTION_INVOKER_LATE_INITIALIZATION");

    /**
     * Starts the adapter, which builds the function and connects it to its services.
     *
     * @throws Misconfigured when the environment cannot be used
     */
    public Lambda() {
        Role role = Role.in(System.getenv());
        checkNotForUse(System.getenv());
        System.setProperty(START_CLASS, EntryFunction.class.getName());
        super(role.definition());
    }

    private static void checkNotForUse(Map<String, String> environment) {
        var present = new TreeSet<>(NOT_FOR_USE);
        present.retainAll(environment.keySet());
        if (!present.isEmpty()) {
            throw new Misconfigured(
                    present.stream().map(name -> name + " must not be set").toList());
        }
    }
}
