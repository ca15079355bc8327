package io.dynamicaccounts.functions.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.dynamicaccounts.functions.account.Account;
import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.account.AccountState;
import io.dynamicaccounts.functions.account.AgentId;
import io.dynamicaccounts.functions.account.Attribute;
import io.dynamicaccounts.functions.account.DefinitionId;
import io.dynamicaccounts.functions.account.SessionId;
import io.dynamicaccounts.functions.account.ZoneId;
import io.dynamicaccounts.functions.definition.EncryptedDefinition;
import io.dynamicaccounts.functions.lifecycle.Event;
import io.dynamicaccounts.functions.store.Assignment.AgentOutcome;
import io.dynamicaccounts.functions.store.Assignment.ReportedResult;
import io.dynamicaccounts.functions.store.Assignments.ReportedOutcome;
import io.dynamicaccounts.functions.store.Declarations.Declaration;
import io.dynamicaccounts.functions.store.History.PastTransition;
import io.dynamicaccounts.functions.store.Observations.Observation;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Holds one sample of every item that stores held when the fixtures of stored items were written, and what must be
 * read from them at any later time. The samples do not change when stored items gain a value; what a later version
 * adds is read as its absence.
 */
public final class Samples {

    public static final Instant TIME = Instant.parse("2026-11-26T18:00:00.123Z");
    public static final ZoneId ZONE = new ZoneId("eu");
    public static final ZoneId LEFT = new ZoneId("us");
    public static final AgentId AGENT = new AgentId("agent-1");
    public static final AgentId GONE = new AgentId("agent-2");
    public static final SessionId SESSION = new SessionId("session-1");
    public static final AccountName NAME = new AccountName("shop");
    public static final AccountName REMOVED = new AccountName("removed");
    public static final DefinitionId DEFINITION = new DefinitionId("definition-1");

    private static final SessionId FORMER = new SessionId("session-0");

    public static final Account ACCOUNT = Account.of(Map.ofEntries(
            Map.entry(Attribute.NAME, NAME.value()),
            Map.entry(Attribute.STATE, AccountState.FAILED_STARTING.name()),
            Map.entry(Attribute.VERSION, 1_796_000_000_012L),
            Map.entry(Attribute.GENERATION, 1_796_000_000_003L),
            Map.entry(Attribute.SOURCE, "PROVISIONED"),
            Map.entry(Attribute.ZONE, ZONE.value()),
            Map.entry(Attribute.ZONE_PINNED, true),
            Map.entry(Attribute.DEFINITION, DEFINITION.value()),
            Map.entry(Attribute.KUBECONFIG_FILE, "/kube/shop"),
            Map.entry(Attribute.RETRIES, 2L),
            Map.entry(Attribute.STOP_RETRIES, 1L),
            Map.entry(Attribute.MARKED_FOR_DELETION, true),
            Map.entry(Attribute.DUE, TIME.plusSeconds(5)),
            Map.entry(Attribute.DEADLINE, TIME.plusSeconds(300)),
            Map.entry(Attribute.STOP_REVISION, 9L),
            Map.entry(Attribute.TRIED_ZONES, List.of(LEFT.value(), ZONE.value())),
            Map.entry(Attribute.TRIED_REASONS, List.of("no route", "refused")),
            Map.entry(Attribute.LEFT_ZONES, List.of(LEFT.value())),
            Map.entry(Attribute.MESSAGE, "connection refused"),
            Map.entry(Attribute.NAME_TOKEN, "name-token"),
            Map.entry(Attribute.WRITER, "writer-token"),
            Map.entry(Attribute.EVENT, Event.START_FAILED.name()),
            Map.entry(Attribute.PREVIOUS_STATE, AccountState.ACTIVATING.name()),
            Map.entry(Attribute.ACTOR, "agent-1"),
            Map.entry(Attribute.UPDATED, TIME)));

