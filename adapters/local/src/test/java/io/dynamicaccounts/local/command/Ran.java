package io.dynamicaccounts.local.command;

import java.io.PrintWriter;
import java.io.StringWriter;
import picocli.CommandLine;

/** A command that was run in this process: its exit code, and what it printed. */
public record Ran(int code, String out, String err) {

    /** Runs it, as an operator types it. */
    public static Ran of(String... arguments) {
        var out = new StringWriter();
        var err = new StringWriter();
        int code = DynamicAccounts.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF))
                .execute(arguments);
        return new Ran(code, out.toString(), err.toString());
    }
}
