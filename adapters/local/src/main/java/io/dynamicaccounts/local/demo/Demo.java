package io.dynamicaccounts.local.demo;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * Runs the script while a person watches, and reports at the end what happened and whether every expectation was
 * met.
 */
public final class Demo {

    private final PrintWriter out;
    private final DemoDisplay display;

    private Demo(PrintWriter out, DemoDisplay display) {
        this.out = out;
        this.display = display;
    }

    /** Returns a demo that prints lines, for a file or a pipe. */
    public static Demo plain(PrintWriter out) {
        return new Demo(out, new PlainLines(out));
    }

    /** Returns a demo that redraws a table, for a terminal of so many columns. */
    public static Demo live(PrintWriter out, int columns, Colours colours) {
        return new Demo(out, new LiveTable(out, columns, colours));
    }

    /** Whether the table uses colours; see no-color.org. */
    public enum Colours {
        YES,
        NO
    }

    /**
     * Runs the demo.
     *
     * @param onceOpen receives an action that ends all processes at once, and that another thread may run
     * @return whether every expectation was met
     */
    public boolean play(Consumer<Runnable> onceOpen) throws InterruptedException {
        long begun = System.nanoTime();
        display.line(
                "Only the clusters are mocks: the control plane and the agents are the real ones, as processes of their own.");
        display.step(
                "mock clusters open, and a control plane starts with short intervals and a database that is thrown away");
        try (DemoProcesses processes = DemoProcesses.open()) {
            onceOpen.accept(processes::close);
            display.line("  " + processes.server());
            try (var api = new DemoApi(processes.server())) {
                return play(processes, api, begun);
            }
        } catch (IOException e) {
            display.finish();
            verdict("It did not start: " + e.getMessage());
            return false;
        }
    }

    private boolean play(DemoProcesses processes, DemoApi api, long begun) throws InterruptedException {
        var watcher = new DemoWatcher(api, display);
        try {
            new DemoScript(processes, api, display, watcher).play();
            display.finish();
            report(api);
            verdict(String.format(
                    Locale.ROOT,
                    "Verdict: all %d expectations were met, in %d s.",
                    watcher.met(),
                    Duration.ofNanos(System.nanoTime() - begun).toSeconds()));
            return true;
        } catch (ExpectationFailed e) {
            display.finish();
            verdict("Verdict: NOT met: " + e.getMessage());
        } catch (IOException e) {
            display.finish();
            if (processes.closed()) {
                verdict("Ended before the end.");
                return false;
            }
            verdict("Verdict: the control plane did not answer: " + e);
        }
        keepLogs(processes.folder());
        return false;
    }

    /** Prints the states that each account went through, from its history. */
    private void report(DemoApi api) throws IOException, InterruptedException {
        out.println();
        out.println("What happened to each account:");
        for (String account : DemoScript.accounts()) {
            var path = new StringBuilder();
            String at = "";
            for (DemoApi.Transition transition : api.history(account)) {
                String to = transition.to().isEmpty() ? "(removed)" : transition.to();
                if (!to.equals(at)) {
                    path.append(path.isEmpty() ? "" : " > ").append(to);
                } else if (transition.event().equals("redefine")) {
                    path.append(" > (new definition)");
                }
                at = to;
            }
            out.printf("  %-17s %s%n", account, path);
        }
    }

    private void keepLogs(Path folder) {
        try {
            Path kept = Files.createTempDirectory("dynamic-accounts-demo-logs");
            try (var files = Files.newDirectoryStream(folder, "*.log")) {
                for (Path log : files) {
                    Files.copy(log, kept.resolve(log.getFileName()));
                }
            }
            out.println("The logs of the processes are in " + kept);
        } catch (IOException e) {
            out.println("The logs could not be kept: " + e.getMessage());
        }
        out.flush();
    }

    private void verdict(String text) {
        out.println();
        out.println(text);
        out.flush();
    }
}
