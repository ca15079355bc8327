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
import java.util.ArrayDeque;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Verifies what must hold of an account over its whole existence, without asking the table how it is done. The test
 * walks through the table: each step is a transition that the table allows for the account at hand, and each
 * property is asserted of the account before and after.
 */
class LifecycleStatementTest {

    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");
    private static final AccountName NAME = new AccountName("a");
    private static final ZoneId ZONE = new ZoneId("z1");
    private static final Timing TIMING = Timing.DEFAULT;
    private static final Timing WITHOUT_RECOVERY = new Timing(
            TIMING.maxRetries(),
            TIMING.retryFrequency(),
            TIMING.activationTimeout(),
            TIMING.pollInterval(),
            Duration.ZERO);

    private static final int WALKS = 2_000;
    private static final int STEPS = 60;

    /**
     * The events that an operator or an agent's configuration asks for. All other events happen without a request.
     */
    private static final Set<Event> ASKED = EnumSet.of(
            Event.PROVISION,
            Event.ACTIVATE,
            Event.MOVE,
            Event.REDEFINE,
            Event.REASSIGN,
            Event.DEACTIVATE,
            Event.DELETE,
            Event.DECLARE,
            Event.REDECLARE,
            Event.WITHDRAW,
            Event.ADOPT);

    private static final Set<AccountState> WAITING = EnumSet.of(
            AccountState.TO_MIGRATE,
            AccountState.ACTIVATING,
            AccountState.TO_DEACTIVATE,
            AccountState.DEACTIVATING,
            AccountState.FAILED_STARTING);

    /** The step of a walk. */
    private record Step(Event event, Account before, Account after, Instant at) {}

    private static Facts facts(Event event, Account found, Instant now, Timing timing, Source source) {
        return AnyFacts.by("tester", now, timing)
                .zone(found.zone().orElse(ZONE))
                .generation(found.generation())
                .version(found.version())
                .failedAccount(found)
                .stopRevision(7)
                .epoch(1)
                .definition(new DefinitionId("d" + found.version()))
                .source(source)
                .nameToken("t" + found.version())
                .triedZones(List.of(ZONE), List.of("why"))
                .of(event);
    }

    private static Account neverStored() {
        return Account.of(java.util.Map.of(
                Attribute.NAME, NAME.value(), Attribute.STATE, AccountState.REMOVED.name(), Attribute.VERSION, 0L));
    }

    private static Optional<Account> step(Account account, Event event, Instant now, Timing timing, Source source) {
        Facts facts = facts(event, account, now, timing, source);
        return Lifecycle.decide(account, facts) instanceof Decision.Apply(Rule rule)
                ? Optional.of(rule.bind(facts, "w" + account.version()).apply(account))
                : Optional.empty();
    }

    /** Walks at random, and passes each step to the consumer. */
    private static void walk(Timing timing, BiConsumer<Step, List<Event>> shown) {
        for (int seed = 0; seed < WALKS; seed++) {
            var random = new Random(seed);
            Source source = random.nextInt(4) == 0 ? Source.DECLARED_BY_AGENT : Source.PROVISIONED;
            Instant now = BEGIN;
            Account account = neverStored();
            var path = new java.util.ArrayList<Event>();
            for (int i = 0; i < STEPS; i++) {
                now = now.plusSeconds(random.nextInt(4) == 0 ? random.nextInt(20_000) : random.nextInt(20));
                Event event = Event.values()[random.nextInt(Event.values().length)];
                boolean fits = switch (event) {
                    case DECLARE, REDECLARE, WITHDRAW -> source == Source.DECLARED_BY_AGENT;
                    case PROVISION -> source == Source.PROVISIONED;
                    case ADOPT -> false;
                    default -> true;
                };
                Optional<Account> after = fits ? step(account, event, now, timing, source) : Optional.empty();
                if (after.isPresent()) {
                    path.add(event);
                    shown.accept(new Step(event, account, after.get(), now), path);
                    account = after.get();
                }
            }
        }
    }

    private static void always(Predicate<Step> holds, String what) {
        walk(
                TIMING,
                (step, path) -> assertThat(holds.test(step))
                        .as("%s, after %s: %s", what, path, step)
                        .isTrue());
    }

    /** Returns every state that may follow for this account when nothing is requested, however much time passes. */
    private static Set<AccountState> byItself(Account from, Timing timing) {
        var seen = new HashSet<List<Object>>();
        var reached = EnumSet.noneOf(AccountState.class);
        var open = new ArrayDeque<>(List.of(from));
        while (!open.isEmpty()) {
            Account account = open.remove();
            Instant later = account.due().orElse(account.updated()).plus(Duration.ofHours(2));
            for (Event event : EnumSet.complementOf(EnumSet.copyOf(ASKED))) {
                step(account, event, later, timing, Source.PROVISIONED).ifPresent(after -> {
                    reached.add(after.state());
                    var abstracted = List.<Object>of(
                            after.state(),
                            Math.min(after.retries(), 5),
                            Math.min(after.stopRetries(), 5),
                            after.markedForDeletion());
                    if (seen.add(abstracted)) {
                        open.add(after);
                    }
                });
            }
        }
        return reached;
    }

    @Test
    void after_success_nothing_counts_against_an_account() {
        walk(TIMING, (step, path) -> {
            if (step.event() == Event.CONFIRM) {
                Instant anHourLater = step.at().plus(Duration.ofHours(1));
                Account failed = step(step.after(), Event.START_FAILED, anHourLater, TIMING, Source.PROVISIONED)
                        .orElseThrow();
                assertThat(failed.retries()).as("%s", path).isZero();
                assertThat(failed.due()).as("%s", path).contains(anHourLater.plus(TIMING.retryFrequency()));
            }
        });
    }

