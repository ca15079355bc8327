package io.dynamicaccounts.local;

import io.dynamicaccounts.local.demo.ChildProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** The server as a process of its own, to be killed, stopped, and started again on the same database and port. */
public final class ServerProcess implements AutoCloseable {

    /** Options for a process that lives for seconds: compiling it well costs more than it saves. */
    public static final List<String> SHORT_LIVED = List.of("-XX:TieredStopAtLevel=1");

    private final Path folder;
    private final List<String> jvm;
    private final List<String> store;
    private final List<String> arguments;
    private ChildProcess child;
    private URI uri;

    private ServerProcess(Path folder, List<String> jvm, List<String> store, List<String> arguments)
            throws IOException {
        this.folder = folder;
        this.jvm = jvm;
        this.store = store;
        this.arguments = arguments;
        this.child = launch(0);
        this.uri = URI.create(child.printed("listening on "));
    }

    /** Starts it with its files in this folder, on any port. */
    public static ServerProcess start(Path folder, List<String> jvm, String... arguments) throws IOException {
        return new ServerProcess(
                folder, jvm, List.of("--database", database(folder).toString()), List.of(arguments));
    }

    /** Starts it on a table. */
    public static ServerProcess startOn(URI endpoint, String table, Path folder, String... arguments)
            throws IOException {
        return new ServerProcess(
                folder,
                List.of(),
                List.of(
                        "--store",
                        "dynamodb",
                        "--endpoint",
                        endpoint.toString(),
                        "--table",
                        table,
                        "--keyset",
                        folder.resolve("keyset.json").toString()),
                List.of(arguments));
    }

    private ChildProcess launch(int port) throws IOException {
        var all = new ArrayList<>(List.of("serve", "--port", Integer.toString(port)));
        all.addAll(store);
        all.addAll(arguments);
        return ChildProcess.start(
                log(), Stream.concat(SHORT_LIVED.stream(), jvm.stream()).toList(), all);
    }

    /** Starts it again where it was. */
    public void restart() throws IOException {
        child = launch(uri.getPort());
        child.printed("listening on ");
    }

    public URI uri() {
        return uri;
    }

    public Path database() {
        return database(folder);
    }

    private static Path database(Path folder) {
        return folder.resolve("accounts.db");
    }

    public Path log() {
        return folder.resolve("server.log");
    }

    public String logged() {
        try {
            return Files.readString(log());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How much processor time it has used so far. */
    public Duration processorTime() {
        return ProcessHandle.of(child.pid())
                .flatMap(process -> process.info().totalCpuDuration())
                .orElseThrow();
    }

    /** How many sockets it has open; empty where the system does not tell. */
    public OptionalLong openSockets() throws IOException {
        Path files = Path.of("/proc", Long.toString(child.pid()), "fd");
        if (!Files.isDirectory(files)) {
            return OptionalLong.empty();
        }
        try (Stream<Path> all = Files.list(files)) {
            return OptionalLong.of(all.filter(ServerProcess::isSocket).count());
        }
    }

    private static boolean isSocket(Path file) {
        try {
            return Files.readSymbolicLink(file).toString().startsWith("socket:");
        } catch (IOException e) {
            return false; // closed since it was listed
        }
    }

    public boolean isAlive() {
        return ProcessHandle.of(child.pid()).filter(ProcessHandle::isAlive).isPresent();
    }

    /** As {@code kill -9}. */
    public void kill() {
        child.kill();
    }

    /** As {@code kill}; returns the exit code. */
    public int stop() {
        child.close();
        return child.ended();
    }

    @Override
    public void close() {
        child.close();
    }
}
