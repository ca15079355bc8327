package io.dynamicaccounts.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.dynamicaccounts.local.demo.ChildProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Agents with {@code dynamicAccountsEnabled: false} beside others: each a process of its own. */
@Timeout(120)
class DynamicAccountsSwitchTest {

    private final List<ChildProcess> agents = new ArrayList<>();
    private ServerProcess server;
    private Operator operator;

    @TempDir
    Path folder;

    @BeforeEach
    void serve() throws IOException {
        server = ServerProcess.start(
                folder,
                List.of("-Xmx256m"),
                "--set",
                "poll-seconds=1",
                "--set",
                "heartbeat-timeout-seconds=3",
                "--set",
                "sweep-seconds=1",
                "--set",
                "max-retries=0");
        operator = new Operator(server.uri());
    }

    @AfterEach
    void end() {
        agents.forEach(ChildProcess::close);
        server.close();
    }

    private ChildProcess agent(String id, String zone, String configuration) throws IOException {
        Path file = Files.writeString(folder.resolve(id + ".yml"), configuration);
        ChildProcess agent = ChildProcess.start(
                log(id),
                List.of("-Xmx64m"),
                List.of(
                        "agent",
                        "--server",
                        server.uri().toString(),
                        "--id",
                        id,
                        "--zone",
                        zone,
                        "--accounts",
                        file.toString(),
                        "--simulate"));
        agents.add(agent);
        return agent;
    }

    private Path log(String id) {
        return folder.resolve(id + ".log");
    }

    private JsonNode account(String name) throws Exception {
        return operator.get("/agents/kubernetes/accounts/" + name).json();
    }

    private List<String> watchers(String name) throws Exception {
        var watchers = new ArrayList<String>();
        account(name)
                .path("agents")
                .forEach(agent -> watchers.add(agent.path("agentId").asString()));
        return watchers;
    }

    private boolean isCachedBy(String name, String agent) throws Exception {
        for (JsonNode watcher : account(name).path("agents")) {
            if (watcher.path("caching").asBoolean()) {
                return watcher.path("agentId").asString().equals(agent);
            }
        }
        return false;
    }

    @Test
    void an_agent_with_the_switch_off_watches_its_own_accounts_and_leaves_the_others_to_its_neighbour()
            throws Exception {
        ChildProcess open = agent("open", "eu", "dynamicAccountsEnabled: true");
        agent("closed", "eu", """
                dynamicAccountsEnabled: false
                kubernetes:
                  accounts:
                    - {name: own, serviceAccount: true}
                """);
        List<String> shops =
                IntStream.rangeClosed(1, 8).mapToObj(i -> "shop-" + i).toList();
        Operator.await("declared", 30, () -> operator.state("own").equals("ACTIVE"));
        for (String shop : shops) {
            operator.provision(shop, "eu", Map.of("kubeconfigFile", "/kube/" + shop));
            operator.patch(shop, "ACTIVE");
        }
        for (String shop : shops) {
            Operator.await(
                    shop + " is watched and cached by the agent that takes others",
                    60,
                    () -> operator.state(shop).equals("ACTIVE")
                            && watchers(shop).equals(List.of("open"))
                            && isCachedBy(shop, "open"));
        }
        Operator.await("its own is watched by both", 30, () -> watchers("own").containsAll(List.of("closed", "open")));
        assertThat(account("own").path("source").asString()).isEqualTo("static-agent-config");
        assertThat(Files.readString(log("closed"))).contains("Watching own").doesNotContain("Watching shop");

        open.kill();
        Operator.await(
                "nobody is left who takes it",
                60,
                () -> operator.state("shop-1").equals("FAILED"));
        assertThat(account("shop-1").path("errorMessage").asString())
                .contains("closed: dynamicAccountsEnabled is false in this agent's configuration");
        assertThat(operator.state("own")).isEqualTo("ACTIVE");
    }

    @Test
    void an_account_without_a_zone_ends_where_an_agent_takes_it() throws Exception {
        agent("closed", "edge", "dynamicAccountsEnabled: false");
        agent("open", "eu", "dynamicAccountsEnabled: true");
        Operator.await(
                "both live", 30, () -> operator.get("/armory/agents").json().size() == 2);
        for (String name : List.of("one", "two", "three")) {
            operator.sendAccepted(
                    "POST", "/armory/accounts/dynamic", Map.of("name", name, "kubeconfigFile", "/kube/" + name));
            operator.patch(name, "ACTIVE");
        }
        for (String name : List.of("one", "two", "three")) {
            Operator.await(name + " is watched", 60, () -> operator.state(name).equals("ACTIVE"));
            assertThat(account(name).path("zoneId").asString()).isEqualTo("eu");
        }
    }
}
