package io.dynamicaccounts.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import io.dynamicaccounts.functions.Settings;
import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.account.AccountState;
import io.dynamicaccounts.functions.account.AgentId;
import io.dynamicaccounts.functions.account.DefinitionId;
import io.dynamicaccounts.functions.account.SessionId;
import io.dynamicaccounts.functions.account.ZoneId;
import io.dynamicaccounts.functions.store.AccountNames;
import io.dynamicaccounts.functions.store.Assignment;
import io.dynamicaccounts.functions.store.Assignment.ReportedResult;
import io.dynamicaccounts.functions.store.Assignments.ReportedOutcome;
import io.dynamicaccounts.functions.store.CachingExclusions;
import io.dynamicaccounts.functions.store.Installation;
import io.dynamicaccounts.functions.store.SweepMark;
import io.dynamicaccounts.functions.store.Zone;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Computes, from the costs of calls, the fleet at which each key of the table would reach the limit of one partition.
 */
@NeedsTestServer
class HotPartitionsTest {

    private static final Path DOCUMENT = Path.of("..", "..", "docs", "hot-partitions.md");
    private static final String BEGIN =
            "| key | what loads it | one costs | at its limit, polls every 10 s | every 20 s |\n"
                    + "|---|---|---|---|---|\n";

    /** DynamoDB's limit of one partition in a second. */
    private static final double WRITES = 1_000;

    private static final double READS = 3_000;

    /** A number of the length of numbers after an epoch of the installation has begun. */
    private static final long EPOCH = 1_796_000_000_000L;

    private static final int FEW = 10;
    private static final int MOST = Settings.MAX_AGENTS_OF_ZONE;
    /** Enough reports that the last quarter of a unit does not matter. */
    private static final int SAID = 1_200;

    private static final int NAMES = 2_500;
    private static final int ZONES = 1_000;
    private static final int CREDENTIALS = 1_000;

    private static List<Row> rows;

    /**
     * A line of the document.
     *
     * @param limit the limit by the seconds between two polls of an agent
     */
    private record Row(String key, String load, String cost, IntFunction<String> limit) {
        String line() {
            return "| %s | %s | %s | %s | %s |\n".formatted(key, load, cost, limit.apply(10), limit.apply(20));
        }
    }

    /** The measured costs. */
    private record Costs(
            double idleWrites,
            double zoneReads,
            double zoneWrites,
            double smallZoneWrites,
            long raises,
            double listOfFew,
            double listOfMost,
            double start,
            int startsIndexWrites,
            double names,
            double credentials,
            double markWrites,
            double markReads,
            double installationReads) {}

    @BeforeAll
    static void measure() {
        TestServer.endpoint();
        rows = rows(costs());
    }

    @Test
    void the_document_has_the_limits_that_follow_from_the_costs() throws IOException {
        String document = Files.readString(DOCUMENT);
        int begin = document.indexOf(BEGIN);
        int end = document.indexOf("\n\n", begin) + 1;
        String table = rows.stream().map(Row::line).collect(Collectors.joining("", BEGIN, ""));
        String written = document.substring(0, begin) + table + document.substring(end);
        if (Boolean.getBoolean("docs.write")) {
            Files.writeString(DOCUMENT, written);
        }
        assertThat(DOCUMENT).content().isEqualTo(written);
    }

    private static Costs costs() {
        try (var fleet = new Fleet()) {
            Fleet.TestAgent agent = fleet.agent(1, 50);
            for (int i = 0; i < 3; i++) {
                agent.poll();
                fleet.pass();
            }
            fleet.meter.take();
            agent.poll();
            double idle = fleet.meter.take().allWrites();
            fleet.provision(0, 1);
            long before = fleet.store.zones().find(Fleet.ZONE).revision();
            fleet.meter.take();
            fleet.activate(0, 1, Optional.empty());
            fleet.pass();
            agent.confirm(agent.poll());
            Meter.Cost start = fleet.meter.take();
            assertThat(fleet.account(0).state()).isEqualTo(AccountState.ACTIVE);
            long raises = fleet.store.zones().find(Fleet.ZONE).revision() - before;
            return new Costs(
                    idle,
                    zone(fleet, MOST).reads(),
                    zone(fleet, MOST).writes(),
                    zone(fleet, FEW).writes(),
                    raises,
                    list(fleet, FEW),
                    list(fleet, MOST),
                    start.writes(),
                    start.indexWrites(),
                    names(fleet),
                    credentials(fleet),
                    mark(fleet).writes(),
                    mark(fleet).reads(),
                    installation(fleet));
        }
    }

