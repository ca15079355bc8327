package io.dynamicaccounts.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import io.dynamicaccounts.dynamodb.Fleet.TestAgent;
import io.dynamicaccounts.dynamodb.Meter.Cost;
import io.dynamicaccounts.functions.FunctionName;
import io.dynamicaccounts.functions.account.AccountState;
import io.dynamicaccounts.functions.agent.Task;
import io.dynamicaccounts.functions.operator.ListAccounts;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Runs calls and measures their costs. */
final class Measurements {

    /**
     * The cost of a call and its allowance.
     *
     * @param call the call in words
     * @param allowance the greatest permitted cost, in words
     * @param measured the measured cost, in words
     * @param kept whether the measured cost is permitted
     */
    record Row(String call, String allowance, String measured, boolean kept) {}

    private Measurements() {}

    static List<Row> all() {
        var rows = new ArrayList<Row>();
        rows.addAll(oneAccount());
        rows.addAll(aZone(1_000, 100));
        rows.add(sweep(10_000));
        rows.add(deadCluster());
        rows.addAll(CredentialMeasurements.all());
        rows.addAll(ScanMeasurements.all());
        return rows;
    }

    static List<Row> oneAccount() {
        var rows = new ArrayList<Row>();
        try (var fleet = new Fleet()) {
            TestAgent agent = fleet.agent(1, 50);
            for (int i = 0; i < 3; i++) {
                agent.poll();
                fleet.pass();
            }
            fleet.meter.take();

            assertThat(agent.poll()).isEmpty();
            Cost idle = fleet.meter.take();
            rows.add(new Row(
                    "idle poll",
                    "1 write and 1 read; 1 WCU and 1 RCU",
                    "%d write and %d read; %s WCU and %s RCU"
                            .formatted(
                                    idle.requests("UpdateItem"),
                                    idle.requests("GetItem"),
                                    units(idle.allWrites()),
                                    units(idle.reads())),
                    idle.allRequests() == 2 && idle.allWrites() <= 1 && idle.reads() <= 1));

            fleet.provision(0, 1);
            fleet.meter.take();
            fleet.activate(0, 1, Optional.empty());
            Cost activated = fleet.meter.take();
            rows.add(requests("activate one account", 4, activated));
            fleet.pass();
            List<Task> tasks = agent.poll();
            agent.confirm(tasks);
            Cost started = fleet.meter.take();
            assertThat(fleet.account(0).state()).isEqualTo(AccountState.ACTIVE);
            assertThat(fleet.account(0).due()).isEmpty();
            double writes = activated.allWrites() + started.allWrites();
            rows.add(new Row(
                    "one account from INACTIVE to ACTIVE, one agent",
                    "20 WCU",
                    "%s WCU, %d of them in the index"
                            .formatted(units(writes), activated.indexWrites() + started.indexWrites()),
                    writes <= 20));

            fleet.pass();
            fleet.meter.take();
            fleet.deactivate(0);
            rows.add(requests("deactivate one account", 4, fleet.meter.take()));
            fleet.pass();
            agent.poll();
            fleet.pass();
            agent.poll();
            assertThat(fleet.account(0).state()).isEqualTo(AccountState.INACTIVE);
            fleet.pass();
            fleet.meter.take();
            fleet.activate(0, 1, Optional.of(Fleet.ZONE));
            rows.add(requests("activate one account, its zone named", 5, fleet.meter.take()));
        }
        return rows;
    }

    /** Measures so many accounts of one zone on the way to ACTIVE, at three agents that take so many at a time. */
    static List<Row> aZone(int accounts, int capacity) {
        var rows = new ArrayList<Row>();
        try (var fleet = new Fleet()) {
            List<TestAgent> agents = IntStream.rangeClosed(1, 3)
                    .mapToObj(number -> fleet.agent(number, capacity))
                    .toList();
            for (int i = 0; i < 3; i++) {
                agents.forEach(TestAgent::poll);
                fleet.pass();
            }
            fleet.inactive(accounts);
            fleet.meter.take();
            var lists = 0.0;
            for (int from = 0; from < accounts; from += 1_000) {
                fleet.activate(from, from + 1_000, Optional.empty());
                if (from == 0) {
                    rows.add(batch(fleet.meter.take()));
                }
                lists += round(fleet, agents);
            }
            while (!fleet.isQuiet(agents)) {
                lists += round(fleet, agents);
            }
            assertThat(fleet.account(accounts - 1).state()).isEqualTo(AccountState.ACTIVE);
            Cost list = list(fleet, agents.getFirst(), accounts);
            double ratio = lists / list.reads("Query");
            rows.add(new Row(
                    "%,d accounts to ACTIVE in one zone, 3 agents that take %,d at a time"
                            .formatted(accounts, capacity),
                    "the lists together 40 times one of them",
                    "%.1f times".formatted(ratio),
                    ratio <= 40));
            if (accounts == 1_000) {
                rows.add(new Row(
                        "a list answer of 1,000 assignments",
                        "8 requests, 60 RCU",
                        "%d requests, %s RCU".formatted(list.allRequests(), units(list.reads())),
                        list.allRequests() <= 8 && list.reads() <= 60));
                rows.add(page(fleet));
            }
        }
        return rows;
    }

