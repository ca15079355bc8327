package io.dynamicaccounts.local.demo;

import io.dynamicaccounts.local.Main;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** This program again, as a process of its own. What it logs goes to a file. */
public final class ChildProcess implements AutoCloseable {

    private static final long PATIENCE_SECONDS = 15;

    private final Process process;
    private final Path log;

    private ChildProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /**
     * Starts it. It ends by itself when this process does, however this one ends.
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
     * The first line that it prints and that begins so, without the beginning.
     *
     * @throws IOException when it ends before it prints one
     */
    public String printed(String beginning) throws IOException {
        // Not closed: with its standard output closed, what the process prints later would fail it.
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

    public long pid() {
        return process.pid();
    }

    public boolean lives() {
        return process.isAlive();
    }

    /** As {@code kill -9} does: without a goodbye, without a clean end. */
    public void kill() {
        process.destroyForcibly();
        ended();
    }

    /** Waits until it has ended by itself, or is told to. */
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

    /** Tells it to end, as {@code kill} does, and waits until it has. */
    @Override
    public void close() {
        process.destroy();
        ended();
    }
}