    /** Returns the cost of one read and one raise of a zone with so many agents. */
    private static Meter.Cost zone(Fleet fleet, int agents) {
        var zone = new ZoneId("zone-of-" + agents + "-" + UUID.randomUUID());
        List<Zone.Member> members = IntStream.range(0, agents)
                .mapToObj(number -> new Zone.Member(
                        EPOCH + number,
                        new AgentId("agent-of-eu-west-%04d".formatted(number)),
                        new SessionId(UUID.randomUUID().toString())))
                .toList();
        Zone joined = fleet.store
                .zones()
                .replaceMembers(fleet.store.zones().find(zone), members, List.of())
                .orElseThrow();
        assertThat(fleet.store.zones().settleEpoch(joined)).isPresent();
        fleet.meter.take();
        fleet.store.zones().raiseRevision(zone, false);
        fleet.store.zones().find(zone);
        return fleet.meter.take();
    }

    /**
     * Returns the reads of a complete list for one account of a zone with so many agents, all of which have reported
     * an outcome.
     */
    private static double list(Fleet fleet, int agents) {
        var zone = new ZoneId("list-of-" + agents);
        int listed = SAID / agents;
        Set<Long> live = LongStream.range(EPOCH, EPOCH + agents).boxed().collect(Collectors.toSet());
        for (int number = 0; number < listed; number++) {
            AccountName account = Fleet.name(number);
            fleet.store.assignments().publish(assignment(zone, account));
            for (long registration : live) {
                assertThat(fleet.store
                                .assignments()
                                .recordOutcome(
                                        new ReportedOutcome(
                                                zone,
                                                account,
                                                EPOCH,
                                                registration,
                                                ReportedResult.WATCHING,
                                                fleet.now(),
                                                Optional.empty()),
                                        live))
                        .isPresent();
            }
        }
        fleet.meter.take();
        assertThat(fleet.store.assignments().inZone(zone)).hasSize(listed);
        return fleet.meter.take().reads("Query") / listed;
    }

    private static Assignment assignment(ZoneId zone, AccountName account) {
        return new Assignment(
                zone,
                account,
                EPOCH,
                EPOCH,
                AccountState.ACTIVE,
                Optional.of(new DefinitionId(UUID.randomUUID().toString())),
                false,
                Optional.empty(),
                0,
                Map.of(),
                CachingExclusions.NONE,
                Map.of());
    }

    /** Returns the cost of the total and of a page of 100, of {@link #NAMES} names. */
    private static double names(Fleet fleet) {
        var one = new AccountNames.Entry(Fleet.name(0), UUID.randomUUID().toString(), fleet.now());
        fleet.store.names().put(one);
        Item original = fleet.store.table().get(ItemKey.name(one.name())).orElseThrow();
        fleet.store
                .table()
                .putAll(IntStream.range(1, NAMES)
                        .mapToObj(number -> {
                            var item = new HashMap<>(original.attributes());
                            item.putAll(ItemKey.name(Fleet.name(number)).attributes());
                            return new Item(item);
                        })
                        .toList());
        fleet.meter.take();
        assertThat(fleet.store.names().count()).isEqualTo(NAMES);
        assertThat(fleet.store.names().after(null, 100)).hasSize(100);
        return fleet.meter.take().reads();
    }

    /** Returns the cost of a list of {@link #CREDENTIALS} credentials. */
    private static double credentials(Fleet fleet) {
        fleet.credentials(CREDENTIALS);
        fleet.meter.take();
        assertThat(fleet.store.credentials().page(null, CREDENTIALS)).hasSize(CREDENTIALS);
        return fleet.meter.take().reads();
    }

    /** Returns the cost of writing and reading the mark of {@link #ZONES} zones. */
    private static Meter.Cost mark(Fleet fleet) {
        Map<ZoneId, Instant> livedAt = new HashMap<>();
        IntStream.range(0, ZONES)
                .forEach(number -> livedAt.put(
                        new ZoneId("zone-%04d".formatted(number)), fleet.now().plusMillis(number)));
        fleet.meter.take();
        fleet.store
                .sweepMarks()
                .write(new SweepMark(
                        fleet.now(),
                        Duration.ofSeconds(60),
                        Optional.empty(),
                        Optional.empty(),
                        Set.of(),
                        livedAt,
                        10 * ZONES));
        fleet.store.sweepMarks().read();
        return fleet.meter.take();
    }

    private static double installation(Fleet fleet) {
        fleet.store.installations().replace(null, Installation.create("accounts", fleet.now()));
        fleet.meter.take();
        fleet.store.installations().find();
        return fleet.meter.take().reads();
    }

