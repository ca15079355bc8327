package io.dynamicaccounts.local.demo;

import io.dynamicaccounts.local.Main;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs this program again as a separate process. Its log goes to a file. */
public final class ChildProcess implements AutoCloseable {

    private static final long PATIENCE_SECONDS = 15;

    private final Process process;
    private final Path log;

    private ChildProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /**
     * Starts the process. It ends by itself when the present process ends, however that happens.
     *
     * @param jvm options for its JVM
     * @param arguments its command line
     */
    public static ChildProcess start(Path log, List<String> jvm, List<String> arguments) throws IOException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-D" + Main.ENDS_WITH + "=" + ProcessHandle.current().pid()));
        command.addAll(jvm);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
        command.addAll(arguments);
        var builder = new ProcessBuilder(command);
        builder.redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
        return new ChildProcess(builder.start(), log);
    }

    /**
     * Returns the rest of the first printed line that begins with this text.
     *
     * @throws IOException when the process ends before it prints such a line
     */
    public String printed(String beginning) throws IOException {
        // The reader stays open: with its standard output closed, the process would fail when it prints later.
        BufferedReader out = process.inputReader();
        String line = out.readLine();
        while (line != null) {
            if (line.startsWith(beginning)) {
                return line.substring(beginning.length());
            }
            line = out.readLine();
        }
        throw new IOException("the process ended before it was ready: see " + log);
    }

    /** Returns the number of the process. */
    public long pid() {
        return process.pid();
    }

    /** Returns whether the process is running. */
    public boolean isRunning() {
        return process.isAlive();
    }

    /** Ends the process as {@code kill -9} does: without a goodbye and without a clean end. */
    public void kill() {
        process.destroyForcibly();
        ended();
    }

    /** Waits until the process has ended by itself, or asks it to end. */
    public int ended() {
        try {
            if (process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                return process.exitValue();
            }
            process.destroyForcibly();
            return process.waitFor();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            return -1;
        }
    }

    /** Asks the process to end, as {@code kill} does, and waits until it has ended. */
    @Override
    public void close() {
        process.destroy();
        ended();
    }
}
