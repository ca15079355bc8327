package io.dynamicaccounts.functions.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dynamicaccounts.functions.account.Account;
import io.dynamicaccounts.functions.account.AccountState;
import io.dynamicaccounts.functions.account.Attribute;
import io.dynamicaccounts.functions.account.DefinitionId;
import io.dynamicaccounts.functions.account.Source;
import io.dynamicaccounts.functions.account.ZoneId;
import io.dynamicaccounts.functions.lifecycle.Lifecycle.NoChangeRule;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Verifies which facts guards and effects ask for and which facts an attempt at each event gives, and that no row
 * asks for more.
 */
class FactsTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final ZoneId ZONE = new ZoneId("z1");
    private static final DefinitionId DEFINITION = new DefinitionId("d1");
    private static final Account FOUND = Account.of(
            Map.of(Attribute.NAME, "a", Attribute.STATE, AccountState.ACTIVATING.name(), Attribute.VERSION, 7L));

    /** Returns one attempt at each event, after the account was read. */
    private static List<Facts> attempts() {
        var facts = new EventFacts("tester", NOW, Timing.DEFAULT, Optional.empty());
        return List.of(
                facts.provision(
                        Source.MIGRATED,
                        DEFINITION,
                        "t1",
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(FOUND),
                        Optional.of(7L)),
                facts.activate(Optional.empty(), Optional.empty(), Optional.empty()),
                facts.move(FOUND, ZONE, Optional.empty()),
                facts.assign(ZONE, 3),
                facts.confirm(ZONE, 3, true, List.of()),
                facts.startFailed(FOUND, ZONE, 3, 7),
                facts.tryNextZone(FOUND, ZONE, List.of(), List.of(), List.of()),
                facts.retry(3),
                facts.release(ZONE, 3, Optional.of(FOUND)),
                facts.noTaker(7),
                facts.requeue(ZONE, 3, 7, List.of()),
                facts.redefine(Optional.empty(), 7, DEFINITION),
                facts.reassign(),
                facts.orphan(7),
                facts.deactivate(),
                facts.stopSent(ZONE, 3, 9),
                facts.stopped(7),
                facts.stopFailed(ZONE, 3),
                facts.stopAgain(3),
                facts.delete(Optional.of(FOUND), true, Optional.of(7L)),
                facts.declare(ZONE, DEFINITION, "t1", Optional.of(FOUND)),
                facts.redeclare(ZONE, 7, DEFINITION),
                facts.withdraw(7),
                facts.adopt(7, 1_000));
    }

    /** Returns the attempts that may be made before anything was read. */
    private static List<Facts> blindAttempts() {
        var facts = new EventFacts("tester", NOW, Timing.DEFAULT, Optional.empty());
        return List.of(
                facts.provision(
                        Source.MIGRATED,
                        DEFINITION,
                        "t1",
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()),
                facts.release(ZONE, 3, Optional.empty()),
                facts.delete(Optional.empty(), false, Optional.empty()),
                facts.declare(ZONE, DEFINITION, "t1", Optional.empty()));
    }

    @Test
    void an_attempt_at_an_event_gives_what_the_event_declares() {
        assertThat(attempts()).extracting(Facts::event).containsExactly(Event.values());
        assertThat(attempts())
                .allSatisfy(facts -> assertThat(facts.given())
                        .as("%s", facts.event())
                        .isEqualTo(facts.event().factsOnceRead()));
        assertThat(blindAttempts())
                .allSatisfy(facts -> assertThat(facts.given())
                        .as("%s before anything was read", facts.event())
                        .isEqualTo(facts.event().facts()));
    }

    @Test
    void an_event_declares_no_fact_that_no_row_asks_for() {
        for (Event event : Event.values()) {
            var needed = EnumSet.noneOf(Fact.class);
            Lifecycle.rules(event).forEach(rule -> needed.addAll(rule.needs()));
            Lifecycle.NO_CHANGE.stream()
                    .filter(rule -> rule.event() == event)
                    .forEach(rule -> needed.addAll(rule.needs()));
            assertThat(event.factsOnceRead()).as("%s", event).isEqualTo(needed);
        }
    }

    @Test
    void every_row_can_be_bound_with_what_an_attempt_at_its_event_gives() {
        for (Facts facts : attempts()) {
            for (Rule rule : Lifecycle.rules(facts.event())) {
                assertThatCode(() -> rule.bind(facts, "w1")).as("%s", rule).doesNotThrowAnyException();
            }
        }
        for (Facts facts : blindAttempts()) {
            Rule first = Lifecycle.rules(facts.event()).getFirst();
            assertThatCode(() -> first.bind(facts, "w1")).as("%s", first).doesNotThrowAnyException();
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_guard_asks_for_the_facts_that_it_names_and_for_no_others(Guard guard) {
        asksFor(guard.needs(), guard::conditions);
    }

    @ParameterizedTest
    @EnumSource
    void an_effect_asks_for_the_facts_that_it_names_and_for_no_others(Effect effect) {
        asksFor(effect.needs(), effect::changes);
    }

    private static void asksFor(Set<Fact> needs, Consumer<Facts> asking) {
        for (Fact fact : Fact.values()) {
            Facts others = everything().without(fact).build();
            if (needs.contains(fact)) {
                assertThatThrownBy(() -> asking.accept(others))
                        .isInstanceOf(NoSuchElementException.class)
                        .hasMessageContaining(fact.name());
            } else {
                assertThatCode(() -> asking.accept(others)).as("%s", fact).doesNotThrowAnyException();
            }
        }
    }

    private static AnyFacts everything() {
        AnyFacts facts = AnyFacts.by("tester", NOW, Timing.DEFAULT)
                .zone(ZONE)
                .generation(3)
                .version(7)
                .failedAccount(FOUND)
                .stopRevision(9)
                .epoch(1_000)
                .definition(DEFINITION)
                .source(Source.MIGRATED)
                .nameToken("t1");
        assertThat(facts.build().given()).containsExactlyInAnyOrder(Fact.values());
        return facts;
    }

    @Test
    void a_row_that_asks_for_what_its_event_does_not_give_fails_when_the_table_is_loaded() {
        assertThatThrownBy(() -> load(row(Event.ASSIGN, List.of(Guard.SAME_VERSION), List.of())))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContainingAll("ASSIGN", "VERSION");
        assertThatThrownBy(() -> load(row(Event.REASSIGN, List.of(), List.of(Effect.SET_STOP_REVISION))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContainingAll("REASSIGN", "STOP_REVISION");
        var already =
                new NoChangeRule(Event.DEACTIVATE, EnumSet.of(AccountState.INACTIVE), List.of(Guard.ZONE_UNCHANGED));
        assertThatThrownBy(() -> FactsCheck.check(List.of(), List.of(already)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContainingAll("DEACTIVATE", "ASKED_ZONE");
    }

    @Test
    void the_first_row_of_an_event_can_use_only_facts_known_before_a_read() {
        Rule asking = row(Event.RELEASE, List.of(), List.of(Effect.DUE_FOR_NEXT_TRY));
        Rule content = row(Event.RELEASE, List.of(Guard.SAME_GENERATION), List.of());

        assertThatThrownBy(() -> load(asking, content))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContainingAll("RELEASE", "FAILED_ACCOUNT");
        assertThatCode(() -> load(content, asking)).doesNotThrowAnyException();
    }

    private static void load(Rule... rows) {
        FactsCheck.check(List.of(rows), List.of());
    }

    private static Rule row(Event event, List<Guard> guards, List<Effect> effects) {
        return new Rule(event, "a test", EnumSet.allOf(AccountState.class), guards, Optional.empty(), effects);
    }
}
