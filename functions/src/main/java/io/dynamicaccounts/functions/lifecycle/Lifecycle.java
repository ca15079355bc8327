package io.dynamicaccounts.functions.lifecycle;

import static io.dynamicaccounts.functions.account.AccountState.ACTIVATING;
import static io.dynamicaccounts.functions.account.AccountState.ACTIVE;
import static io.dynamicaccounts.functions.account.AccountState.DEACTIVATING;
import static io.dynamicaccounts.functions.account.AccountState.FAILED_NO_AGENT;
import static io.dynamicaccounts.functions.account.AccountState.FAILED_STARTING;
import static io.dynamicaccounts.functions.account.AccountState.FAILED_STOPPING;
import static io.dynamicaccounts.functions.account.AccountState.INACTIVE;
import static io.dynamicaccounts.functions.account.AccountState.ORPHANED;
import static io.dynamicaccounts.functions.account.AccountState.REMOVED;
import static io.dynamicaccounts.functions.account.AccountState.TO_DEACTIVATE;
import static io.dynamicaccounts.functions.account.AccountState.TO_MIGRATE;
import static io.dynamicaccounts.functions.lifecycle.Effect.*;
import static io.dynamicaccounts.functions.lifecycle.Guard.*;

import io.dynamicaccounts.functions.account.Account;
import io.dynamicaccounts.functions.account.AccountState;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The lifecycle of an account, as one table.
 *
 * <p>An account begins INACTIVE. An operator's <i>activate</i> makes the account wait (TO_MIGRATE) in a zone, where
 * an agent's poll claims it (<i>assign</i>, ACTIVATING) until a report says that the agent watches it
 * (<i>confirm</i>, ACTIVE). A start in which no agent succeeded is FAILED and is tried again after a short wait a
 * bounded number of times, then at growing intervals unless recovery is turned off. A start that stayed confirmed
 * for an hour, or a new definition, begins a new count. When the last agent of its zone dies, an ACTIVE account
 * becomes ORPHANED, and ACTIVE again once an agent of the zone returns and confirms. <i>Deactivate</i> makes the
 * account wait until the agents have stopped watching it (TO_DEACTIVATE, DEACTIVATING) and ends in INACTIVE;
 * <i>delete</i> does the same with a mark for deletion and ends in a tombstone, which keeps version and generation
 * for the next account of the name. An account that agents declare is removed at once: <i>withdraw</i> removes it
 * when no agent declares it any more, and <i>delete</i> when it was refused to every agent that does. <i>Adopt</i>
 * changes no state: it lifts the numbers of a restored installation above all numbers that any agent or function
 * ever received.
 *
 * <p>The condition in the database, the refusal that an operator reads, the diagram in the documentation and the
 * exhaustive test are derived from {@link #TABLE} and {@link #NO_CHANGE} and written nowhere else.
 */
public final class Lifecycle {

    private static final String OPERATOR = "an operator";
    private static final String POLL = "an agent's poll";
    private static final String REPORT = "an agent's report";
    private static final String SWEEP = "the sweep";
    private static final String ADOPTION = "the adoption of a restored installation";
    private static final String STATIC = "agents' static lists";

    /**
     * The list of all transitions. Where an event has several rows, the likeliest comes first, because it is tried
     * without a read.
     */
    // spotless:off
    public static final List<Rule> TABLE = List.of(
            rule(Event.PROVISION, OPERATOR).from(REMOVED).when(ZONE_AS_BEFORE, REQUIRED_VERSION).to(INACTIVE).then(SET_ORIGIN, NEW_DEFINITION, SET_ZONE, SET_KUBECONFIG),
            rule(Event.PROVISION, OPERATOR).from(REMOVED).when(SAME_VERSION, REQUIRED_VERSION).to(INACTIVE).then(SET_ORIGIN, NEW_DEFINITION, REMEMBER_ZONES_LEFT, REPLACE_ZONE, SET_KUBECONFIG, DUE_SOON),
            rule(Event.ACTIVATE, OPERATOR).from(INACTIVE, FAILED_STARTING, FAILED_NO_AGENT, FAILED_STOPPING).when(NOT_MARKED, CHANGEABLE_BY_OPERATORS, ZONE_UNCHANGED, REQUIRED_VERSION)
                    .to(TO_MIGRATE).then(NEXT_GENERATION, RESET_RETRIES, FORGET_ZONES_TRIED, SET_ZONE, SET_KUBECONFIG, CLEAR_DEADLINE, DUE_SOON),
            rule(Event.MOVE, OPERATOR).from(INACTIVE, FAILED_STARTING, FAILED_NO_AGENT, FAILED_STOPPING, ORPHANED).when(NOT_MARKED, CHANGEABLE_BY_OPERATORS, ANOTHER_ZONE, SAME_VERSION)
                    .to(TO_MIGRATE).then(NEXT_GENERATION, RESET_RETRIES, FORGET_ZONES_TRIED, REMEMBER_ZONES_LEFT, SET_ZONE, SET_KUBECONFIG, CLEAR_DEADLINE, DUE_SOON),
            rule(Event.ASSIGN, POLL).from(TO_MIGRATE).when(SAME_ZONE, SAME_GENERATION).to(ACTIVATING).then(SET_DEADLINE, DUE_AT_DEADLINE),
            rule(Event.CONFIRM, REPORT).from(ACTIVATING, ORPHANED).when(SAME_ZONE, SAME_GENERATION).to(ACTIVE).then(PIN_ZONE, KEEP_HOLDING_ZONES, SET_CONFIRMED, CLEAR_DEADLINE, DUE_FOR_OTHER_AGENTS),
            rule(Event.CONFIRM, REPORT).from(ACTIVE).when(SAME_ZONE, SAME_GENERATION, AWAITS_CONFIRMATION).to(ACTIVE).then(SET_CONFIRMED, CLEAR_DEADLINE, DUE_FOR_OTHER_AGENTS),
            rule(Event.START_FAILED, "reports, or the deadline").from(ACTIVE).when(SAME_ZONE, SAME_GENERATION, SAME_VERSION, STABLE)
                    .to(FAILED_STARTING).then(RESET_RETRIES, CLEAR_CONFIRMED, CLEAR_DEADLINE, DUE_FOR_FIRST_TRY),
            rule(Event.START_FAILED, "reports, or the deadline").from(ACTIVATING, ACTIVE).when(SAME_ZONE, SAME_GENERATION, SAME_VERSION)
                    .to(FAILED_STARTING).then(CLEAR_CONFIRMED, CLEAR_DEADLINE, DUE_FOR_NEXT_TRY),
            rule(Event.TRY_NEXT_ZONE, "reports, the deadline or the zone's death").from(TO_MIGRATE, ACTIVATING).when(NOT_PINNED, SAME_GENERATION, SAME_VERSION)
                    .to(TO_MIGRATE).then(NEXT_GENERATION, REMEMBER_ZONES_TRIED, REMEMBER_ZONES_LEFT, SET_ZONE_UNPINNED, CLEAR_DEADLINE, DUE_SOON),
            rule(Event.RETRY, "a poll or the sweep").from(FAILED_STARTING).when(SAME_GENERATION, DUE, RETRIES_LEFT).to(TO_MIGRATE).then(NEXT_GENERATION, COUNT_RETRY, DUE_SOON),
            rule(Event.RETRY, "a poll or the sweep").from(FAILED_STARTING).when(SAME_GENERATION, DUE, NO_RETRIES_LEFT, RECOVERS)
                    .to(TO_MIGRATE).then(NEXT_GENERATION, COUNT_RETRY, FORGET_ZONES_TRIED, DUE_SOON),
            rule(Event.RELEASE, SWEEP).from(ACTIVATING).when(SAME_ZONE, SAME_GENERATION, RETRIES_LEFT).to(TO_MIGRATE).then(NEXT_GENERATION, COUNT_RETRY, CLEAR_DEADLINE, DUE_SOON),
            rule(Event.RELEASE, SWEEP).from(ACTIVATING).when(SAME_ZONE, SAME_GENERATION, NO_RETRIES_LEFT).to(FAILED_STARTING).then(CLEAR_DEADLINE, DUE_FOR_NEXT_TRY),
            rule(Event.NO_TAKER, SWEEP).from(TO_MIGRATE).when(SAME_VERSION, DUE).to(FAILED_NO_AGENT).then(DUE_FOR_AGENT_CHECK),
            rule(Event.REQUEUE, "a poll or the sweep").from(FAILED_NO_AGENT).when(SAME_ZONE, SAME_GENERATION).to(TO_MIGRATE).then(NEXT_GENERATION, DUE_SOON),
            rule(Event.REQUEUE, SWEEP).from(FAILED_NO_AGENT).when(NOT_PINNED, SAME_VERSION).to(TO_MIGRATE).then(NEXT_GENERATION, REMEMBER_ZONES_LEFT, SET_ZONE_UNPINNED, DUE_SOON),
            rule(Event.REDEFINE, OPERATOR).from(ACTIVE).when(CHANGEABLE_BY_OPERATORS, ZONE_UNCHANGED, SAME_VERSION).to(ACTIVE).then(NEW_DEFINITION, SET_ZONE, NEXT_GENERATION, RESET_RETRIES, CLEAR_CONFIRMED, SET_DEADLINE, DUE_SOON),
            rule(Event.REDEFINE, OPERATOR).from(ACTIVATING).when(CHANGEABLE_BY_OPERATORS, ZONE_UNCHANGED, SAME_VERSION).to(TO_MIGRATE).then(NEW_DEFINITION, SET_ZONE, NEXT_GENERATION, RESET_RETRIES, CLEAR_DEADLINE, DUE_SOON),
            rule(Event.REDEFINE, OPERATOR).from(TO_MIGRATE, ORPHANED).when(CHANGEABLE_BY_OPERATORS, ZONE_UNCHANGED, SAME_VERSION).stays().then(NEW_DEFINITION, SET_ZONE, NEXT_GENERATION, RESET_RETRIES, DUE_SOON),
            rule(Event.REDEFINE, OPERATOR).from(FAILED_STARTING).when(CHANGEABLE_BY_OPERATORS, ZONE_UNCHANGED, SAME_VERSION)
                    .stays().then(NEW_DEFINITION, SET_ZONE, NEXT_GENERATION, RESET_RETRIES, FORGET_ZONES_TRIED, DUE_SOON),
            rule(Event.REDEFINE, OPERATOR).from(INACTIVE, FAILED_NO_AGENT, FAILED_STOPPING, TO_DEACTIVATE, DEACTIVATING)
                    .when(CHANGEABLE_BY_OPERATORS, ZONE_UNCHANGED, SAME_VERSION).stays().then(NEW_DEFINITION, SET_ZONE, NEXT_GENERATION, RESET_RETRIES),
            rule(Event.REASSIGN, OPERATOR).from(ACTIVE).to(ACTIVE).then(NEXT_GENERATION, RESET_RETRIES, CLEAR_CONFIRMED, SET_DEADLINE, DUE_SOON),
            rule(Event.REASSIGN, OPERATOR).from(ACTIVATING).to(TO_MIGRATE).then(NEXT_GENERATION, RESET_RETRIES, CLEAR_DEADLINE, DUE_SOON),
            rule(Event.ORPHAN, SWEEP).from(ACTIVE).when(SAME_VERSION).to(ORPHANED).then(CLEAR_CONFIRMED, CLEAR_DEADLINE, DUE_SOON),
            rule(Event.DEACTIVATE, OPERATOR).from(ACTIVATING, ACTIVE).when(CHANGEABLE_BY_OPERATORS).to(TO_DEACTIVATE).then(NEXT_GENERATION, CLEAR_CONFIRMED, RESET_STOP_RETRIES, CLEAR_DEADLINE, DUE_SOON),
            rule(Event.DEACTIVATE, OPERATOR).from(FAILED_STOPPING).when(CHANGEABLE_BY_OPERATORS).to(TO_DEACTIVATE).then(NEXT_GENERATION, RESET_STOP_RETRIES, CLEAR_DEADLINE, DUE_SOON),
            rule(Event.DEACTIVATE, OPERATOR).from(TO_MIGRATE, FAILED_STARTING, FAILED_NO_AGENT, ORPHANED).when(CHANGEABLE_BY_OPERATORS)
                    .to(INACTIVE).then(NEXT_GENERATION, CLEAR_DEADLINE, DUE_SOON),
            rule(Event.STOP_SENT, POLL).from(TO_DEACTIVATE).when(SAME_ZONE, SAME_GENERATION).to(DEACTIVATING).then(SET_STOP_REVISION, SET_DEADLINE, DUE_FOR_ACKNOWLEDGEMENT),
            rule(Event.STOPPED, "the last acknowledgement, or the sweep").from(TO_DEACTIVATE, DEACTIVATING, FAILED_STOPPING).when(NOT_MARKED, SAME_VERSION)
                    .to(INACTIVE).then(CLEAR_DEADLINE, DUE_SOON),
            rule(Event.STOPPED, "the last acknowledgement, or the sweep").from(TO_DEACTIVATE, DEACTIVATING, FAILED_STOPPING).when(MARKED, SAME_VERSION)
                    .to(REMOVED).then(LEAVE_TOMBSTONE, DUE_SOON),
            rule(Event.STOP_FAILED, "a report, or the deadline").from(DEACTIVATING).when(SAME_ZONE, SAME_GENERATION, STOPS_LEFT).to(FAILED_STOPPING).then(CLEAR_DEADLINE, DUE_FOR_RETRY),
            rule(Event.STOP_FAILED, "a report, or the deadline").from(DEACTIVATING).when(SAME_ZONE, SAME_GENERATION, NO_STOPS_LEFT).to(FAILED_STOPPING).then(CLEAR_DEADLINE, CLEAR_DUE),
            rule(Event.STOP_AGAIN, SWEEP).from(FAILED_STOPPING).when(SAME_GENERATION, DUE, STOPS_LEFT).to(TO_DEACTIVATE).then(NEXT_GENERATION, COUNT_STOP_RETRY, DUE_SOON),
            rule(Event.DELETE, OPERATOR).from(INACTIVE, TO_MIGRATE, FAILED_STARTING, FAILED_NO_AGENT, ORPHANED).when(CHANGEABLE_BY_OPERATORS, REQUIRED_VERSION)
                    .to(REMOVED).then(NEXT_GENERATION, LEAVE_TOMBSTONE, DUE_SOON),
            rule(Event.DELETE, OPERATOR).from(ACTIVATING, ACTIVE, FAILED_STOPPING).when(CHANGEABLE_BY_OPERATORS, REQUIRED_VERSION)
                    .to(TO_DEACTIVATE).then(MARK_FOR_DELETION, NEXT_GENERATION, CLEAR_CONFIRMED, RESET_STOP_RETRIES, CLEAR_DEADLINE, DUE_SOON),
            rule(Event.DELETE, OPERATOR).from(TO_DEACTIVATE, DEACTIVATING).when(CHANGEABLE_BY_OPERATORS, NOT_MARKED, REQUIRED_VERSION).stays().then(MARK_FOR_DELETION),
            rule(Event.DELETE, OPERATOR).from(ACTIVE, TO_MIGRATE, ACTIVATING, FAILED_STARTING, FAILED_NO_AGENT, ORPHANED)
                    .when(DECLARED_BY_AGENT, DECLARATIONS_REFUSED, SAME_VERSION).to(REMOVED).then(NEXT_GENERATION, LEAVE_TOMBSTONE, DUE_SOON),
            rule(Event.DECLARE, STATIC).from(REMOVED).when(ZONE_AS_BEFORE).to(ACTIVE).then(SET_ORIGIN, NEW_DEFINITION, NEXT_GENERATION, SET_ZONE, SET_DEADLINE, DUE_SOON),
            rule(Event.DECLARE, STATIC).from(REMOVED).when(SAME_VERSION).to(ACTIVE).then(SET_ORIGIN, NEW_DEFINITION, NEXT_GENERATION, REMEMBER_ZONES_LEFT, REPLACE_ZONE, SET_DEADLINE, DUE_SOON),
            rule(Event.REDECLARE, STATIC).from(ACTIVE).when(DECLARED_BY_AGENT, SAME_ZONE, SAME_VERSION).to(ACTIVE).then(NEW_DEFINITION, NEXT_GENERATION, RESET_RETRIES, CLEAR_CONFIRMED, SET_DEADLINE, DUE_SOON),
            rule(Event.REDECLARE, STATIC).from(ORPHANED).when(DECLARED_BY_AGENT, SAME_ZONE, SAME_VERSION).stays().then(NEW_DEFINITION, NEXT_GENERATION, RESET_RETRIES, DUE_SOON),
            rule(Event.REDECLARE, STATIC).from(TO_MIGRATE, ACTIVATING, FAILED_STARTING, FAILED_NO_AGENT).when(DECLARED_BY_AGENT, SAME_ZONE, SAME_VERSION)
                    .to(TO_MIGRATE).then(NEW_DEFINITION, NEXT_GENERATION, RESET_RETRIES, CLEAR_DEADLINE, DUE_SOON),
            rule(Event.WITHDRAW, STATIC).from(ACTIVE, TO_MIGRATE, ACTIVATING, FAILED_STARTING, FAILED_NO_AGENT, ORPHANED).when(DECLARED_BY_AGENT, SAME_VERSION)
                    .to(REMOVED).then(NEXT_GENERATION, LEAVE_TOMBSTONE, DUE_SOON),
            rule(Event.ADOPT, ADOPTION).from(REMOVED, INACTIVE).when(SAME_VERSION, BEFORE_EPOCH).stays().then(NEW_EPOCH),
            rule(Event.ADOPT, ADOPTION).from(TO_MIGRATE, ORPHANED, FAILED_STARTING, FAILED_NO_AGENT, TO_DEACTIVATE).when(SAME_VERSION, BEFORE_EPOCH).stays().then(NEW_EPOCH, DUE_SOON),
            rule(Event.ADOPT, ADOPTION).from(ACTIVE).when(SAME_VERSION, BEFORE_EPOCH).stays().then(NEW_EPOCH, CLEAR_DEADLINE, DUE_SOON),
            rule(Event.ADOPT, ADOPTION).from(ACTIVATING).when(SAME_VERSION, BEFORE_EPOCH).stays().then(NEW_EPOCH, SET_DEADLINE, DUE_SOON),
            rule(Event.ADOPT, ADOPTION).from(DEACTIVATING).when(SAME_VERSION, BEFORE_EPOCH).stays().then(NEW_EPOCH, SET_STOP_REVISION, SET_DEADLINE, DUE_SOON),
            rule(Event.ADOPT, ADOPTION).from(FAILED_STOPPING).when(SAME_VERSION, BEFORE_EPOCH).stays().then(NEW_EPOCH, SET_STOP_REVISION, DUE_SOON));

    /**
     * The requests that are accepted and change nothing, because what they ask for already is or is on its way. So a
     * client may repeat any call.
     */
    public static final List<NoChangeRule> NO_CHANGE = List.of(
            new NoChangeRule(Event.ACTIVATE, EnumSet.of(TO_MIGRATE, ACTIVATING, ACTIVE, ORPHANED), List.of(CHANGEABLE_BY_OPERATORS, ZONE_UNCHANGED, KUBECONFIG_UNCHANGED)),
            new NoChangeRule(Event.DEACTIVATE, EnumSet.of(INACTIVE, TO_DEACTIVATE, DEACTIVATING), List.of(CHANGEABLE_BY_OPERATORS)),
            new NoChangeRule(Event.DELETE, EnumSet.of(TO_DEACTIVATE, DEACTIVATING), List.of(CHANGEABLE_BY_OPERATORS, MARKED)),
            new NoChangeRule(Event.REASSIGN, EnumSet.of(TO_MIGRATE), List.of()),
            new NoChangeRule(Event.ADOPT, EnumSet.allOf(AccountState.class), List.of(AFTER_EPOCH)));
    // spotless:on

    static {
        FactsCheck.check(TABLE, NO_CHANGE);
    }

    private Lifecycle() {}

    /**
     * The rule that an event changes nothing.
     *
     * @param event what is asked for
     * @param states the states in which the request is fulfilled already
     * @param guards what must hold besides
     */
    public record NoChangeRule(Event event, Set<AccountState> states, List<Guard> guards) {

        boolean holds(Account found, Facts facts) {
            return states.contains(found.state())
                    && guards.stream()
                            .flatMap(guard -> guard.conditions(facts).stream())
                            .allMatch(condition -> condition.holds(found));
        }

        /** Returns the facts that the guards ask for. */
        Set<Fact> needs() {
            var needs = EnumSet.noneOf(Fact.class);
            guards.forEach(guard -> needs.addAll(guard.needs()));
            return needs;
        }
    }

    /** The meaning of an event for the account that was found. */
    public sealed interface Decision {
        /** The row that applies. */
        record Apply(Rule rule) implements Decision {}

        /** The event is accepted, and nothing is written. */
        record NoChange() implements Decision {}

        /** The event is refused. The detail tells the caller what was found and what to do instead. */
        record Reject(String detail) implements Decision {}
    }

    /** Returns the rows of an event, the likeliest first. */
    public static List<Rule> rules(Event event) {
        return TABLE.stream().filter(rule -> rule.event() == event).toList();
    }

    /**
     * Decides what the event of these facts means for an account that was read. The decision is provisional, because
     * the store may have changed meanwhile: only the condition of the write decides for good.
     */
    public static Decision decide(Account found, Facts facts) {
        Event event = facts.event();
        Optional<Rule> rule = rules(event).stream()
                .filter(candidate -> candidate.permits(found, facts))
                .findFirst();
        if (rule.isPresent()) {
            return new Decision.Apply(rule.get());
        }
        boolean already = NO_CHANGE.stream()
                .filter(candidate -> candidate.event() == event)
                .anyMatch(candidate -> candidate.holds(found, facts));
        return already ? new Decision.NoChange() : new Decision.Reject(RejectionMessages.of(found, facts));
    }

    private static Row rule(Event event, String by) {
        return new Row(event, by, EnumSet.noneOf(AccountState.class), List.of(), Optional.empty());
    }

    /** A builder that lets a row of the table read as a sentence. */
    private record Row(
            Event event, String by, EnumSet<AccountState> from, List<Guard> guards, Optional<AccountState> to) {

        Row from(AccountState first, AccountState... others) {
            return new Row(event, by, EnumSet.of(first, others), guards, to);
        }

        Row when(Guard... needed) {
            return new Row(event, by, from, List.of(needed), to);
        }

        Row to(AccountState target) {
            return new Row(event, by, from, guards, Optional.of(target));
        }

        Row stays() {
            return new Row(event, by, from, guards, Optional.empty());
        }

        Rule then(Effect... effects) {
            return new Rule(event, by, Collections.unmodifiableSet(from), guards, to, List.of(effects));
        }
    }
}