    private static final Account TOMBSTONE = Account.of(Map.of(
            Attribute.NAME,
            REMOVED.value(),
            Attribute.STATE,
            AccountState.REMOVED.name(),
            Attribute.VERSION,
            8L,
            Attribute.GENERATION,
            3L,
            Attribute.EVENT,
            Event.DELETE.name(),
            Attribute.PREVIOUS_STATE,
            AccountState.INACTIVE.name(),
            Attribute.ACTOR,
            "ops",
            Attribute.UPDATED,
            TIME));

    private static final AccountNames.Entry ENTRY = new AccountNames.Entry(NAME, "name-token", TIME);

    private static final Observation OBSERVED = new Observation(
            Optional.of("https://shop.example:6443"),
            Optional.of("v1.35.5"),
            Optional.of("ab:cd"),
            List.of("default", "kube-system"));

    private static final List<PastTransition> PAST = List.of(
            new PastTransition(
                    NAME,
                    12,
                    TIME,
                    Event.START_FAILED,
                    AccountState.ACTIVATING,
                    AccountState.FAILED_STARTING,
                    "agent-1",
                    Optional.of("connection refused")),
            new PastTransition(
                    NAME,
                    11,
                    TIME.minusSeconds(9),
                    Event.ASSIGN,
                    AccountState.TO_MIGRATE,
                    AccountState.ACTIVATING,
                    "agent-1",
                    Optional.empty()));

    private static final Map<Long, AgentOutcome> OUTCOMES = Map.of(
            4L, new AgentOutcome(3, ReportedResult.FAILED, 2, Optional.empty(), Optional.of("connection refused")),
            5L, new AgentOutcome(3, ReportedResult.WATCHING, 0, Optional.empty(), Optional.empty()));

    private static final Assignment ASSIGNMENT = new Assignment(
            ZONE,
            NAME,
            12,
            3,
            AccountState.ACTIVE,
            Optional.of(DEFINITION),
            true,
            Optional.of(TIME.plusSeconds(5)),
            9,
            Map.of(LEFT, 0L),
            CachingExclusions.NONE,
            Map.of());

    private static final Assignment TOMBSTONE_OF_ASSIGNMENT = new Assignment(
            LEFT,
            NAME,
            12,
            3,
            AccountState.REMOVED,
            Optional.empty(),
            false,
            Optional.empty(),
            0,
            Map.of(),
            CachingExclusions.NONE,
            Map.of());

    /** The heartbeat as the fixtures have it. */
    public static final Heartbeat HEARTBEAT = new Heartbeat(
            ZONE,
            AGENT,
            SESSION,
            List.of(FORMER),
            TIME.minusSeconds(60),
            TIME,
            7,
            0,
            7,
            Duration.ofSeconds(10),
            Optional.empty(),
            Optional.empty(),
            Optional.of(TIME.plusSeconds(1)),
            "1.2.3",
            List.of("s3"),
            Optional.empty(),
            false);

    private static final Heartbeat GONE_HEARTBEAT = new Heartbeat(
            ZONE,
            GONE,
            FORMER,
            List.of(),
            TIME.minusSeconds(60),
            TIME,
            6,
            5,
            6,
            Duration.ofSeconds(20),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            "",
            List.of(),
            Optional.of(TIME.plusSeconds(61)),
            true);

    private static final Declaration DECLARATION =
            new Declaration(ZONE, AGENT, 4, Set.of(NAME), Set.of(new AccountName("former")));

    private static final SweepMark MARK = new SweepMark(
            TIME,
            Duration.ofSeconds(15),
            Optional.of(TIME.plusSeconds(60)),
            Optional.of("2 of 3 zones fell silent at once"),
            Set.of(LEFT),
            Map.of(ZONE, TIME, LEFT, TIME.minusSeconds(30)),
            2);

    private static final Installation INSTALLATION =
            Installation.restoring("accounts", "0a1b2c", TIME).adopting("accounts", 0, TIME, TIME.plusSeconds(50));

    public static final AccountName CREDENTIAL = new AccountName("credential");
    public static final AccountName DELETED_CREDENTIAL = new AccountName("deleted-credential");

