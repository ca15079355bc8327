package io.dynamicaccounts.local.command;

/** The terminal that the process is attached to, if it is. */
final class Terminal {

    private Terminal() {}

    /** Whether a person is likely to be watching. */
    @SuppressWarnings("SystemConsoleNull") // it is null with -Djdk.console=java.base where there is no terminal
    static boolean attached() {
        var console = System.console();
        return console != null && console.isTerminal();
    }
}
