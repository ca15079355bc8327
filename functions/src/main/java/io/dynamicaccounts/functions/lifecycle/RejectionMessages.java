package io.dynamicaccounts.functions.lifecycle;

import io.dynamicaccounts.functions.account.Account;
import io.dynamicaccounts.functions.account.AccountState;
import io.dynamicaccounts.functions.account.VisibleState;
import io.dynamicaccounts.functions.account.ZoneId;
import java.util.LinkedHashSet;
import java.util.Optional;

/**
 * The messages of refusals: why the table has no row for what was asked. Messages for operators say what was found,
 * in the words of the API, and what to do instead. Refused attempts of agents and of the sweep are read by
 * developers only, so their message is derived from the table alone.
 */
final class RejectionMessages {

    /** Says how an operator changes the zone of an account. */
    private static final String IN_ITS_ZONE =
            "activate it with the zoneId that it should have (PATCH /armory/accounts)";

    private RejectionMessages() {}

    static String of(Account found, Facts facts) {
        Event event = facts.event();
        return switch (event) {
            case PROVISION, DECLARE ->
                "an account of this name is there already: delete it first, or take another name";
            case ACTIVATE, MOVE, REDEFINE, DEACTIVATE, DELETE ->
                found.dynamic() ? ofChange(found, facts) : "an agent's own configuration declares it: change it there";
            case REASSIGN -> ofReassignment(found);
            default -> byTheTable(event, found);
        };
    }

    private static String ofChange(Account found, Facts facts) {
        Event event = facts.event();
        if (found.markedForDeletion()) {
            return beingDeleted(found);
        }
        Optional<ZoneId> asked = event.facts().contains(Fact.ASKED_ZONE) ? facts.askedZone() : Optional.empty();
        Optional<ZoneId> elsewhere = found.zone()
                .filter(zone -> asked.filter(other -> !other.equals(zone)).isPresent());
        if (elsewhere.isPresent()) {
            String prefix = event == Event.REDEFINE ? "PUT does not change the zone of an account, and " : "";
            return prefix + "it is " + label(found) + " in zone " + elsewhere.get() + ": "
                    + toAnotherZone(found.state());
        }
        return switch (found.state()) {
            case TO_DEACTIVATE, DEACTIVATING -> onceStopped(found);
            case TO_MIGRATE, ACTIVATING, ACTIVE, ORPHANED ->
                "it is " + label(found) + " with another kubeconfigFile: change that with PUT /armory/accounts/dynamic,"
                        + " or deactivate it and activate it again";
            case REMOVED, INACTIVE, FAILED_STARTING, FAILED_NO_AGENT, FAILED_STOPPING -> byTheTable(event, found);
        };
    }

    private static String toAnotherZone(AccountState state) {
        return switch (state) {
            case TO_DEACTIVATE, DEACTIVATING -> "wait until it is INACTIVE, then " + IN_ITS_ZONE;
            case TO_MIGRATE, ACTIVATING, ACTIVE -> "deactivate it, and " + IN_ITS_ZONE + " once it is INACTIVE";
            case REMOVED, INACTIVE, FAILED_STARTING, FAILED_NO_AGENT, FAILED_STOPPING, ORPHANED -> IN_ITS_ZONE;
        };
    }

    private static String ofReassignment(Account found) {
        if (found.markedForDeletion()) {
            return beingDeleted(found);
        }
        return switch (found.state()) {
            case INACTIVE, FAILED_STARTING, FAILED_NO_AGENT, FAILED_STOPPING ->
                found.dynamic()
                        ? "it is " + label(found) + ": activate it instead"
                        : "it is " + label(found) + ", and an agent's own configuration declares it: wait until it is"
                                + " tried again, or change it there";
            case ORPHANED ->
                "it is ORPHANED, no agent lives in its zone: start an agent there, which takes it up again";
            case TO_DEACTIVATE, DEACTIVATING -> onceStopped(found);
            case REMOVED, TO_MIGRATE, ACTIVATING, ACTIVE -> byTheTable(Event.REASSIGN, found);
        };
    }

    private static String onceStopped(Account found) {
        return "it is " + label(found) + ": wait until it is INACTIVE, then activate it";
    }

    private static String beingDeleted(Account found) {
        return found.state() == AccountState.FAILED_STOPPING
                ? "it is being deleted, and its stop FAILED: delete it again; once it is gone it can be created anew"
                : "it is being deleted: wait until it is gone, then it can be created anew";
    }

    private static String byTheTable(Event event, Account found) {
        var possible = new LinkedHashSet<String>();
        Lifecycle.rules(event).forEach(rule -> rule.from().forEach(state -> possible.add(label(state))));
        return "cannot " + event.label() + " an account that is " + label(found) + " as it is now; it must be "
                + String.join(" or ", possible);
    }

    private static String label(Account account) {
        return label(account.state());
    }

    private static String label(AccountState state) {
        return state.visibleState().map(VisibleState::code).orElse("absent");
    }
}
