package io.dynamicaccounts.local.caching;

import io.dynamicaccounts.local.demo.ChildProcess;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** An agent with simulated clusters as a process of its own, which logs what it caches and until when. */
final class AgentProcess implements AutoCloseable {

    private final String name;
    private final Path log;
    private final ChildProcess child;

    private AgentProcess(String name, Path log, ChildProcess child) {
        this.name = name;
        this.log = log;
        this.child = child;
    }

    /** @param number which of this agent's processes it is */
    static AgentProcess start(URI server, Path folder, String agent, String zone, int number) throws IOException {
        String name = agent + "." + number;
        Path log = folder.resolve(name + ".log");
        ChildProcess child = ChildProcess.start(
                log,
                List.of(
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx64m",
                        "-Dlogback.configurationFile=io/dynamicaccounts/local/caching/caching-lines.xml"),
                List.of("agent", "--server", server.toString(), "--id", agent, "--zone", zone, "--simulate"));
        return new AgentProcess(name, log, child);
    }

    String name() {
        return name;
    }

    String agent() {
        return agent(name);
    }

    /** The agent that a process of this name is. */
    static String agent(String process) {
        return process.substring(0, process.indexOf('.'));
    }

    List<Claim> claims() throws IOException {
        return CachingLog.read(name, Files.readAllLines(log));
    }

    boolean lives() {
        return child.isRunning();
    }

    void kill() {
        child.kill();
    }

    void pause() throws IOException, InterruptedException {
        signal("STOP");
    }

    void resume() throws IOException, InterruptedException {
        signal("CONT");
    }

    /** As {@code kill}: it says goodbye. */
    @Override
    public void close() {
        child.close();
    }

    private void signal(String signal) throws IOException, InterruptedException {
        new ProcessBuilder("sh", "-c", "kill -" + signal + " " + child.pid())
                .inheritIO()
                .start()
                .waitFor();
    }
}
