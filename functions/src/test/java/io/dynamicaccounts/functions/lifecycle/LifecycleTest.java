package io.dynamicaccounts.functions.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.dynamicaccounts.functions.account.Account;
import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.account.AccountState;
import io.dynamicaccounts.functions.account.AccountState.Work;
import io.dynamicaccounts.functions.account.Attribute;
import io.dynamicaccounts.functions.account.DefinitionId;
import io.dynamicaccounts.functions.account.Source;
import io.dynamicaccounts.functions.account.ZoneId;
import io.dynamicaccounts.functions.lifecycle.Lifecycle.Decision;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Verifies the whole table: every state, every event, and every way in which a guard can hold or not. */
class LifecycleTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final long EPOCH = NOW.toEpochMilli();
    private static final ZoneId ZONE = new ZoneId("z1");
    private static final Set<Event> BY_THEMSELVES =
            EnumSet.of(Event.RETRY, Event.REQUEUE, Event.RELEASE, Event.STOP_AGAIN, Event.TRY_NEXT_ZONE);

    /** Returns every account that differs in what a guard may ask about. */
    private static List<Account> situations() {
        var accounts = new ArrayList<Account>();
        for (AccountState state : AccountState.values()) {
            for (int bits = 0; bits < 1 << 9; bits++) {
                accounts.add(situation(state, bits));
            }
        }
        return accounts;
    }

    private static Account situation(AccountState state, int bits) {
        Map<Attribute, Object> values = new HashMap<>();
        values.put(Attribute.NAME, "a");
        values.put(Attribute.STATE, state.name());
        values.put(Attribute.VERSION, (bits & 1) == 0 ? 7L : 8L);
        values.put(Attribute.GENERATION, (bits & 2) == 0 ? 3L : 4L);
        values.put(Attribute.SOURCE, ((bits & 4) == 0 ? Source.MIGRATED : Source.DECLARED_BY_AGENT).name());
        values.put(Attribute.ZONE, (bits & 8) == 0 ? "z1" : "z2");
        values.put(Attribute.RETRIES, (bits & 16) == 0 ? 0L : 3L);
        values.put(Attribute.STOP_RETRIES, (bits & 16) == 0 ? 0L : 3L);
        values.put(Attribute.DUE, (bits & 32) == 0 ? NOW : NOW.plusMillis(1));
        if ((bits & 64) != 0) {
            values.put(Attribute.MARKED_FOR_DELETION, true);
            values.put(Attribute.ZONE_PINNED, true);
        }
        if ((bits & 128) != 0) {
            values.put(Attribute.DEADLINE, NOW.plusSeconds(60));
        }
        values.put(Attribute.CONFIRMED_SINCE, (bits & 256) == 0 ? NOW.minusSeconds(3_599) : NOW.minusSeconds(3_600));
        return Account.of(values);
    }

    private static Facts facts(Event event) {
        return AnyFacts.by("tester", NOW, Timing.DEFAULT)
                .version(7)
                .requiredVersion(7)
                .generation(3)
                .zone(ZONE)
                .epoch(EPOCH)
                .declarationsRefused(true)
                .stopRevision(9)
                .definition(new DefinitionId("d1"))
                .source(Source.PROVISIONED)
                .nameToken("t1")
                .failedAccount(situation(AccountState.ACTIVATING, 0))
                .of(event);
    }

    @TestFactory
    Stream<DynamicTest> every_event_does_in_every_situation_what_the_table_says_and_nothing_else() {
        return Stream.of(Event.values())
                .map(event -> DynamicTest.dynamicTest(event.label(), () -> {
                    for (Account account : situations()) {
                        check(event, account);
                    }
                }));
    }

    private static void check(Event event, Account account) {
        List<Rule> fitting = Lifecycle.rules(event).stream()
                .filter(rule -> rule.from().contains(account.state()))
                .filter(rule -> rule.guards().stream().allMatch(guard -> holds(guard, account)))
                .toList();
        Decision decision = Lifecycle.decide(account, facts(event));
        if (fitting.isEmpty()) {
            assertThat(decision).as("%s of %s", event, account).isNotInstanceOf(Decision.Apply.class);
            return;
        }
        assertThat(decision).as("%s of %s", event, account).isEqualTo(new Decision.Apply(fitting.getFirst()));
        Transition transition = fitting.getFirst().bind(facts(event), "w1");
        assertThat(transition.permits(account)).isTrue();
        Account after = transition.apply(account);
        assertThat(after.state()).isEqualTo(fitting.getFirst().to().orElse(account.state()));
        if (event == Event.ADOPT) {
            assertThat(List.of(after.version(), after.generation())).containsOnly(EPOCH);
        } else {
            assertThat(after.version()).isEqualTo(account.version() + 1);
            assertThat(after.generation()).isBetween(account.generation(), account.generation() + 1);
        }
        assertThat(after.text(Attribute.PREVIOUS_STATE))
                .contains(account.state().name());
        assertThat(after.text(Attribute.EVENT)).contains(event.name());
        assertThat(after.writer()).contains("w1");
    }

    /** Returns whether a guard holds, written independently of the product, so that each checks the other. */
    private static boolean holds(Guard guard, Account account) {
        return switch (guard) {
            case MARKED -> account.markedForDeletion();
            case NOT_MARKED -> !account.markedForDeletion();
            case CHANGEABLE_BY_OPERATORS -> account.dynamic();
            case DECLARED_BY_AGENT -> !account.dynamic();
            case DECLARATIONS_REFUSED -> true;
            case SAME_GENERATION -> account.generation() == 3;
            case SAME_VERSION, REQUIRED_VERSION -> account.version() == 7;
            case BEFORE_EPOCH -> account.version() < EPOCH;
            case AFTER_EPOCH -> account.version() >= EPOCH;
            case SAME_ZONE, ZONE_UNCHANGED, ZONE_AS_BEFORE ->
                account.zone().orElseThrow().equals(ZONE);
            case ANOTHER_ZONE -> !account.zone().orElseThrow().equals(ZONE);
            case KUBECONFIG_UNCHANGED -> true;
            case NOT_PINNED -> !account.zonePinned();
            case AWAITS_CONFIRMATION -> account.deadline().isPresent();
            case DUE -> !account.due().orElseThrow().isAfter(NOW);
            case RETRIES_LEFT -> account.retries() < 3;
            case NO_RETRIES_LEFT -> account.retries() >= 3;
            case RECOVERS -> true;
            case STABLE ->
                !account.confirmedSince()
                        .orElseThrow()
                        .plus(Duration.ofHours(1))
                        .isAfter(NOW);
            case STOPS_LEFT -> account.stopRetries() < 3;
            case NO_STOPS_LEFT -> account.stopRetries() >= 3;
        };
    }

    @TestFactory
    Stream<DynamicTest> every_effect_writes_what_its_words_say_and_nothing_else() {
        return Stream.of(Effect.values())
                .map(effect -> DynamicTest.dynamicTest(
                        effect.label(),
                        () -> assertThat(written(effect, everything().build())).isEqualTo(expected(effect))));
    }

    @Test
    void what_is_left_open_stays_or_is_cleared() {
        Facts nothing = AnyFacts.by("tester", NOW, Timing.DEFAULT).build();
        assertThat(written(Effect.SET_ZONE, nothing)).isEmpty();
        assertThat(written(Effect.SET_KUBECONFIG, nothing)).isEmpty();
        assertThat(written(Effect.REPLACE_ZONE, nothing)).isEqualTo(Map.of(Attribute.ZONE, CLEARED));
        assertThat(written(Effect.KEEP_HOLDING_ZONES, nothing))
                .isEqualTo(Map.of(Attribute.LEFT_ZONES, CLEARED, Attribute.HOLDING_ZONES, CLEARED));
        assertThat(written(Effect.DUE_FOR_OTHER_AGENTS, nothing)).isEqualTo(Map.of(Attribute.DUE, CLEARED));
    }

    private static final String CLEARED = "cleared";

    private static AnyFacts everything() {
        return AnyFacts.by("tester", NOW, Timing.DEFAULT)
                .zone(ZONE)
                .epoch(EPOCH)
                .stopRevision(9)
                .definition(new DefinitionId("d1"))
                .kubeconfigFile("/new")
                .source(Source.PROVISIONED)
                .nameToken("t1")
                .failedAccount(situation(AccountState.ACTIVATING, 16))
                .otherAgentsLive(true)
                .triedZones(List.of(new ZoneId("z2")), List.of("no route"))
                .leftZones(List.of(new ZoneId("z3")))
                .holdingZones(List.of(new ZoneId("z4")));
    }

    /** Returns what a row with this effect alone changes, besides the note that every transition leaves. */
    private static Map<Attribute, Object> written(Effect effect, Facts facts) {
        Account before = Account.of(Map.ofEntries(
                Map.entry(Attribute.NAME, "a"),
                Map.entry(Attribute.STATE, AccountState.ACTIVE.name()),
                Map.entry(Attribute.VERSION, 7L),
                Map.entry(Attribute.GENERATION, 3L),
                Map.entry(Attribute.SOURCE, Source.MIGRATED.name()),
                Map.entry(Attribute.ZONE, "z0"),
                Map.entry(Attribute.DEFINITION, "d0"),
                Map.entry(Attribute.KUBECONFIG_FILE, "/old"),
                Map.entry(Attribute.RETRIES, 2L),
                Map.entry(Attribute.CONFIRMED_SINCE, NOW.minusSeconds(60)),
                Map.entry(Attribute.STOP_RETRIES, 2L),
                Map.entry(Attribute.DUE, NOW),
                Map.entry(Attribute.DEADLINE, NOW),
                Map.entry(Attribute.STOP_REVISION, 5L),
                Map.entry(Attribute.TRIED_ZONES, List.of("z0")),
                Map.entry(Attribute.TRIED_REASONS, List.of("refused")),
                Map.entry(Attribute.LEFT_ZONES, List.of("z0")),
                Map.entry(Attribute.HOLDING_ZONES, List.of("z5")),
                Map.entry(Attribute.NAME_TOKEN, "t0")));
        var row = new Rule(
                Event.ACTIVATE,
                "a test",
                EnumSet.of(AccountState.ACTIVE),
                List.of(),
                Optional.empty(),
                List.of(effect));
        Account after = row.bind(facts, "w1").apply(before);
        var written = new EnumMap<Attribute, Object>(Attribute.class);
        for (Attribute attribute : Attribute.values()) {
            Object value = after.get(attribute);
            if (!NOTE.contains(attribute) && !Objects.equals(value, before.get(attribute))) {
                written.put(attribute, value == null ? CLEARED : value);
            }
        }
        return written;
    }

    private static final Set<Attribute> NOTE = EnumSet.of(
            Attribute.VERSION,
            Attribute.PREVIOUS_STATE,
            Attribute.EVENT,
            Attribute.ACTOR,
            Attribute.UPDATED,
            Attribute.WRITER,
            Attribute.MESSAGE);

    // spotless:off
    /** Returns what an effect changes, written independently of the product, so that each checks the other. */
    private static Map<Attribute, Object> expected(Effect effect) {
        return switch (effect) {
            case NEXT_GENERATION -> Map.of(Attribute.GENERATION, 4L);
            case NEW_EPOCH -> Map.of(Attribute.GENERATION, EPOCH);
            case RESET_RETRIES -> Map.of(Attribute.RETRIES, 0L);
            case COUNT_RETRY -> Map.of(Attribute.RETRIES, 3L);
            case RESET_STOP_RETRIES -> Map.of(Attribute.STOP_RETRIES, 0L, Attribute.STOP_REVISION, CLEARED);
            case COUNT_STOP_RETRY -> Map.of(Attribute.STOP_RETRIES, 3L, Attribute.STOP_REVISION, CLEARED);
            case DUE_SOON, DUE_FOR_RETRY -> Map.of(Attribute.DUE, NOW.plusSeconds(5));
            case DUE_FOR_FIRST_TRY -> Map.of(Attribute.DUE, NOW.plusSeconds(5));
            case DUE_FOR_NEXT_TRY -> Map.of(Attribute.DUE, NOW.plus(Timing.DEFAULT.untilNextTry(new AccountName("a"), 3).orElseThrow()));
            case SET_CONFIRMED -> Map.of(Attribute.CONFIRMED_SINCE, NOW);
            case CLEAR_CONFIRMED -> Map.of(Attribute.CONFIRMED_SINCE, CLEARED);
            case DUE_FOR_AGENT_CHECK -> Map.of(Attribute.DUE, NOW.plusSeconds(120));
            case DUE_FOR_ACKNOWLEDGEMENT, DUE_FOR_OTHER_AGENTS -> Map.of(Attribute.DUE, NOW.plusSeconds(20));
            case DUE_AT_DEADLINE -> Map.of(Attribute.DUE, NOW.plusSeconds(300));
            case CLEAR_DUE -> Map.of(Attribute.DUE, CLEARED);
            case SET_DEADLINE -> Map.of(Attribute.DEADLINE, NOW.plusSeconds(300));
            case CLEAR_DEADLINE -> Map.of(Attribute.DEADLINE, CLEARED);
            case MARK_FOR_DELETION -> Map.of(Attribute.MARKED_FOR_DELETION, true);
            case PIN_ZONE -> Map.of(Attribute.ZONE_PINNED, true);
            case SET_ZONE, REPLACE_ZONE -> Map.of(Attribute.ZONE, "z1", Attribute.ZONE_PINNED, true);
            case SET_ZONE_UNPINNED -> Map.of(Attribute.ZONE, "z1");
            case REMEMBER_ZONES_LEFT -> Map.of(Attribute.LEFT_ZONES, List.of("z3"));
            case KEEP_HOLDING_ZONES -> Map.of(Attribute.LEFT_ZONES, CLEARED, Attribute.HOLDING_ZONES, List.of("z4"));
            case REMEMBER_ZONES_TRIED -> Map.of(Attribute.TRIED_ZONES, List.of("z2"), Attribute.TRIED_REASONS, List.of("no route"));
            case FORGET_ZONES_TRIED -> Map.of(Attribute.TRIED_ZONES, CLEARED, Attribute.TRIED_REASONS, CLEARED);
            case SET_KUBECONFIG -> Map.of(Attribute.KUBECONFIG_FILE, "/new");
            case SET_STOP_REVISION -> Map.of(Attribute.STOP_REVISION, 9L);
            case NEW_DEFINITION -> Map.of(Attribute.DEFINITION, "d1", Attribute.KUBECONFIG_FILE, CLEARED);
            case SET_ORIGIN -> Map.of(Attribute.SOURCE, Source.PROVISIONED.name(), Attribute.NAME_TOKEN, "t1");
            case LEAVE_TOMBSTONE -> Map.of(Attribute.SOURCE, CLEARED, Attribute.KUBECONFIG_FILE, CLEARED, Attribute.RETRIES, CLEARED, Attribute.CONFIRMED_SINCE, CLEARED,
                    Attribute.STOP_RETRIES, CLEARED, Attribute.DEADLINE, CLEARED, Attribute.STOP_REVISION, CLEARED,
                    Attribute.TRIED_ZONES, CLEARED, Attribute.TRIED_REASONS, CLEARED);
        };
    }
    // spotless:on

    @Test
    void rows_of_one_event_never_compete_but_where_the_first_is_the_better_one() {
        for (Account account : situations()) {
            for (Event event : Event.values()) {
                List<Rule> fitting = Lifecycle.rules(event).stream()
                        .filter(rule -> rule.permits(account, facts(event)))
                        .toList();
                if (event != Event.PROVISION
                        && event != Event.REQUEUE
                        && event != Event.DECLARE
                        && event != Event.START_FAILED) {
                    assertThat(fitting).as("%s of %s", event, account).hasSizeLessThanOrEqualTo(1);
                }
            }
        }
    }

    @Test
    void what_changes_the_work_of_agents_raises_the_generation_or_is_their_own_answer() {
        Set<Event> ownAnswer = EnumSet.of(
                Event.ASSIGN,
                Event.CONFIRM,
                Event.START_FAILED,
                Event.STOP_SENT,
                Event.STOPPED,
                Event.STOP_FAILED,
                Event.ORPHAN,
                Event.NO_TAKER);
        for (Rule rule : Lifecycle.TABLE) {
            for (AccountState from : rule.from()) {
                boolean workChanges =
                        rule.to().filter(to -> to.work() != from.work()).isPresent();
                boolean spent =
                        rule.event() == Event.RELEASE && rule.to().equals(Optional.of(AccountState.FAILED_STARTING));
                if (workChanges && !ownAnswer.contains(rule.event()) && !spent) {
                    assertThat(rule.effects()).as("%s", rule).contains(Effect.NEXT_GENERATION);
                }
            }
        }
    }

    @Test
    void every_account_under_way_is_due_so_that_nothing_depends_on_its_writer() {
        Set<AccountState> underWay = EnumSet.of(
                AccountState.TO_MIGRATE,
                AccountState.ACTIVATING,
                AccountState.TO_DEACTIVATE,
                AccountState.DEACTIVATING);
        Set<Effect> due = EnumSet.of(
                Effect.DUE_SOON,
                Effect.DUE_AT_DEADLINE,
                Effect.DUE_FOR_ACKNOWLEDGEMENT,
                Effect.DUE_FOR_RETRY,
                Effect.DUE_FOR_NEXT_TRY,
                Effect.DUE_FOR_AGENT_CHECK);
        for (Rule rule : Lifecycle.TABLE) {
            if (rule.to().filter(underWay::contains).isPresent()) {
                assertThat(rule.effects()).as("%s", rule).containsAnyElementsOf(due);
            }
        }
    }

    @Test
    void a_failed_stop_never_becomes_a_start_by_itself() {
        for (Rule rule : Lifecycle.TABLE) {
            if (rule.from().contains(AccountState.FAILED_STOPPING) && BY_THEMSELVES.contains(rule.event())) {
                assertThat(rule.to().orElseThrow().work()).isEqualTo(Work.STOP);
            }
        }
    }

    @Test
    void what_is_tried_again_by_itself_is_counted() {
        for (Rule rule : Lifecycle.TABLE) {
            if (rule.event() == Event.RETRY || rule.event() == Event.STOP_AGAIN) {
                assertThat(rule.effects()).containsAnyOf(Effect.COUNT_RETRY, Effect.COUNT_STOP_RETRY);
                assertThat(rule.guards()).containsAnyOf(Guard.RETRIES_LEFT, Guard.RECOVERS, Guard.STOPS_LEFT);
            }
        }
    }

    @Test
    void adopting_is_possible_anywhere_once_and_moves_nothing() {
        for (AccountState state : AccountState.values()) {
            Account account = situation(state, 0);
            Rule rule = ((Decision.Apply) Lifecycle.decide(account, facts(Event.ADOPT))).rule();
            assertThat(rule.to()).isEmpty();
            Account adopted = rule.bind(facts(Event.ADOPT), "w1").apply(account);
            assertThat(adopted.version()).isEqualTo(EPOCH);
            assertThat(Lifecycle.decide(adopted, facts(Event.ADOPT))).isEqualTo(new Decision.NoChange());
            assertThat(adopted.due().filter(NOW.plusSeconds(5)::equals).isPresent())
                    .as("whether agents or the sweep have to do with what is %s", state)
                    .isEqualTo(state != AccountState.REMOVED && state != AccountState.INACTIVE);
        }
    }

    @Test
    void only_an_operator_or_the_agents_own_configuration_removes_an_account() {
        for (Rule rule : Lifecycle.TABLE) {
            if (rule.to().equals(Optional.of(AccountState.REMOVED))) {
                boolean asked = rule.event() == Event.DELETE
                        || rule.event() == Event.WITHDRAW
                        || rule.guards().contains(Guard.MARKED);
                assertThat(asked).as("%s", rule).isTrue();
            }
        }
    }

    @Test
    void every_state_can_be_reached_and_left() {
        var reached = EnumSet.of(AccountState.REMOVED);
        var left = EnumSet.noneOf(AccountState.class);
        for (Rule rule : Lifecycle.TABLE) {
            rule.to().ifPresent(reached::add);
            if (rule.to().isPresent()) {
                left.addAll(rule.from());
            }
        }
        assertThat(reached).containsExactlyInAnyOrder(AccountState.values());
        assertThat(left).containsExactlyInAnyOrder(AccountState.values());
    }

    @Test
    void repeating_what_already_is_changes_nothing() {
        Map<Event, Set<AccountState>> already = new EnumMap<>(Event.class);
        for (Event event : List.of(Event.ACTIVATE, Event.DEACTIVATE, Event.DELETE)) {
            for (AccountState state : AccountState.values()) {
                Account account = situation(state, event == Event.DELETE ? 64 : 0);
                if (Lifecycle.decide(account, facts(event)) instanceof Decision.NoChange) {
                    already.computeIfAbsent(event, key -> EnumSet.noneOf(AccountState.class))
                            .add(state);
                }
            }
        }
        assertThat(already.get(Event.ACTIVATE))
                .containsExactlyInAnyOrder(
                        AccountState.TO_MIGRATE, AccountState.ACTIVATING, AccountState.ACTIVE, AccountState.ORPHANED);
        assertThat(already.get(Event.DEACTIVATE))
                .containsExactlyInAnyOrder(
                        AccountState.INACTIVE, AccountState.TO_DEACTIVATE, AccountState.DEACTIVATING);
        assertThat(already.get(Event.DELETE))
                .containsExactlyInAnyOrder(AccountState.TO_DEACTIVATE, AccountState.DEACTIVATING);
    }

    @Test
    void a_refusal_says_what_was_found_and_what_would_be_possible() {
        Account stopping = situation(AccountState.DEACTIVATING, 0);
        assertThat(Lifecycle.decide(stopping, facts(Event.ACTIVATE)))
                .isEqualTo(new Decision.Reject("it is DEACTIVATING: wait until it is INACTIVE, then activate it"));
        Account elsewhere = situation(AccountState.INACTIVE, 8);
        assertThat(Lifecycle.decide(elsewhere, facts(Event.ACTIVATE)))
                .isEqualTo(
                        new Decision.Reject(
                                "it is INACTIVE in zone z2: activate it with the zoneId that it should have (PATCH /armory/accounts)"));
    }

    @Test
    void a_transition_holds_the_states_where_it_may_happen_and_what_it_writes() {
        Transition assign = Lifecycle.rules(Event.ASSIGN).getFirst().bind(facts(Event.ASSIGN), "w1");
        assertThat(assign.from()).containsExactly(AccountState.TO_MIGRATE);
        assertThat(assign.conditions())
                .containsExactlyInAnyOrder(
                        new Condition.Equal(Attribute.ZONE, "z1"), new Condition.Equal(Attribute.GENERATION, 3L));
        assertThat(assign.changes())
                .contains(
                        new Change.Set(Attribute.STATE, AccountState.ACTIVATING.name()),
                        new Change.Increment(Attribute.VERSION),
                        new Change.Copy(Attribute.PREVIOUS_STATE, Attribute.STATE),
                        new Change.Clear(Attribute.MESSAGE));
        assertThat(assign).asString().contains("ASSIGN", "TO_MIGRATE", "ACTIVATING");
    }

    @Test
    void a_creating_transition_begins_at_version_one() {
        Facts facts = AnyFacts.by("tester", NOW, Timing.DEFAULT)
                .requiredVersion(0)
                .definition(new DefinitionId("d1"))
                .source(Source.PROVISIONED)
                .nameToken("t1")
                .of(Event.PROVISION);
        Transition birth = Lifecycle.rules(Event.PROVISION).getFirst().bind(facts, "w1");
        assertThat(birth.creates()).isTrue();
        Account born = birth.create(new AccountName("a"));
        assertThat(born.version()).isEqualTo(1);
        assertThat(born.state()).isEqualTo(AccountState.INACTIVE);
    }

    @Test
    void a_transition_that_requires_a_version_creates_nothing() {
        Transition again = Lifecycle.rules(Event.PROVISION).getFirst().bind(facts(Event.PROVISION), "w1");
        assertThat(again.creates()).isFalse();
    }
}
