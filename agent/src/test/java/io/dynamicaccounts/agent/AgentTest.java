package io.dynamicaccounts.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.dynamicaccounts.agent.http.BearerToken;
import io.dynamicaccounts.agent.http.HttpControlPlane;
import io.dynamicaccounts.agent.http.PlainHttp;
import io.dynamicaccounts.agent.protocol.AccountReport.Outcome;
import io.dynamicaccounts.agent.protocol.AssignedAccount;
import io.dynamicaccounts.agent.protocol.AssignedAccount.Action;
import io.dynamicaccounts.agent.simulated.SimulatedClusters;
import io.dynamicaccounts.agent.simulated.SimulationRules;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Tests a whole agent over HTTP with simulated clusters. */
@Timeout(60)
class AgentTest {

    private final List<AutoCloseable> open = new ArrayList<>();
    private SmallControlPlane plane;
    private HttpControlPlane transport;

    @BeforeEach
    void begin() throws IOException {
        plane = new SmallControlPlane();
        transport = new HttpControlPlane(plane.address(), PlainHttp.LOOPBACK_ONLY, BearerToken.none(), null);
    }

    @AfterEach
    void end() throws Exception {
        for (AutoCloseable each : open.reversed()) {
            each.close();
        }
        transport.close();
        plane.close();
    }

    private SimulatedClusters clusters(String... rules) {
        SimulatedClusters clusters = new SimulatedClusters(SimulationRules.parse(List.of(rules)), new Random(1));
        open.add(clusters);
        return clusters;
    }

    private Agent agent(String id, SimulatedClusters clusters) {
        AgentSettings settings = AgentSettings.defaults("test").withStartTimeout(Duration.ofSeconds(2));
        Agent agent = new Agent(new AgentIdentity(id, "zone-1"), settings, transport, clusters);
        open.add(agent);
        return agent.start();
    }

