package io.dynamicaccounts.local;

import io.dynamicaccounts.local.command.DynamicAccounts;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** The entry point of the process. */
public final class Main {

    /**
     * A system property that holds the number of a process: this process ends with it, so that no child outlives a
     * killed parent.
     */
    public static final String ENDS_WITH = "dynamic-accounts.ends-with";

    private Main() {}

    /** Runs the command line, and exits with its exit code. */
    public static void main(String[] arguments) {
        String parent = System.getProperty(ENDS_WITH);
        if (parent != null) {
            endWith(ProcessHandle.of(Long.parseLong(parent)));
        }
        System.exit(DynamicAccounts.commandLine().execute(arguments));
    }

    private static void endWith(Optional<ProcessHandle> parent) {
        Runnable end = () -> System.exit(1);
        parent.ifPresentOrElse(
                process -> {
                    CompletableFuture<Void> _ = process.onExit().thenRun(end);
                },
                end);
    }
}