    private static final Credentials.Revision CREDENTIAL_BEFORE =
            revision(CREDENTIAL, 1, Optional.of(definition(CREDENTIAL, "definition-1")));
    private static final Credentials.Revision CREDENTIAL_NOW =
            revision(CREDENTIAL, 2, Optional.of(definition(CREDENTIAL, "definition-2")));
    private static final Credentials.Revision DELETED_BEFORE =
            revision(DELETED_CREDENTIAL, 1, Optional.of(definition(DELETED_CREDENTIAL, "definition-3")));
    private static final Credentials.Revision DELETION = revision(DELETED_CREDENTIAL, 2, Optional.empty());

    private static final Credentials.Revision INTENDED = revision(
                    new AccountName("intended-credential"), 1, Optional.empty())
            .with(Optional.of(new Intent(
                    Intent.Kind.DELETE,
                    Optional.of(TIME.plusSeconds(30)),
                    2,
                    Optional.of("name-token"),
                    Optional.of("a note"),
                    Optional.of("its agents are still stopping it"))));

    private Samples() {}

    private static Credentials.Revision revision(
            AccountName name, long version, Optional<EncryptedDefinition> definition) {
        return new Credentials.Revision(
                name, version, TIME.plusSeconds(version), "writer-" + version, "ops", definition);
    }

    private static EncryptedDefinition definition(AccountName name, String id) {
        EncryptedDefinition of = definition();
        return new EncryptedDefinition(name, new DefinitionId(id), TIME.plusMillis(7), of.fieldsInClear(), of.sealed());
    }

    private static EncryptedDefinition definition() {
        var open = new LinkedHashMap<String, Object>();
        open.put("name", NAME.value());
        open.put("kubeconfigContents", "********");
        open.put("ratio", new BigDecimal("1.10"));
        open.put("onlySpinnakerManaged", null);
        open.put("permissions", Map.of("READ", List.of("team")));
        return new EncryptedDefinition(NAME, DEFINITION, TIME, open, Map.of("/kubeconfigContents", "c2VhbGVk"));
    }

    /** Returns an agent of the same id in another zone. */
    public static Heartbeat heartbeatIn(ZoneId zone) {
        return new Heartbeat(
                zone,
                AGENT,
                SESSION,
                List.of(),
                TIME,
                TIME,
                0,
                0,
                0,
                Duration.ofSeconds(10),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                "",
                List.of(),
                Optional.empty(),
                false);
    }

    /** Writes the samples into an empty store. */
    public static void write(Store store) {
        store.accounts().restore(List.of(ACCOUNT, TOMBSTONE));
        store.names().put(ENTRY);
        store.definitions().put(definition());
        store.observations().put(NAME, OBSERVED);
        store.history().append(PAST);
        store.assignments().publish(ASSIGNMENT);
        store.assignments().publish(TOMBSTONE_OF_ASSIGNMENT);
        var live = Set.of(4L, 5L);
        for (int i = 0; i < 2; i++) {
            store.assignments()
                    .recordOutcome(
                            new ReportedOutcome(
                                    ZONE, NAME, 3, 4, ReportedResult.FAILED, TIME, Optional.of("connection refused")),
                            live);
        }
        store.assignments()
                .recordOutcome(
                        new ReportedOutcome(ZONE, NAME, 3, 5, ReportedResult.WATCHING, TIME, Optional.empty()), live);
        Zone settled = store.zones()
                .settleEpoch(store.zones()
                        .replaceMembers(
                                store.zones().raiseRevision(ZONE, true, 17),
                                List.of(new Zone.Member(1, AGENT, FORMER)),
                                List.of())
                        .orElseThrow())
                .orElseThrow();
        assertThat(store.zones()
                        .replaceMembers(
                                settled,
                                List.of(new Zone.Member(2, AGENT, SESSION)),
                                List.of(new Roster.Departed(1, TIME.plusSeconds(50)))))
                .isPresent();
        assertThat(store.heartbeats().register(HEARTBEAT, null)).isTrue();
        assertThat(store.heartbeats().register(GONE_HEARTBEAT, null)).isTrue();
        assertThat(store.declarations().replace(Optional.empty(), DECLARATION)).isTrue();
        store.sweepMarks().write(MARK);
        assertThat(store.installations().replace(null, INSTALLATION)).isTrue();
    }