    @Test
    void a_start_that_fails_within_the_hour_still_counts() {
        walk(TIMING, (step, path) -> {
            if (step.event() == Event.CONFIRM) {
                Instant soon = step.at().plus(Duration.ofMinutes(59));
                Account failed = step(step.after(), Event.START_FAILED, soon, TIMING, Source.PROVISIONED)
                        .orElseThrow();
                assertThat(failed.retries())
                        .as("%s", path)
                        .isEqualTo(step.after().retries());
            }
        });
    }

    @Test
    void a_new_definition_and_a_new_request_begin_the_retries_anew() {
        always(
                step -> !EnumSet.of(Event.REDEFINE, Event.REDECLARE, Event.ACTIVATE, Event.MOVE, Event.REASSIGN)
                                .contains(step.event())
                        || step.after().retries() == 0,
                "retries begin anew");
    }

    @Test
    void every_waiting_account_has_a_due_time() {
        always(
                step -> !WAITING.contains(step.after().state())
                        || step.after().due().isPresent(),
                "what waits is due");
    }

    @Test
    void a_start_that_waits_becomes_active_by_itself_once_its_cluster_is_back() {
        walk(TIMING, (step, path) -> {
            boolean starts = EnumSet.of(
                            AccountState.TO_MIGRATE,
                            AccountState.ACTIVATING,
                            AccountState.FAILED_STARTING,
                            AccountState.FAILED_NO_AGENT,
                            AccountState.ORPHANED)
                    .contains(step.after().state());
            if (starts && path.size() % 7 == 0) {
                assertThat(byItself(step.after(), TIMING)).as("%s", path).contains(AccountState.ACTIVE);
            }
        });
    }

    @Test
    void without_recovery_only_a_start_that_used_up_its_retries_waits_for_an_operator() {
        walk(WITHOUT_RECOVERY, (step, path) -> {
            boolean failed = step.after().state() == AccountState.FAILED_STARTING;
            if (failed && path.size() % 3 == 0) {
                assertThat(byItself(step.after(), WITHOUT_RECOVERY).contains(AccountState.ACTIVE))
                        .as("%s %s", path, step.after())
                        .isEqualTo(step.after().retries() < WITHOUT_RECOVERY.maxRetries());
            }
        });
    }

    @Test
    void a_stop_becomes_no_start_by_itself_and_ends_once_the_agents_have_stopped() {
        walk(TIMING, (step, path) -> {
            if (step.after().state().work() == Work.STOP && path.size() % 5 == 0) {
                Set<AccountState> reached = byItself(step.after(), TIMING);
                assertThat(reached)
                        .as("%s", path)
                        .contains(step.after().markedForDeletion() ? AccountState.REMOVED : AccountState.INACTIVE);
                assertThat(reached)
                        .as("%s", path)
                        .doesNotContain(AccountState.ACTIVE, AccountState.ACTIVATING, AccountState.TO_MIGRATE);
            }
        });
    }

    @Test
    void what_is_marked_for_deletion_is_never_started() {
        always(
                step -> !step.after().markedForDeletion()
                        || step.after().state().work() == Work.STOP
                        || step.after().state() == AccountState.FAILED_STARTING,
                "marked and started");
    }

    @Test
    void only_what_is_under_way_or_awaits_a_confirmation_has_a_deadline() {
        always(
                step -> step.after().deadline().isEmpty()
                        || EnumSet.of(AccountState.ACTIVATING, AccountState.ACTIVE, AccountState.DEACTIVATING)
                                .contains(step.after().state()),
                "deadline");
    }

    @Test
    void only_what_is_active_is_confirmed() {
        always(
                step -> step.after().confirmedSince().isEmpty() || step.after().state() == AccountState.ACTIVE,
                "confirmed");
    }

    @Test
    void an_account_leaves_nothing_but_numbers_to_the_next_of_its_name() {
        always(
                step -> step.after().state() != AccountState.REMOVED
                        || (step.after().retries() == 0
                                && step.after().stopRetries() == 0
                                && !step.after().markedForDeletion()
                                && step.after().confirmedSince().isEmpty()
                                && step.after().triedZones().isEmpty()
                                && step.after().generation() >= step.before().generation()),
                "tombstone");
    }

    @Test
    void an_account_that_can_be_changed_can_always_be_stopped() {
        walk(TIMING, (step, path) -> {
            if (step.after().exists() && step.after().dynamic()) {
                Facts facts = facts(Event.DEACTIVATE, step.after(), step.at(), TIMING, Source.PROVISIONED);
                assertThat(Lifecycle.decide(step.after(), facts)).as("%s", path).isNotInstanceOf(Decision.Reject.class);
            }
        });
    }

    @Test
    void the_waits_of_a_start_that_keeps_failing_never_shrink_below_half_of_the_one_before() {
        IntStream.range(0, 50).mapToObj(i -> new AccountName("a" + i)).forEach(name -> {
            Duration before = Duration.ZERO;
            for (int failures = 0; failures < 40; failures++) {
                Duration wait = TIMING.untilNextTry(name, failures).orElseThrow();
                assertThat(wait.multipliedBy(2)).isGreaterThanOrEqualTo(before);
                before = wait;
            }
        });
    }
}
