package io.dynamicaccounts.local;

import io.dynamicaccounts.agent.Agent;
import io.dynamicaccounts.agent.AgentIdentity;
import io.dynamicaccounts.agent.AgentSettings;
import io.dynamicaccounts.agent.AgentStatus;
import io.dynamicaccounts.agent.http.BearerToken;
import io.dynamicaccounts.agent.http.HttpControlPlane;
import io.dynamicaccounts.agent.http.PlainHttp;
import io.dynamicaccounts.agent.simulated.SimulatedClusters;
import io.dynamicaccounts.agent.simulated.SimulationRules;
import java.net.URI;
import java.util.List;
import java.util.Random;

/** An agent with simulated clusters in this process. */
public final class SimulatedAgent implements AutoCloseable {

    private final SimulatedClusters clusters;
    private final HttpControlPlane controlPlane;
    private final Agent agent;

    private SimulatedAgent(URI server, String id, String zone, int capacity, BearerToken token, List<String> rules) {
        this.clusters = new SimulatedClusters(SimulationRules.parse(rules), new Random(id.hashCode()));
        this.controlPlane = new HttpControlPlane(server, PlainHttp.LOOPBACK_ONLY, token, null);
        this.agent = new Agent(
                new AgentIdentity(id, zone),
                AgentSettings.defaults("test").withMaxConcurrentStarts(capacity),
                controlPlane,
                clusters);
    }

    public static SimulatedAgent start(URI server, String id, String zone, String... rules) {
        return start(server, id, zone, 50, BearerToken.none(), rules);
    }

    public static SimulatedAgent start(
            URI server, String id, String zone, int capacity, BearerToken token, String... rules) {
        var started = new SimulatedAgent(server, id, zone, capacity, token, List.of(rules));
        started.agent.start();
        return started;
    }

    public AgentStatus status() {
        return agent.status();
    }

    /** Whether it has ended, by itself or by {@link #close}. */
    public boolean ended() {
        return agent.ending().isDone();
    }

    /** Says goodbye. */
    @Override
    public void close() {
        agent.close();
        controlPlane.close();
        clusters.close();
    }
}
