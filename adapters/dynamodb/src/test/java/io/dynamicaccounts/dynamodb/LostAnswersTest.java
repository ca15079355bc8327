package io.dynamicaccounts.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import io.dynamicaccounts.dynamodb.Faults.Fault;
import io.dynamicaccounts.functions.account.Account;
import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.account.AccountState;
import io.dynamicaccounts.functions.account.AgentId;
import io.dynamicaccounts.functions.account.DefinitionId;
import io.dynamicaccounts.functions.account.SessionId;
import io.dynamicaccounts.functions.account.Source;
import io.dynamicaccounts.functions.account.ZoneId;
import io.dynamicaccounts.functions.definition.EncryptedDefinition;
import io.dynamicaccounts.functions.lifecycle.AnyFacts;
import io.dynamicaccounts.functions.lifecycle.Event;
import io.dynamicaccounts.functions.lifecycle.Facts;
import io.dynamicaccounts.functions.lifecycle.Lifecycle;
import io.dynamicaccounts.functions.lifecycle.Timing;
import io.dynamicaccounts.functions.lifecycle.Transition;
import io.dynamicaccounts.functions.store.Assignment;
import io.dynamicaccounts.functions.store.Assignments.ReportedOutcome;
import io.dynamicaccounts.functions.store.CachingExclusions;
import io.dynamicaccounts.functions.store.Credentials.Revision;
import io.dynamicaccounts.functions.store.Heartbeat;
import io.dynamicaccounts.functions.store.Heartbeats;
import io.dynamicaccounts.functions.store.WriteResult;
import io.dynamicaccounts.functions.store.Zone;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tests that a write whose answer is lost, and which the SDK sends again, takes one step and returns success. */
@NeedsTestServer
class LostAnswersTest {

    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
    private static final ZoneId ZONE = new ZoneId("zone-a");
    private static final AgentId AGENT = new AgentId("agent-1");
    private static final SessionId SESSION = new SessionId("session-1");
    private static final AccountName ACCOUNT = new AccountName("account-1");

    /** The fault of the next update. */
    private volatile Fault next = Fault.NONE;

    private DynamoDbStore store;

    @BeforeEach
    void open() {
        store = TestServer.emptyStore(() -> NOON, Wire.with(target -> {
            Fault fault = target.endsWith(".UpdateItem") ? next : Fault.NONE;
            next = fault == Fault.NONE ? next : Fault.NONE;
            return fault;
        }));
    }

    @AfterEach
    void close() {
        assertThat(next).as("the fault was met").isEqualTo(Fault.NONE);
        store.close();
    }

    private void loseTheNextAnswer() {
        next = Fault.DROPPED_AFTER;
    }

    private static Transition transition(Event event) {
        Facts facts = AnyFacts.by("tester", NOON, Timing.DEFAULT)
                .source(Source.PROVISIONED)
                .nameToken("name-token")
                .definition(new DefinitionId("definition-1"))
                .zone(ZONE)
                .build();
        return Lifecycle.rules(event).getFirst().bind(facts, "writer of " + event);
    }

    @Test
    void an_account_is_moved_once() {
        loseTheNextAnswer();
        assertThat(store.accounts().transition(ACCOUNT, transition(Event.PROVISION)))
                .isInstanceOf(WriteResult.Written.class);
        loseTheNextAnswer();
        WriteResult<Account> activated = store.accounts().transition(ACCOUNT, transition(Event.ACTIVATE));

        Account account = activated.written().orElseThrow();
        assertThat(account.version()).isEqualTo(2);
        assertThat(account.state()).isEqualTo(AccountState.TO_MIGRATE);
        assertThat(store.accounts().find(ACCOUNT)).contains(account);
    }

    @Test
    void a_zone_is_raised_once() {
        loseTheNextAnswer();
        assertThat(store.zones().raiseRevision(ZONE, true).revision()).isEqualTo(1);
        loseTheNextAnswer();
        assertThat(store.zones().raiseRevisionFrom(ZONE, 1).orElseThrow().revision())
                .isEqualTo(2);
        assertThat(store.zones().find(ZONE).revision()).isEqualTo(2);
    }