    private static List<Row> rows(Costs costs) {
        return List.of(
                new Row(
                        "`zone#<zone>` `zone`, read",
                        "each poll of the zone",
                        "%s RCU with %d agents, the most of a zone".formatted(units(costs.zoneReads()), MOST),
                        interval -> "never: %d agents take %s RCU a second"
                                .formatted(MOST, units(MOST * costs.zoneReads() / interval))),
                new Row(
                        "`zone#<zone>` `zone`, written",
                        "each change; %d for an account that is activated alone".formatted(costs.raises()),
                        "%s WCU with %d agents, %s with %d"
                                .formatted(units(costs.zoneWrites()), MOST, units(costs.smallZoneWrites()), FEW),
                        interval -> "%s such accounts a second with %d agents, %s with 10"
                                .formatted(
                                        whole(WRITES / costs.zoneWrites() / costs.raises()),
                                        MOST,
                                        whole(WRITES / costs.smallZoneWrites() / costs.raises()))),
                new Row(
                        "`zone#<zone>`, all of it",
                        "each poll while something changes: the complete list",
                        "%s RCU for each 1,000 accounts with %d agents, %s with %d"
                                .formatted(
                                        units(Math.rint(costs.listOfMost() * 1_000)),
                                        MOST,
                                        units(Math.rint(costs.listOfFew() * 1_000)),
                                        FEW),
                        interval -> "%s accounts with %d agents, %s with %d"
                                .formatted(
                                        whole(READS * interval / MOST / costs.listOfMost()),
                                        MOST,
                                        whole(READS * interval / FEW / costs.listOfFew()),
                                        FEW)),
                new Row(
                        "`agents#<part>`",
                        "each poll: the heartbeat",
                        "%s WCU".formatted(units(costs.idleWrites())),
                        interval -> "%s agents in each of %d parts, %s in all"
                                .formatted(
                                        whole(WRITES / costs.idleWrites() * interval),
                                        ItemKey.AGENT_SHARDS,
                                        whole(WRITES / costs.idleWrites() * interval * ItemKey.AGENT_SHARDS))),
                new Row(
                        "`account#<name>`",
                        "each transition of that account",
                        "less than %s WCU from INACTIVE to ACTIVE, its zone's included".formatted(units(costs.start())),
                        interval ->
                                "never: %s starts of one account a second".formatted(whole(WRITES / costs.start()))),
                new Row(
                        "`names`, written",
                        "each account that is created or removed",
                        "1 WCU",
                        interval -> whole(WRITES) + " accounts a second"),
                new Row(
                        "`names`, read",
                        "each page of 100 with the total",
                        "%s RCU of %s names".formatted(units(costs.names()), whole(NAMES)),
                        interval -> "%s such pages a second; %s of 100,000 names"
                                .formatted(whole(READS / costs.names()), units(READS / (costs.names() * 10)))),
                new Row(
                        "`credentials`, written",
                        "each credential that is created, replaced or deleted",
                        "1 WCU",
                        interval -> whole(WRITES) + " credentials a second"),
                new Row(
                        "`credentials`, read",
                        "each list of all credentials",
                        "%s RCU of %s credentials".formatted(units(costs.credentials()), whole(CREDENTIALS)),
                        interval -> "%s such lists a second; %s of 10,000 credentials"
                                .formatted(
                                        whole(READS / costs.credentials()), units(READS / (costs.credentials() * 10)))),
                new Row(
                        "index `due`",
                        "each due time that comes, changes or goes",
                        "%d WCU from INACTIVE to ACTIVE".formatted(costs.startsIndexWrites()),
                        interval -> "%s accounts that start a second in each of %d parts, %s in all"
                                .formatted(
                                        whole(WRITES / costs.startsIndexWrites()),
                                        AccountItem.dueShards().size(),
                                        whole(WRITES
                                                / costs.startsIndexWrites()
                                                * AccountItem.dueShards().size()))),
                new Row(
                        "`sweep`",
                        "a sweep writes it; each process reads it once a minute",
                        "%s WCU, %s RCU with %s zones"
                                .formatted(units(costs.markWrites()), units(costs.markReads()), whole(ZONES)),
                        interval -> "%s processes".formatted(whole(READS / costs.markReads() * 60))),
                new Row(
                        "`installation`",
                        "each process reads it as it starts",
                        "%s RCU".formatted(units(costs.installationReads())),
                        interval -> "%s starts a second".formatted(whole(READS / costs.installationReads()))));
    }

    private static String whole(double number) {
        return "%,d".formatted((long) number);
    }

    private static String units(double units) {
        return units == Math.rint(units) ? "%,.0f".formatted(units) : "%,.1f".formatted(units);
    }
}
