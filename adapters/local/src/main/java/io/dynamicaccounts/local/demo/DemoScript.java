package io.dynamicaccounts.local.demo;

import io.dynamicaccounts.local.demo.DemoSnapshot.Account;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/** The steps of the demo, in their order. */
final class DemoScript {

    private static final List<String> EU = List.of(
            "shop-dev",
            "shop-qa",
            "shop-prod-eu",
            "payments-staging",
            "payments-prod",
            "edge-berlin",
            "edge-lisbon",
            "edge-oslo");
    private static final List<String> US = List.of("shop-prod-us", "sandbox", "legacy-monolith", "analytics");

    private static final String REDEFINED = "shop-prod-us";
    private static final String FAILING = "sandbox";
    private static final String REMOVED_AT_REST = "analytics";
    private static final String REMOVED_IN_USE = "edge-berlin";
    private static final List<String> DEACTIVATED = List.of(REMOVED_AT_REST, "edge-oslo");

    private final DemoProcesses processes;
    private final DemoApi api;
    private final DemoDisplay display;
    private final DemoWatcher watcher;

    DemoScript(DemoProcesses processes, DemoApi api, DemoDisplay display, DemoWatcher watcher) {
        this.processes = processes;
        this.api = api;
        this.display = display;
        this.watcher = watcher;
    }

    /** Returns every account of the demo. */
    static List<String> accounts() {
        return Stream.concat(EU.stream(), US.stream()).toList();
    }

    void play() throws ExpectationFailed, IOException, InterruptedException {
        begin();
        killSome();
        comeBack();
        redefine();
        takeDown();
        judgeHistories();
    }

    private void begin() throws ExpectationFailed, IOException, InterruptedException {
        display.step("three agents start, the real ones, as processes: two in zone eu, one in zone us");
        processes.startAgent("agent-eu-1", "eu");
        processes.startAgent("agent-eu-2", "eu");
        processes.startAgent("agent-us-1", "us");

        display.step("migrate 12 accounts of the sample configuration");
        var requests = Stream.concat(
                        EU.stream().map(name -> Map.of("name", name, "zoneId", "eu")),
                        US.stream().map(name -> Map.of("name", name, "zoneId", "us")))
                .toList();
        api.send("POST", "/armory/accounts", requests);
        watcher.expect(
                "all 12 are INACTIVE", now -> now.accounts().size() == 12 && now.all(DemoScript::any, "INACTIVE"));
        watcher.expect("three agents live", now -> now.agents().size() == 3);

        display.step("activate them; the mock cluster of " + FAILING + " refuses at first, so its first start fails");
        processes.cluster(FAILING).refuse();
        api.send("PATCH", "/armory/accounts", states(accounts(), "ACTIVE"));
        watcher.expect(FAILING + " has failed", now -> matches(FAILING, events -> events.contains("start failed")));

        display.step("that mock cluster accepts its agent from now on: the start is tried again by itself");
        processes.cluster(FAILING).accept();
        watcher.expect(
                "all 12 are ACTIVE, those of zone eu watched by two agents",
                now -> now.all(DemoScript::any, "ACTIVE")
                        && now.accounts().stream().allMatch(account -> account.watchers() == (inEu(account) ? 2 : 1)));
    }

    private void killSome() throws ExpectationFailed, IOException, InterruptedException {
        display.step("kill -9 one of the two agents of zone eu: its accounts stay ACTIVE, for the other watches them");
        processes.killAgent("agent-eu-1");
        watcher.expect(
                "every account stays ACTIVE while the agent is found dead",
                now -> !now.agentLives("agent-eu-1"),
                now -> now.all(DemoScript::any, "ACTIVE"));

        display.step("kill -9 the other one: nobody watches zone eu any more");
        processes.killAgent("agent-eu-2");
        watcher.expect(
                "the accounts of zone eu are ORPHANED, those of zone us stay ACTIVE",
                now -> now.all(DemoScript::inEu, "ORPHANED"),
                now -> now.all(DemoScript::inUs, "ACTIVE"));
    }

    private void comeBack() throws ExpectationFailed, IOException, InterruptedException {
        display.step("an agent of zone eu comes back: its accounts recover by themselves");
        processes.startAgent("agent-eu-2", "eu");
        watcher.expect("all 12 are ACTIVE again", now -> now.all(DemoScript::any, "ACTIVE"));
    }

    private void redefine() throws ExpectationFailed, IOException, InterruptedException {
        display.step("update the definition of " + REDEFINED + ": its agent gets the new generation");
        ObjectNode definition = (ObjectNode) api.definition(REDEFINED);
        definition.putArray("namespaces").add("shop").add("shop-canary");
        api.send("PUT", "/armory/accounts/dynamic", definition);
        watcher.expect(
                REDEFINED + " is confirmed in its new generation",
                now -> matches(REDEFINED, DemoScript::confirmedSinceRedefined));
    }

    private static boolean confirmedSinceRedefined(List<String> events) {
        return events.contains("redefine") && events.lastIndexOf("confirm") > events.indexOf("redefine");
    }

    /** Returns whether an account's history matches by now. */
    private boolean matches(String account, Predicate<List<String>> expected) {
        try {
            return expected.test(events(account));
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void takeDown() throws ExpectationFailed, IOException, InterruptedException {
        display.step("deactivate " + String.join(" and ", DEACTIVATED));
        api.send("PATCH", "/armory/accounts", states(DEACTIVATED, "INACTIVE"));
        watcher.expect(
                "both are INACTIVE, their agents having let go",
                now -> now.all(account -> DEACTIVATED.contains(account.name()), "INACTIVE"));

        display.step("delete " + REMOVED_AT_REST + ", which is at rest, and " + REMOVED_IN_USE
                + ", which is in use and so is stopped first");
        api.send("DELETE", "/armory/accounts", List.of(REMOVED_AT_REST, REMOVED_IN_USE));
        watcher.expect(
                "both are gone, and nothing happened to the others",
                now -> now.accounts().size() == 10
                        && now.all(account -> !account.name().equals("edge-oslo"), "ACTIVE"));
    }

    /** Checks by the histories what the polling of the script may have missed. */
    private void judgeHistories() throws ExpectationFailed, IOException, InterruptedException {
        var orphaned = new LinkedHashMap<String, Long>();
        for (String account : accounts()) {
            orphaned.put(
                    account, events(account).stream().filter("orphan"::equals).count());
        }
        watcher.expect(
                "each account of zone eu was orphaned once, none of zone us",
                now -> EU.stream().allMatch(name -> orphaned.getOrDefault(name, 0L) == 1)
                        && US.stream().allMatch(name -> orphaned.getOrDefault(name, 0L) == 0));
        List<String> failing = events(FAILING);
        watcher.expect(
                FAILING + " failed once and was tried again by itself",
                now -> failing.contains("start failed") && failing.contains("retry"));
    }

    private List<String> events(String account) throws IOException, InterruptedException {
        return api.history(account).stream().map(DemoApi.Transition::event).toList();
    }

    private static List<Map<String, String>> states(List<String> names, String state) {
        return names.stream().map(name -> Map.of("name", name, "state", state)).toList();
    }

    private static boolean inEu(Account account) {
        return account.zone().equals("eu");
    }

    private static boolean inUs(Account account) {
        return account.zone().equals("us");
    }

    private static boolean any(Account account) {
        return true;
    }
}
