package io.dynamicaccounts.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.dynamicaccounts.agent.http.BearerToken;
import io.dynamicaccounts.sqlite.SqliteStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * Ten thousand accounts of one configuration in one zone, on a server with a heap of 512 MiB. Prints how long each
 * step takes.
 */
@Tag("long")
class ScaleTest {

    private static final int ACCOUNTS = 10_000;
    private static final int BATCH = 1_000;
    private static final int CAPACITY = 200;

    @TempDir
    Path folder;

    @Test
    void thousand_accounts_hang__ten_thousand_are_migrated_activated_watched_and_listed() throws Exception {
        Path credentials = folder.resolve("clouddriver.yml");
        Files.writeString(credentials, configuration());
        try (var server = ServerProcess.start(
                folder,
                List.of("-Xmx512m", "-XX:+ExitOnOutOfMemoryError"),
                "--credentials",
                credentials.toString(),
                "--set",
                "poll-seconds=1",
                "--set",
                "sweep-seconds=5")) {
            var operator = new Operator(server.uri());
            timed(
                    "migrate, in batches of 1,000",
                    () -> inBatches(batch -> {
                        operator.sendAccepted(
                                "POST", "/armory/accounts", each(batch, name -> Map.of("name", name, "zoneId", "z")));
                    }));
            timed("list all, 1,000 a page", () -> assertAll(operator, "INACTIVE"));
            var agents = new ArrayList<SimulatedAgent>();
            try {
                for (int i = 1; i <= 3; i++) {
                    agents.add(SimulatedAgent.start(server.uri(), "agent-" + i, "z", CAPACITY, BearerToken.none()));
                }
                Operator.await(
                        "three agents",
                        30,
                        () -> operator.get("/armory/agents").json().size() == 3);
                timed(
                        "activate, in batches of 1,000",
                        () -> inBatches(batch -> {
                            operator.sendAccepted(
                                    "PATCH",
                                    "/armory/accounts",
                                    each(batch, name -> Map.of("name", name, "state", "ACTIVE")));
                        }));
                timed(
                        "until all are ACTIVE",
                        () -> Operator.await("all are ACTIVE", 300, () -> counted(operator, "ACTIVE") == ACCOUNTS));
                timed(
                        "until each of three agents watches all",
                        () -> Operator.await(
                                "all are watched",
                                300,
                                () -> agents.stream()
                                        .allMatch(agent ->
                                                agent.status().watching().size() == ACCOUNTS)));
                timed("list all, 1,000 a page", () -> assertAll(operator, "ACTIVE"));
                timed(
                        "list all, walking a cursor",
                        () -> assertThat(walked(operator)).isEqualTo(names()));
                timed(
                        "deactivate, in batches of 1,000",
                        () -> inBatches(batch -> operator.sendAccepted(
                                "PATCH",
                                "/armory/accounts",
                                each(batch, name -> Map.of("name", name, "state", "INACTIVE")))));
                timed(
                        "until all are INACTIVE",
                        () -> Operator.await("all are INACTIVE", 300, () -> counted(operator, "INACTIVE") == ACCOUNTS));
                System.out.println(operator.get("/metrics")
                        .text()
                        .lines()
                        .filter(line -> line.startsWith("jvm_") || line.startsWith("dynamic_accounts_sweep_"))
                        .collect(Collectors.joining("\n")));
            } finally {
                agents.forEach(SimulatedAgent::close);
            }
            assertThat(server.stop()).isZero();
        }
        System.out.println("database: " + Files.size(folder.resolve("accounts.db")) / 1024 / 1024 + " MiB");
        try (var store = SqliteStore.open(folder.resolve("accounts.db"))) {
            assertThat(store.integrityCheck()).isEmpty();
        }
    }

    private static String configuration() {
        return IntStream.range(0, ACCOUNTS)
                .mapToObj(number -> """
                            - name: %s
                              kubeconfigFile: /etc/kube/%d
                              namespaces: [default, team-%d]
                              cacheThreads: 2
                              permissions: {READ: [developers], WRITE: [operators]}
                        """.formatted(name(number), number, number))
                .collect(Collectors.joining("", "kubernetes:\n  accounts:\n", ""));
    }

    private static String name(int number) {
        return "account-%05d".formatted(number);
    }

    private static List<String> names() {
        return IntStream.range(0, ACCOUNTS).mapToObj(ScaleTest::name).toList();
    }

    private static <T> List<T> each(List<String> names, Function<String, T> entry) {
        return names.stream().map(entry).toList();
    }

    private static void inBatches(Batch batch) throws Exception {
        for (int from = 0; from < ACCOUNTS; from += BATCH) {
            batch.send(names().subList(from, from + BATCH));
        }
    }

    private static void assertAll(Operator operator, String state) throws Exception {
        List<JsonNode> items = operator.items();
        assertThat(items).map(item -> item.path("name").asString()).isEqualTo(names());
        assertThat(items).allMatch(item -> item.path("status").asString().equals(state));
        assertThat(operator.get("/armory/accounts?limit=1").json().path("total").asInt())
                .isEqualTo(ACCOUNTS);
    }

    private static List<String> walked(Operator operator) throws IOException, InterruptedException {
        var walked = new ArrayList<String>();
        String cursor = "";
        do {
            JsonNode page = operator.get("/armory/accounts?limit=1000" + cursor).json();
            page.path("items").forEach(item -> walked.add(item.path("name").asString()));
            cursor = page.has("cursor") ? "&cursor=" + page.path("cursor").asString() : "";
        } while (!cursor.isEmpty());
        return walked;
    }

    private static int counted(Operator operator, String state) throws IOException, InterruptedException {
        String label = "dynamic_accounts_accounts{state=\"" + state + "\"} ";
        return operator.get("/metrics")
                .text()
                .lines()
                .filter(line -> line.startsWith(label))
                .mapToInt(line -> Integer.parseInt(line.substring(label.length())))
                .sum();
    }

    private static void timed(String what, Step step) throws Exception {
        long begun = System.nanoTime();
        step.run();
        System.out.printf(
                "%-40s %7.2f s%n",
                what, Duration.ofNanos(System.nanoTime() - begun).toMillis() / 1e3);
    }

    /** A part of the test. */
    @FunctionalInterface
    private interface Step {
        void run() throws Exception;
    }

    /** Something done with some of the accounts. */
    @FunctionalInterface
    private interface Batch {
        void send(List<String> names) throws Exception;
    }
}