    /** Verifies that every sample is read as it was written. */
    public static void check(Store store) {
        assertThat(store.accounts().find(NAME)).contains(ACCOUNT);
        assertThat(store.accounts().find(REMOVED)).contains(TOMBSTONE);
        assertThat(store.accounts().due(TIME.plusSeconds(5), 10)).containsExactly(ACCOUNT);
        var scanned = new ArrayList<Account>();
        store.accounts().scan(scanned::addAll);
        assertThat(scanned).containsExactlyInAnyOrder(ACCOUNT, TOMBSTONE);
        assertThat(store.names().after(null, 10)).containsExactly(ENTRY);
        assertThat(store.definitions().find(new Definitions.Key(NAME, DEFINITION)))
                .contains(definition());
        assertThat(store.observations().find(NAME)).contains(OBSERVED);
        assertThat(store.history().of(NAME, 10)).isEqualTo(PAST);
        assertThat(store.assignments().inZone(ZONE).stream().map(Samples::asFirstStored))
                .containsExactly(ASSIGNMENT.withOutcomes(OUTCOMES));
        assertThat(store.assignments().inZone(LEFT)).containsExactly(TOMBSTONE_OF_ASSIGNMENT);
        assertThat(store.assignments().count(ZONE)).isEqualTo(1);
        assertThat(store.zones().find(ZONE)).isEqualTo(zone());
        assertThat(store.heartbeats().find(ZONE, AGENT)).contains(HEARTBEAT);
        assertThat(store.heartbeats().in(ZONE)).containsExactlyInAnyOrder(HEARTBEAT, GONE_HEARTBEAT);
        assertThat(store.heartbeats().in(AGENT)).containsExactly(HEARTBEAT);
        assertThat(store.declarations().inZone(ZONE)).containsExactly(DECLARATION);
        assertThat(store.sweepMarks().read()).contains(MARK);
        assertThat(store.installations().find()).contains(INSTALLATION);
    }

    /** Writes samples of credentials and of what the automatic migration remembers, which stores did not hold when the first fixtures were written. */
    public static void writeCredentials(Store store) {
        write(store, Optional.empty(), CREDENTIAL_BEFORE);
        write(store, Optional.of(CREDENTIAL_BEFORE), CREDENTIAL_NOW);
        write(store, Optional.empty(), DELETED_BEFORE);
        write(store, Optional.of(DELETED_BEFORE), DELETION);
        store.migrationMarks().put(MigrationMarks.Mark.REMOVED, List.of(NAME));
        store.migrationMarks().put(MigrationMarks.Mark.BEGUN, List.of(CREDENTIAL));
    }

    private static void write(Store store, Optional<Credentials.Revision> read, Credentials.Revision next) {
        assertThat(store.credentials().replace(read, next)).isEqualTo(new WriteResult.Written<>(next));
    }

    /** Verifies that every sample of {@link #writeCredentials} is read as it was written. */
    public static void checkCredentials(Store store) {
        assertThat(store.credentials().find(CREDENTIAL)).contains(CREDENTIAL_NOW);
        assertThat(store.credentials().page(null, 10)).containsExactly(CREDENTIAL_NOW);
        assertThat(store.credentials().revisions(CREDENTIAL, 10)).containsExactly(CREDENTIAL_NOW, CREDENTIAL_BEFORE);
        assertThat(store.credentials().revisions(DELETED_CREDENTIAL, 10)).containsExactly(DELETION, DELETED_BEFORE);
        assertThat(store.migrationMarks().after(MigrationMarks.Mark.REMOVED, null, 10))
                .containsExactly(NAME);
        assertThat(store.migrationMarks().after(MigrationMarks.Mark.BEGUN, null, 10))
                .containsExactly(CREDENTIAL);
    }

    /** Writes samples of intents, which stores did not hold when the first fixtures with credentials were written. */
    public static void writeIntents(Store store) {
        write(store, Optional.empty(), INTENDED);
    }

