package io.dynamicaccounts.local.command;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** The terminal that the process is attached to, if there is one. */
final class Terminal {

    /** The width that every terminal has at least. */
    private static final int NARROW = 80;

    private Terminal() {}

    /** Returns whether a person is likely to be watching. */
    @SuppressWarnings("SystemConsoleNull") // it is null with -Djdk.console=java.base where there is no terminal
    static boolean attached() {
        var console = System.console();
        return console != null && console.isTerminal();
    }

    /** Returns the width of the terminal in columns; Java does not know it, {@code stty} does. */
    static int columns() {
        try {
            Process stty = new ProcessBuilder("stty", "size")
                    .redirectInput(new File("/dev/tty"))
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String size = new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
            int columns = Integer.parseInt(size.substring(size.indexOf(' ') + 1));
            return columns > 0 ? columns : NARROW;
        } catch (IOException | NumberFormatException e) {
            return NARROW;
        }
    }
}
