package io.dynamicaccounts.local.caching;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** The agents of one zone, and all processes that ever were one of them. */
final class Fleet implements AutoCloseable {

    static final String ZONE = "eu";

    private final URI server;
    private final Path folder;
    private final List<Seat> seats;
    private final List<AgentProcess> processes = new ArrayList<>();

    Fleet(URI server, Path folder, int agents) {
        this.server = server;
        this.folder = folder;
        this.seats =
                new ArrayList<>(IntStream.range(0, agents).mapToObj(Seat::new).toList());
    }

    /** One agent: its newest process, if it has one, and older ones that stand still. */
    final class Seat {
        private final String agent;
        private final List<AgentProcess> forgotten = new ArrayList<>();
        private AgentProcess newest;
        private boolean paused;
        private int started;

        private Seat(int number) {
            this.agent = "agent-" + number;
        }

        boolean taken() {
            return newest != null;
        }

        boolean paused() {
            return paused;
        }

        boolean hasForgotten() {
            return !forgotten.isEmpty();
        }

        String name() {
            return newest == null ? agent : newest.name();
        }

        /** A new process takes the agent's id from whatever there was; one that stands still is left so. */
        void start() throws IOException {
            if (paused) {
                forgotten.add(newest);
            }
            newest = AgentProcess.start(server, folder, agent, ZONE, ++started);
            paused = false;
            processes.add(newest);
        }

        void kill() {
            newest.kill();
            newest = null;
            paused = false;
        }

        void end() {
            newest.close();
            newest = null;
        }

        void pause() throws IOException, InterruptedException {
            newest.pause();
            paused = true;
        }

        void resume() throws IOException, InterruptedException {
            newest.resume();
            paused = false;
        }

        /** Wakes those whose place was taken while they stood still. */
        void resumeForgotten() throws IOException, InterruptedException {
            for (AgentProcess process : forgotten) {
                process.resume();
            }
            forgotten.clear();
        }

        private void mend() throws IOException, InterruptedException {
            resumeForgotten();
            if (paused) {
                resume();
            }
            if (newest == null) {
                start();
            }
        }
    }

    List<Seat> seats() {
        return seats;
    }

    Seat join() {
        var seat = new Seat(seats.size());
        seats.add(seat);
        return seat;
    }

    /** Every agent runs again. */
    void mend() throws IOException, InterruptedException {
        for (Seat seat : seats) {
            seat.mend();
        }
    }

    int processes() {
        return processes.size();
    }

    /**
     * The processes that live, of each agent: one, since who is replaced ends by itself and who is not lives. Which
     * one is not the test's to say: a process that stood still while it started may well register after the one that
     * was started later.
     */
    Map<String, List<String>> living() {
        var living = new TreeMap<String, List<String>>();
        seats.forEach(seat -> living.put(seat.agent, new ArrayList<>()));
        processes.stream()
                .filter(AgentProcess::lives)
                .forEach(process -> living.get(process.agent()).add(process.name()));
        return living;
    }

    List<Claim> claims() throws IOException {
        var claims = new ArrayList<Claim>();
        for (AgentProcess process : processes) {
            claims.addAll(process.claims());
        }
        return claims;
    }

    /** Which agent claims each account now; an account that several claim names them all. */
    Map<String, List<String>> cachers() throws IOException {
        Instant now = Instant.now();
        var cachers = new TreeMap<String, List<String>>();
        for (Claim claim : claims()) {
            if (claim.holdsAt(now)) {
                cachers.computeIfAbsent(claim.account(), _ -> new ArrayList<>())
                        .add(AgentProcess.agent(claim.process()));
            }
        }
        return cachers;
    }

    /** Asserts the rule up to now. */
    void assertNeverTwo(String what) throws IOException {
        // Before the logs are read: who is seen to begin after this moment is not judged by an older look at the
        // others.
        Instant now = Instant.now();
        assertThat(OneCacher.broken(claims(), now)).as(what).isEmpty();
    }

    @Override
    public void close() {
        for (AgentProcess process : processes) {
            process.kill();
        }
    }
}
