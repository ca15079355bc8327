package io.dynamicaccounts.local.caching;

import static org.assertj.core.api.Assertions.assertThat;

import io.dynamicaccounts.local.Operator;
import io.dynamicaccounts.local.ServerProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * Agents of one zone as processes that are killed, stopped past every timeout, replaced and ended, while each logs
 * what it caches and until when by its own clock: never two at once, and soon exactly one.
 *
 * <p>{@code -Dcaching.seed=N} does the same to the same processes with the same pauses; what the machine makes of it
 * is its own.
 */
class CachingTest {

    private static final int AGENTS = 4;

    /**
     * A lease of three seconds, five for clocks, three polls, and the time that a machine under load takes to start
     * agents.
     */
    private static final int BOUND_SECONDS = 30;

    @TempDir
    Path folder;

    @Test
    void never_two_agents_cache_one_account_whatever_happens_to_four_in_28_steps() throws Exception {
        neverTwo(28, 0);
    }

    @Test
    @Tag("long")
    void never_two_agents_cache_one_account_whatever_happens_to_four_in_300_steps() throws Exception {
        neverTwo(300, 25);
    }

    @Test
    void a_fifth_agent_takes_about_one_fifth_of_the_accounts_and_no_other_moves() throws Exception {
        try (var server = server();
                var fleet = new Fleet(server.uri(), folder, AGENTS)) {
            Map<String, String> before = begin(server, fleet, 200);
            fleet.join().start();
            Operator.await(
                    "the fifth caches some",
                    BOUND_SECONDS,
                    () -> fleet.cachers().values().stream().anyMatch(List.of("agent-4")::equals));
            Map<String, String> after = awaitOneEach(server, fleet, 200);
            Map<String, String> moved = new TreeMap<>(after);
            moved.entrySet().removeIf(each -> each.getValue().equals(before.get(each.getKey())));
            System.out.println(moved.size() + " of 200 accounts moved to a fifth agent");
            assertThat(moved.values()).containsOnly("agent-4");
            assertThat(moved.size()).isBetween(25, 55);
            fleet.assertNeverTwo("while a fifth agent joined");
        }
    }

    /** @param calmAfter every so many steps all is mended and waited for; 0 for never */
    private void neverTwo(int steps, int calmAfter) throws Exception {
        long seed = Long.getLong("caching.seed", System.nanoTime());
        System.out.println("caching.seed=" + seed);
        try (var server = server();
                var fleet = new Fleet(server.uri(), folder, AGENTS)) {
            begin(server, fleet, 48);
            var mischief = new Mischief(fleet, server, seed);
            var pauses = new Random(~seed);
            for (int step = 1; step <= steps; step++) {
                mischief.step();
                Thread.sleep(100 + pauses.nextInt(600));
                if (step % 5 == 0) {
                    fleet.assertNeverTwo("caching.seed=" + seed + mischief.story());
                }
                if (calmAfter > 0 && step % calmAfter == 0) {
                    calm(server, fleet);
                }
            }
            calm(server, fleet);
            fleet.assertNeverTwo("caching.seed=" + seed + mischief.story());
            List<Claim> claims = fleet.claims();
            System.out.println(steps + " steps, " + fleet.processes() + " processes, " + claims.size() + " claims, "
                    + handOvers(claims) + " accounts handed over");
            assertThat(handOvers(claims)).as("accounts that changed hands").isPositive();
            Operator.await(
                    "one process of each agent lives",
                    BOUND_SECONDS,
                    () -> fleet.living().values().stream().allMatch(each -> each.size() == 1));
        }
    }

    private static void calm(ServerProcess server, Fleet fleet) throws Exception {
        fleet.mend();
        long begun = System.nanoTime();
        awaitOneEach(server, fleet, 48);
        System.out.println("one agent each after "
                + Duration.ofNanos(System.nanoTime() - begun).toMillis() + " ms");
    }

    private ServerProcess server() throws Exception {
        return ServerProcess.start(
                folder,
                List.of("-Xmx256m"),
                "--set",
                "poll-seconds=1",
                "--set",
                "heartbeat-timeout-seconds=4",
                "--set",
                "sweep-seconds=1",
                "--set",
                "retry-frequency-seconds=1",
                "--set",
                "activation-timeout-seconds=5");
    }

    private static Map<String, String> begin(ServerProcess server, Fleet fleet, int accounts) throws Exception {
        fleet.mend();
        var operator = new Operator(server.uri());
        for (int i = 0; i < accounts; i++) {
            operator.provision("account-" + i, Fleet.ZONE, Map.of("serviceAccount", true));
            operator.patch("account-" + i, "ACTIVE");
        }
        return awaitOneEach(server, fleet, accounts);
    }

    /** Waits until one agent caches each account, and the control plane says the same; returns which. */
    private static Map<String, String> awaitOneEach(ServerProcess server, Fleet fleet, int accounts) throws Exception {
        var operator = new Operator(server.uri());
        Operator.await("one agent caches each account, as the control plane says", BOUND_SECONDS, () -> {
            Map<String, List<String>> cachers = fleet.cachers();
            return cachers.size() == accounts
                    && cachers.values().stream().allMatch(each -> each.size() == 1)
                    && cachers.equals(told(operator, cachers.keySet()))
                    && cachers.equals(fleet.cachers());
        });
        return fleet.cachers().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, each -> each.getValue().getFirst()));
    }

    /** Which agents the control plane says cache each of these accounts. */
    private static Map<String, List<String>> told(Operator operator, Iterable<String> accounts) throws Exception {
        var told = new TreeMap<String, List<String>>();
        for (String account : accounts) {
            JsonNode agents = operator.get("/agents/kubernetes/accounts/" + account)
                    .json()
                    .path("agents");
            told.put(
                    account,
                    agents.valueStream()
                            .filter(agent -> agent.path("caching").asBoolean())
                            .map(agent -> agent.path("agentId").asString())
                            .toList());
        }
        return told;
    }

    private static long handOvers(List<Claim> claims) {
        return claims.stream()
                .collect(Collectors.groupingBy(Claim::account, Collectors.mapping(Claim::process, Collectors.toSet())))
                .values()
                .stream()
                .filter(processes -> processes.size() > 1)
                .count();
    }
}