    /** Lets every agent poll once and confirm its accounts, and returns the read units of the lists. */
    private static double round(Fleet fleet, List<TestAgent> agents) {
        fleet.pass();
        double lists = 0;
        for (TestAgent agent : agents) {
            fleet.meter.take();
            List<Task> tasks = agent.poll();
            lists += fleet.meter.take().reads("Query");
            agent.confirm(tasks);
        }
        return lists;
    }

    private static Row batch(Cost cost) {
        int writes = cost.requests("UpdateItem");
        int history = cost.requests("BatchWriteItem");
        return new Row(
                "activate 1,000 accounts of one zone",
                "2,000 conditional writes, 1 more, and 40 batches of history",
                "%,d conditional writes, and %d batches of history; %d other requests"
                        .formatted(writes, history, cost.allRequests() - writes - history),
                writes <= 2_001 && history <= 40 && cost.allRequests() <= 2_041);
    }

    private static Cost list(Fleet fleet, TestAgent agent, int accounts) {
        fleet.store.zones().raiseRevision(Fleet.ZONE, false);
        fleet.pass();
        fleet.meter.take();
        assertThat(agent.poll()).hasSize(accounts);
        return fleet.meter.take();
    }

    private static Row page(Fleet fleet) {
        fleet.observed(100);
        fleet.meter.take();
        var request = new ListAccounts.Request(new ListAccounts.Start.Page(1), 100, ListAccounts.Filter.NONE, false);
        assertThat(fleet.call(FunctionName.LIST, request).items())
                .hasSize(100)
                .allSatisfy(view -> assertThat(view.agents()).hasSize(3));
        Cost cost = fleet.meter.take();
        int count = 1;
        return new Row(
                "a page of 100 ACTIVE accounts, without filter",
                "4 requests (5: see below), and one COUNT for each MiB of names",
                "%d requests, and %d COUNT; %s RCU".formatted(cost.allRequests() - count, count, units(cost.reads())),
                cost.allRequests() - count <= 5);
    }

    static Row sweep(int agents) {
        try (var fleet = new Fleet()) {
            fleet.agents(agents);
            assertThat(fleet.sweep().agents()).isEqualTo(agents);
            fleet.pass();
            fleet.agents(agents);
            fleet.meter.take();

            assertThat(fleet.sweep().agents()).isEqualTo(agents);

            Cost cost = fleet.meter.take();
            return new Row(
                    "sweep over %,d live agents, nothing stale".formatted(agents),
                    "its mark and 400 RCU",
                    "%d write of %s WCU, and %s RCU"
                            .formatted(cost.requests("PutItem"), units(cost.allWrites()), units(cost.reads())),
                    cost.requests("PutItem") == 1
                            && cost.requests("UpdateItem") == 0
                            && cost.reads() <= agents * 400.0 / 10_000);
        }
    }

    /**
     * Measures a day of an account whose cluster cannot be reached, after its waits stopped growing, without the
     * agent's idle polls.
     */
    static Row deadCluster() {
        try (var fleet = new Fleet()) {
            TestAgent agent = fleet.agent(1, 50);
            agent.poll();
            fleet.provision(0, 1);
            fleet.activate(0, 1, Optional.empty());
            for (int tries = 0; tries < 12; tries++) {
                fails(fleet, agent);
            }
            fleet.meter.take();
            Instant end = fleet.now().plus(Duration.ofDays(1));
            int starts = 0;
            while (fleet.now().isBefore(end)) {
                fails(fleet, agent);
                starts++;
            }
            Cost day = fleet.meter.take();
            double writes = day.allWrites() - starts;
            return new Row(
                    "an account whose cluster is away, for a day",
                    "3,000 WCU",
                    "%,.0f WCU and %,.0f RCU for %d starts".formatted(writes, day.reads(), starts),
                    writes <= 3_000);
        }
    }

    private static void fails(Fleet fleet, TestAgent agent) {
        fleet.pass();
        fleet.account(0).due().ifPresent(due -> fleet.passUntil(due.plusMillis(1)));
        agent.fail(agent.poll());
    }

    private static Row requests(String call, int most, Cost cost) {
        return new Row(
                call,
                most + " requests",
                "%d requests; %s WCU, %d of them in the index, and %s RCU"
                        .formatted(
                                cost.allRequests(), units(cost.allWrites()), cost.indexWrites(), units(cost.reads())),
                cost.allRequests() <= most);
    }

    static String units(double units) {
        return units == Math.rint(units) ? "%.0f".formatted(units) : "%.1f".formatted(units);
    }
}
