package io.dynamicaccounts.local.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.local.Operator;
import io.dynamicaccounts.local.ServerProcess;
import io.dynamicaccounts.local.SimulatedAgent;
import io.dynamicaccounts.local.chaos.Wishes.Rest;
import io.dynamicaccounts.local.chaos.Wishes.Wished;
import io.dynamicaccounts.sqlite.SqliteStore;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * Kills the server with SIGKILL while operators wish and agents work, and starts it again, over and over. Afterwards:
 * no acknowledged wish is lost, every transition was a legal one, the database is whole, and the same agents go on by
 * themselves.
 *
 * <p>{@code -Dchaos.seed=N} plays the same wishes and pauses again; what the machine makes of them is its own.
 */
class ChaosTest {

    private static final int OPERATORS = 4;
    private static final int ACCOUNTS_EACH = 8;
    private static final List<String> ZONES = List.of("eu", "us");

    @TempDir
    Path folder;

    @Test
    void five_kills_under_load_lose_nothing() throws Exception {
        survives(5);
    }

    @Test
    @Tag("long")
    void fifty_kills_under_load_lose_nothing() throws Exception {
        survives(50);
    }

    private void survives(int kills) throws Exception {
        long seed = Long.getLong("chaos.seed", System.nanoTime());
        System.out.println("chaos.seed=" + seed);
        var random = new Random(seed);
        var wishes = new Wishes();
        try (var server = ServerProcess.start(
                folder,
                List.of("-Xmx256m"),
                "--set",
                "poll-seconds=1",
                "--set",
                "heartbeat-timeout-seconds=4",
                "--set",
                "sweep-seconds=1",
                "--set",
                "retry-frequency-seconds=1")) {
            var agents = new ArrayList<SimulatedAgent>();
            var operators = new ArrayList<WishingOperator>();
            var threads = new ArrayList<Thread>();
            try {
                agents.add(SimulatedAgent.start(server.uri(), "eu-1", "eu"));
                agents.add(SimulatedAgent.start(server.uri(), "eu-2", "eu"));
                agents.add(SimulatedAgent.start(server.uri(), "us-1", "us"));
                for (int i = 0; i < OPERATORS; i++) {
                    var operator = new WishingOperator(
                            new Operator(server.uri()),
                            accounts(i),
                            ZONES.get(i % ZONES.size()),
                            wishes,
                            random.nextLong());
                    operators.add(operator);
                    threads.add(Thread.ofPlatform().name("operator-" + i).start(operator));
                }
                for (int kill = 0; kill < kills; kill++) {
                    Thread.sleep(300 + random.nextInt(1_200));
                    server.kill();
                    server.restart();
                }
                Thread.sleep(500);
                operators.forEach(WishingOperator::enough);
                for (Thread thread : threads) {
                    thread.join();
                }
                int acknowledged = operators.stream()
                        .mapToInt(WishingOperator::acknowledged)
                        .sum();
                System.out.println(kills + " kills, " + acknowledged + " acknowledged wishes");
                assertThat(acknowledged).isGreaterThan(kills);
                settles(server, wishes);
                assertThat(agents).noneMatch(SimulatedAgent::ended);
                assertWatched(agents, wishes);
            } finally {
                operators.forEach(WishingOperator::enough);
                threads.forEach(Thread::interrupt);
                agents.forEach(SimulatedAgent::close);
            }
            assertThat(server.stop()).isZero();
        }
        inspect(wishes);
    }

    private static List<String> accounts(int operator) {
        return IntStream.range(0, ACCOUNTS_EACH)
                .mapToObj(number -> "account-" + operator + "-" + number)
                .toList();
    }

    private static void settles(ServerProcess server, Wishes wishes) throws Exception {
        var operator = new Operator(server.uri());
        var expected = new TreeMap<String, String>();
        wishes.all().forEach((account, wished) -> {
            if (wished.rest() != Rest.ABSENT) {
                expected.put(account, wished.rest().name());
            }
        });
        long end = System.nanoTime() + 40_000_000_000L;
        Map<String, String> states = operator.states();
        while (!states.equals(expected) && System.nanoTime() < end) {
            Thread.sleep(100);
            states = operator.states();
        }
        assertThat(states).as("where the last acknowledged wishes say").isEqualTo(expected);
        for (var wished : wishes.all().entrySet()) {
            if (wished.getValue().rest() != Rest.ABSENT) {
                JsonNode account = operator.get("/agents/kubernetes/accounts/" + wished.getKey())
                        .json();
                assertThat(account.path("config").path("namespaces").path(0).asString())
                        .as(wished.toString())
                        .isEqualTo("n" + wished.getValue().edition());
            }
        }
    }

    private static void assertWatched(List<SimulatedAgent> agents, Wishes wishes) throws Exception {
        List<String> active = wishes.all().entrySet().stream()
                .filter(wished -> wished.getValue().rest() == Rest.ACTIVE)
                .map(Map.Entry::getKey)
                .toList();
        Operator.await("each agent watches what is active in its zone and nothing else", 20, () -> {
            var watched = new java.util.TreeSet<String>();
            agents.forEach(agent -> watched.addAll(agent.status().watching()));
            return watched.equals(new java.util.TreeSet<>(active));
        });
    }

    private void inspect(Wishes wishes) {
        try (var store = SqliteStore.open(folder.resolve("accounts.db"))) {
            assertThat(store.integrityCheck()).isEmpty();
            int transitions = 0;
            for (Map.Entry<String, Wished> wished : wishes.all().entrySet()) {
                var name = new AccountName(wished.getKey());
                transitions += LegalHistory.check(name, store.history().of(name, 10_000));
            }
            System.out.println(transitions + " transitions, all legal");
        }
    }
}