    @Test
    void a_roster_is_replaced_and_settled_once() {
        loseTheNextAnswer();
        Zone enrolled = store.zones()
                .replaceMembers(Zone.empty(ZONE), List.of(new Zone.Member(1, AGENT, SESSION)), List.of())
                .orElseThrow();
        loseTheNextAnswer();
        Zone settled = store.zones().settleEpoch(enrolled).orElseThrow();

        assertThat(settled.epoch()).isEqualTo(1);
        assertThat(settled.revision()).isEqualTo(2);
        assertThat(store.zones().find(ZONE)).isEqualTo(settled);
    }

    @Test
    void a_beat_counts_once() {
        loseTheNextAnswer();
        assertThat(store.heartbeats().register(heartbeat(), null)).isTrue();
        loseTheNextAnswer();
        WriteResult<Heartbeat> beaten = store.heartbeats()
                .beat(new Heartbeats.Beat(
                        ZONE,
                        AGENT,
                        SESSION,
                        NOON.plusSeconds(10),
                        7,
                        7,
                        Duration.ofSeconds(10),
                        NOON.plusSeconds(55),
                        50,
                        "1.0",
                        List.of()));

        Heartbeat after = beaten.written().orElseThrow();
        assertThat(after.acknowledged()).isEqualTo(7);
        assertThat(after.acknowledgedBefore()).isEqualTo(3);
    }

    @Test
    void fencing_and_leaving_are_recognised_as_done() {
        store.heartbeats().register(heartbeat(), null);
        loseTheNextAnswer();
        assertThat(store.heartbeats().fence(heartbeat(), NOON.plusSeconds(60))).isTrue();

        store.heartbeats()
                .register(heartbeat(), store.heartbeats().find(ZONE, AGENT).orElseThrow());
        loseTheNextAnswer();
        assertThat(store.heartbeats().leave(ZONE, AGENT, SESSION, NOON.plusSeconds(61)))
                .isTrue();
    }

    @Test
    void a_failed_try_is_counted_once() {
        store.assignments().publish(assignment());

        loseTheNextAnswer();
        assertThat(fail().tries()).isEqualTo(1);
        loseTheNextAnswer();
        assertThat(fail().tries()).isEqualTo(2);
    }

    @Test
    void a_credential_is_written_replaced_and_deleted_once() {
        Revision created = revision(1, Optional.of(definition("first")));
        loseTheNextAnswer();
        assertThat(store.credentials().replace(Optional.empty(), created))
                .isEqualTo(new WriteResult.Written<>(created));
        Revision replaced = revision(2, Optional.of(definition("second")));
        loseTheNextAnswer();
        assertThat(store.credentials().replace(Optional.of(created), replaced))
                .isEqualTo(new WriteResult.Written<>(replaced));
        Revision deleted = revision(3, Optional.empty());
        loseTheNextAnswer();
        assertThat(store.credentials().replace(Optional.of(replaced), deleted))
                .isEqualTo(new WriteResult.Written<>(deleted));

        assertThat(store.credentials().revisions(ACCOUNT, 10)).containsExactly(deleted, replaced, created);
    }

    private static Revision revision(long version, Optional<EncryptedDefinition> definition) {
        return new Revision(ACCOUNT, version, NOON.plusSeconds(version), "writer-" + version, "tester", definition);
    }

    private static EncryptedDefinition definition(String id) {
        return new EncryptedDefinition(ACCOUNT, new DefinitionId(id), NOON, Map.of("name", "account-1"), Map.of());
    }

    private Assignment.AgentOutcome fail() {
        return store.assignments()
                .recordOutcome(
                        new ReportedOutcome(
                                ZONE, ACCOUNT, 1, 1, Assignment.ReportedResult.FAILED, NOON, Optional.of("no route")),
                        Set.of(1L))
                .orElseThrow()
                .outcome(1)
                .orElseThrow();
    }

    private static Assignment assignment() {
        return new Assignment(
                ZONE,
                ACCOUNT,
                1,
                1,
                AccountState.ACTIVATING,
                Optional.empty(),
                false,
                Optional.empty(),
                0,
                Map.of(),
                CachingExclusions.NONE,
                Map.of());
    }

    private static Heartbeat heartbeat() {
        return new Heartbeat(
                ZONE,
                AGENT,
                SESSION,
                List.of(),
                NOON,
                NOON,
                3,
                2,
                3,
                Duration.ofSeconds(10),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                "1.0",
                List.of(),
                Optional.empty(),
                false);
    }
}