    /** Verifies that every sample of {@link #writeIntents} is read as it was written. */
    public static void checkIntents(Store store) {
        assertThat(store.credentials().find(INTENDED.name())).contains(INTENDED);
        assertThat(store.credentials().due(TIME.plusSeconds(30), 10)).containsExactly(INTENDED);
    }

    /** Writes to every item of a credential that functions update in place. */
    public static void touchCredentials(Store store) {
        write(store, Optional.of(CREDENTIAL_NOW), revision(CREDENTIAL, 3, Optional.empty()));
        write(store, Optional.of(DELETION), revision(DELETED_CREDENTIAL, 3, DELETED_BEFORE.definition()));
    }

    /** Writes to the item of an intent. */
    public static void touchIntents(Store store) {
        assertThat(store.credentials()
                        .settle(INTENDED, INTENDED.intent().orElseThrow().again(TIME.plusSeconds(60), "touched")))
                .isTrue();
    }

    private static Zone zone() {
        var roster = new Roster(
                2,
                4,
                List.of(new Zone.Member(2, AGENT, SESSION)),
                List.of(new Roster.Departed(1, TIME.plusSeconds(50))),
                1,
                List.of(new Zone.Member(1, AGENT, FORMER)));
        return new Zone(ZONE, 4, roster, true, 17);
    }

    /** Returns the assignment without the time of reports, which was not stored at first. */
    private static Assignment asFirstStored(Assignment assignment) {
        var outcomes = new HashMap<Long, AgentOutcome>();
        assignment
                .outcomes()
                .forEach((registration, said) -> outcomes.put(
                        registration,
                        new AgentOutcome(
                                said.generation(), said.result(), said.tries(), Optional.empty(), said.message())));
        return assignment.withOutcomes(outcomes);
    }

    /** Writes to every item that functions update in place. */
    public static void touch(Store store) {
        assertThat(store.accounts().postpone(NAME, ACCOUNT.version(), TIME.plusSeconds(9)))
                .isTrue();
        Placed.at(store, REMOVED, AccountState.INACTIVE, Placed.facts(TIME).build());
        store.assignments()
                .recordOutcome(
                        new ReportedOutcome(ZONE, NAME, 3, 5, ReportedResult.FAILED, TIME, Optional.of("lost")),
                        Set.of(4L, 5L));
        assertThat(store.assignments().clearLeftZones(ZONE, NAME, 12)).isTrue();
        assertThat(store.assignments()
                        .publish(Assignment.of(
                                LEFT,
                                Account.of(Map.of(
                                        Attribute.NAME,
                                        NAME.value(),
                                        Attribute.STATE,
                                        AccountState.ACTIVE.name(),
                                        Attribute.VERSION,
                                        13L)))))
                .isTrue();
        Zone zone = store.zones().raiseRevision(ZONE, false);
        assertThat(store.zones().setAccountCount(ZONE, zone.revision(), 3)).isTrue();
        assertThat(store.zones().replaceMembers(zone, List.of(), List.of())).isPresent();
        assertThat(store.heartbeats()
                        .beat(new Heartbeats.Beat(
                                ZONE,
                                AGENT,
                                SESSION,
                                TIME.plusSeconds(2),
                                8,
                                8,
                                Duration.ofSeconds(10),
                                TIME.plusSeconds(47),
                                50,
                                "2",
                                List.of())))
                .isInstanceOf(WriteResult.Written.class);
        Heartbeat beaten = store.heartbeats().find(ZONE, AGENT).orElseThrow();
        assertThat(store.heartbeats().setWakeTime(beaten, Optional.empty())).isTrue();
        assertThat(store.heartbeats().leave(ZONE, AGENT, SESSION, TIME.plusSeconds(3)))
                .isTrue();
        store.heartbeats().markDepartureHandled(GONE_HEARTBEAT);
        assertThat(store.installations().replace(INSTALLATION, INSTALLATION.ready(TIME)))
                .isTrue();
    }
}
