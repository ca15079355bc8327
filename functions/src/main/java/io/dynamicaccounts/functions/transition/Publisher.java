package io.dynamicaccounts.functions.transition;

import io.dynamicaccounts.functions.account.Account;
import io.dynamicaccounts.functions.account.AccountState;
import io.dynamicaccounts.functions.account.AccountState.Work;
import io.dynamicaccounts.functions.account.Attribute;
import io.dynamicaccounts.functions.account.Coded;
import io.dynamicaccounts.functions.account.ZoneId;
import io.dynamicaccounts.functions.lifecycle.Event;
import io.dynamicaccounts.functions.lifecycle.Timing;
import io.dynamicaccounts.functions.store.Assignment;
import io.dynamicaccounts.functions.store.History;
import io.dynamicaccounts.functions.store.Store;
import io.dynamicaccounts.functions.store.StoreUnavailable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes moved accounts to the agents of their zones: writes tombstones in the zones that the accounts left, then
 * the accounts' assignments, and then raises each zone's revision once for a whole batch. Publishing again does no
 * harm, and the sweep publishes again when an account is due.
 */
public final class Publisher {

    private static final Logger LOG = LoggerFactory.getLogger(Publisher.class);

    private final Store store;
    private final Parallel parallel;
    private final Timing timing;

    public Publisher(Store store, Parallel parallel, Timing timing) {
        this.store = store;
        this.parallel = parallel;
        this.timing = timing;
    }

    /**
     * Publishes accounts whose transition may have changed what agents must do, and records the transitions in the
     * history.
     */
    public void publish(Collection<Account> moved) {
        publishAssignments(moved, leaveZones(moved));
        raiseRevisions(moved);
    }

    /** Writes the assignments and the history, for transitions that change nothing that agents must do. */
    public void publishAssignments(Collection<Account> moved) {
        publishAssignments(moved, Map.of());
    }

    private void publishAssignments(Collection<Account> moved, Map<ZoneId, Long> leftAt) {
        List<Assignment> assignments = moved.stream()
                .flatMap(account ->
                        account.zone().map(zone -> assignment(zone, account).withLeaveRevisions(leftAt)).stream())
                .toList();
        parallel.map(assignments, store.assignments()::publish);
        recordHistory(moved);
    }

    /**
     * Returns the assignment to publish in this zone. An account that only an operator can start again has no due
     * time there.
     */
    public Assignment assignment(ZoneId zone, Account account) {
        Assignment assignment = Assignment.of(zone, account);
        boolean leftToOperator = account.state() == AccountState.FAILED_STARTING
                && timing.untilNextTry(account.name(), account.retries()).isEmpty();
        return leftToOperator ? assignment.withoutDue() : assignment;
    }

    /**
     * Records transitions in the history and nowhere else. A failure costs a gap in the history, and must not fail
     * the transitions, which have already been written.
     */
    public void recordHistory(Collection<Account> moved) {
        if (moved.isEmpty()) {
            return;
        }
        try {
            store.history()
                    .append(moved.stream().map(History.PastTransition::lastOf).toList());
        } catch (StoreUnavailable e) {
            LOG.warn("the history of {} transitions was not written", moved.size(), e);
        }
    }

    /**
     * Publishes tombstones in the zones that these accounts left.
     *
     * @return a revision of each of these zones from which on the zone's lists do not name the accounts
     */
    Map<ZoneId, Long> leaveZones(Collection<Account> moved) {
        var tombstones = new ArrayList<Assignment>();
        for (Account account : moved) {
            for (ZoneId left : account.leftZones()) {
                if (!account.zone().equals(Optional.of(left))) {
                    tombstones.add(Assignment.of(left, account));
                }
            }
        }
        parallel.map(tombstones, store.assignments()::publish);
        Set<ZoneId> zones = tombstones.stream().map(Assignment::zone).collect(Collectors.toCollection(TreeSet::new));
        return zones.stream()
                .collect(Collectors.toMap(
                        zone -> zone,
                        zone -> store.zones().raiseRevision(zone, false).revision()));
    }

    private void raiseRevisions(Collection<Account> moved) {
        var zones = new TreeSet<ZoneId>();
        var stopping = new TreeSet<ZoneId>();
        var joining = new TreeMap<ZoneId, Long>();
        for (Account account : moved) {
            if (account.zone().isPresent() && concernsAgents(account)) {
                zones.add(account.zone().get());
                if (account.state().work() == Work.STOP) {
                    stopping.add(account.zone().get());
                }
                if (mayBeNewThere(account)) {
                    joining.merge(account.zone().get(), 1L, Long::sum);
                }
            }
        }
        zones.forEach(
                zone -> store.zones().raiseRevision(zone, stopping.contains(zone), joining.getOrDefault(zone, 0L)));
    }

    /**
     * Returns whether the account may be new in its zone. An account that was in the zone before is counted twice
     * until the zone's accounts are counted again.
     */
    private static boolean mayBeNewThere(Account account) {
        return switch (Coded.of(Event.class, account.text(Attribute.EVENT).orElseThrow())) {
            case ACTIVATE, MOVE, TRY_NEXT_ZONE, REQUEUE, DECLARE -> true;
            default -> false;
        };
    }

    /**
     * Returns whether agents must act on the transition: they need not where the account was no work for agents and
     * still is none.
     */
    private static boolean concernsAgents(Account account) {
        Work before = account.text(Attribute.PREVIOUS_STATE)
                .map(from -> Coded.of(AccountState.class, from).work())
                .orElse(Work.NONE);
        return before != Work.NONE || account.state().work() != Work.NONE || account.state() == AccountState.TO_MIGRATE;
    }
}