    private static void await(String what, BooleanSupplier condition) {
        Instant deadline = Instant.now().plusSeconds(20);
        while (!condition.getAsBoolean()) {
            assertThat(Instant.now()).as(what).isBefore(deadline);
            try {
                Thread.sleep(20);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private boolean says(String account, long generation, Outcome outcome) {
        return plane.report(account) != null
                && plane.report(account).generation() == generation
                && plane.report(account).outcome() == outcome;
    }

    private static AssignedAccount watch(String account, long generation) {
        return new AssignedAccount(account, generation, Action.WATCH, true, true);
    }

    private static AssignedAccount stop(String account, long generation) {
        return new AssignedAccount(account, generation, Action.STOP, false, true);
    }

    @Test
    void an_agent_follows_its_list_and_says_goodbye_when_closed() {
        SimulatedClusters clusters = clusters("fail=bad:401 from https://bad", "hang=dead");
        Agent agent = agent("agent-1", clusters);

        plane.list(watch("a", 1), watch("b", 1), watch("bad", 1), watch("dead", 1));
        await("a and b watched", () -> says("a", 1, Outcome.WATCHING) && says("b", 1, Outcome.WATCHING));
        await("bad failed", () -> says("bad", 1, Outcome.FAILED));
        await("dead given up", () -> says("dead", 1, Outcome.FAILED));
        assertThat(plane.report("bad").message()).isEqualTo("simulated: 401 from https://bad");
        assertThat(plane.report("a").kubeVersion()).contains("simulated");
        assertThat(agent.status().watching()).containsExactly("a", "b");
        assertThat(agent.status().caching()).containsExactly("a", "b");

        plane.list(watch("a", 2), stop("b", 2));
        await("a redefined", () -> says("a", 2, Outcome.WATCHING));
        await("b stopped", () -> says("b", 2, Outcome.STOPPED));
        await("acknowledged", plane::acknowledged);
        assertThat(clusters.accounts()).containsExactly("a");

        agent.close();
        agent.close();
        assertThat(agent.ending().join().reason()).isEqualTo(AgentEnd.Reason.ASKED);
        assertThat(clusters.accounts()).isEmpty();
        assertThat(plane.goodbyes()).singleElement().asString().startsWith("agent-1 zoneId=zone-1&session=");
        assertThat(agent.status().watching()).isEmpty();
    }

    @Test
    void not_reregistered__it_comes_back_by_itself_after_an_outage_and_keeps_watching_meanwhile() {
        SimulatedClusters clusters = clusters();
        agent("agent-1", clusters);
        plane.list(watch("a", 1));
        await("a watched", () -> says("a", 1, Outcome.WATCHING));

        plane.answers(500);
        plane.list(watch("a", 1), watch("b", 1));
        int before = plane.polls();
        IntStream.range(0, 3).forEach(_ -> pause());
        assertThat(plane.polls()).isEqualTo(before);
        assertThat(clusters.accounts()).containsExactly("a");
        plane.answers(200);

        await("b watched", () -> says("b", 1, Outcome.WATCHING));
    }

    private static void pause() {
        try {
            Thread.sleep(100);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void same_id_twice__the_older_process_ends_itself_and_its_watches() throws Exception {
        SimulatedClusters first = clusters();
        Agent older = agent("agent-1", first);
        plane.list(watch("a", 1));
        await("a watched", () -> says("a", 1, Outcome.WATCHING));

        Agent newer = agent("agent-1", clusters());

        assertThat(older.ending().get(20, TimeUnit.SECONDS).reason()).isEqualTo(AgentEnd.Reason.SUPERSEDED);
        assertThat(first.accounts()).isEmpty();
        assertThat(newer.ending()).isNotDone();
        assertThat(plane.goodbyes()).isEmpty();
    }

    /** A zone that is full must not become a crash loop. */
    @Test
    void turned_away__an_agent_stays_keeps_its_watches_and_is_taken_in_when_there_is_room() {
        SimulatedClusters clusters = clusters();
        Agent agent = agent("agent-1", clusters);
        plane.list(watch("a", 1));
        await("a watched", () -> says("a", 1, Outcome.WATCHING));

        plane.answers(409, "zone-full");
        plane.list(watch("a", 1), watch("b", 1));
        int before = plane.turnedAway();
        await("it asks again", () -> plane.turnedAway() > before + 1);
        assertThat(agent.ending()).isNotDone();
        assertThat(clusters.accounts()).containsExactly("a");

        plane.answers(200);
        await("b watched", () -> says("b", 1, Outcome.WATCHING));
    }

    @Test
    void a_killed_agent_stops_no_watch_and_says_no_goodbye() {
        SimulatedClusters clusters = clusters();
        Agent agent = agent("agent-1", clusters);
        plane.list(watch("a", 1));
        await("a watched", () -> says("a", 1, Outcome.WATCHING));
        agent.kill();
        assertThat(agent.ending()).isDone();
        int polls = plane.polls();
        IntStream.range(0, 5).forEach(_ -> pause());
        assertThat(plane.polls()).isLessThanOrEqualTo(polls + 1);
        assertThat(clusters.accounts()).containsExactly("a");
        assertThat(plane.goodbyes()).isEmpty();
    }

    @Test
    void an_agent_ends_in_bounded_time_when_no_watch_stops_and_no_answer_arrives() {
        Agent agent = agent("agent-1", clusters("stopfail=*"));
        plane.list(watch("a", 1));
        await("a watched", () -> says("a", 1, Outcome.WATCHING));
        plane.answers(503);
        Instant before = Instant.now();
        agent.close();
        assertThat(Duration.between(before, Instant.now())).isLessThan(Duration.ofSeconds(8));
        assertThat(agent.ending()).isDone();
    }

    @Test
    void run_returns_when_another_thread_closes_the_agent() throws Exception {
        Agent agent = agent("agent-1", clusters());
        Thread closer = Thread.ofVirtual().start(() -> {
            pause();
            agent.close();
        });
        assertThat(agent.run().exitCode()).isZero();
        closer.join();
    }

    @Test
    void thousand_accounts_hang__a_thousand_take_no_thread_each() {
        SimulatedClusters clusters = clusters();
        int threads = Thread.activeCount();
        agent("agent-1", clusters);
        plane.list(IntStream.range(0, 1000).mapToObj(i -> watch("a" + i, 1)).toArray(AssignedAccount[]::new));
        await("all watched", () -> clusters.accounts().size() == 1000 && plane.acknowledged());
        assertThat(Thread.activeCount()).isLessThan(threads + 20);
    }
}
