package io.dynamicaccounts.functions.store;

import io.dynamicaccounts.functions.account.Account;
import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.account.AccountState;
import io.dynamicaccounts.functions.account.Coded;
import io.dynamicaccounts.functions.account.DefinitionId;
import io.dynamicaccounts.functions.account.ZoneId;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The account as the agents of one zone see it. An assignment copies one {@link #version()} of the account, which is
 * never newer than the account and possibly older, and adds what each agent reported.
 *
 * @param state the state of the account; {@link AccountState#REMOVED} in a zone that the account left
 * @param awaitsConfirmation whether the account waits to be confirmed although it is ACTIVE
 * @param due the account's due time, by which a poll decides what it may retry
 * @param stopRevision the revision that named the account's stop; zero for none
 * @param leaveRevisions the zones that the account left and whose agents may not have released it yet: no agent
 *     caches the account here before they have. The value for each zone is a revision from which on the lists of
 *     that zone do not name the account; zero where no such revision is known
 * @param exclusions the agents that do not cache the account although hashing would select them; kept from version
 *     to version
 * @param outcomes what each agent reported, by registration; outcomes of another generation do not count
 */
public record Assignment(
        ZoneId zone,
        AccountName account,
        long version,
        long generation,
        AccountState state,
        Optional<DefinitionId> definition,
        boolean awaitsConfirmation,
        Optional<Instant> due,
        long stopRevision,
        Map<ZoneId, Long> leaveRevisions,
        CachingExclusions exclusions,
        Map<Long, AgentOutcome> outcomes) {

    /** The result that an agent can report of an assignment. */
    public enum ReportedResult implements Coded {
        WATCHING("WATCHING"),
        STOPPED("STOPPED"),
        FAILED("FAILED");

        private final String code;

        ReportedResult(String code) {
            this.code = code;
        }

        @Override
        public String code() {
            return code;
        }
    }

    /**
     * The last report of one registration.
     *
     * @param generation the generation that the report is about
     * @param tries how many reports of FAILED in a row the registration has made of this generation
     * @param at when the registration last reported FAILED, by the control plane's clock; empty for other results,
     *     of which nothing depends on the time, and where an earlier version wrote the outcome
     * @param message the reason, as text for operators
     */
    public record AgentOutcome(
            long generation, ReportedResult result, int tries, Optional<Instant> at, Optional<String> message) {}

    public Assignment {
        leaveRevisions = Map.copyOf(leaveRevisions);
        outcomes = Map.copyOf(outcomes);
    }

    /** Returns the assignment that publishing this account writes in this zone. */
    public static Assignment of(ZoneId zone, Account account) {
        boolean inZone = account.zone().filter(zone::equals).isPresent();
        return new Assignment(
                zone,
                account.name(),
                account.version(),
                account.generation(),
                inZone ? account.state() : AccountState.REMOVED,
                inZone ? account.definition() : Optional.empty(),
                inZone && account.deadline().isPresent(),
                inZone ? account.due() : Optional.empty(),
                inZone ? account.stopRevision() : 0,
                inZone
                        ? account.leftZones().stream()
                                .filter(other -> !other.equals(zone))
                                .distinct()
                                .collect(Collectors.toMap(other -> other, other -> 0L))
                        : Map.of(),
                CachingExclusions.NONE,
                Map.of());
    }

    /**
     * Returns the tombstone of an assignment whose account is in no store when an epoch of the installation begins.
     */
    public Assignment tombstone(long epoch) {
        return new Assignment(
                zone,
                account,
                epoch,
                epoch,
                AccountState.REMOVED,
                Optional.empty(),
                false,
                Optional.empty(),
                0,
                Map.of(),
                CachingExclusions.NONE,
                Map.of());
    }

    /** Returns the same assignment without a due time, so that polls do not take it up. */
    public Assignment withoutDue() {
        return with(Optional.empty(), leaveRevisions, exclusions, outcomes);
    }

    /** Returns the same assignment with these outcomes. */
    public Assignment withOutcomes(Map<Long, AgentOutcome> reported) {
        return with(due, leaveRevisions, exclusions, reported);
    }

    /** Returns the same assignment once the agents of the zones that the account left have released it. */
    public Assignment withoutLeftZones() {
        return with(due, Map.of(), exclusions, outcomes);
    }

    /** Returns the zones that the account left and whose agents may not have released it yet, sorted. */
    public List<ZoneId> leftZones() {
        return leaveRevisions.keySet().stream().sorted().toList();
    }

    /**
     * Returns the same assignment with the revisions from which on the lists of the left zones do not name the
     * account.
     */
    public Assignment withLeaveRevisions(Map<ZoneId, Long> revisions) {
        var known = new HashMap<>(leaveRevisions);
        known.replaceAll((zone, revision) -> revisions.getOrDefault(zone, revision));
        return with(due, known, exclusions, outcomes);
    }

    /** Returns the same assignment, waiting for exactly these zones to release the account. */
    public Assignment withLeftZones(Map<ZoneId, Long> zones) {
        return with(due, zones, exclusions, outcomes);
    }

    /** Returns the same assignment with these exclusions from caching. */
    public Assignment withExclusions(CachingExclusions others) {
        return with(due, leaveRevisions, others, outcomes);
    }

    /**
     * Returns the result of publishing this assignment over an earlier one. The exclusions are kept, the outcomes if
     * they are of the same generation, and the zones that have not released the account unless it is removed.
     */
    public Assignment mergedOver(Assignment earlier) {
        var waitsFor = new HashMap<ZoneId, Long>();
        if (state != AccountState.REMOVED) {
            waitsFor.putAll(earlier.leaveRevisions);
        }
        // When the account left a zone once more, the revision of the earlier departure says nothing.
        waitsFor.putAll(leaveRevisions);
        return with(due, waitsFor, earlier.exclusions, earlier.generation == generation ? earlier.outcomes : Map.of());
    }

    private Assignment with(
            Optional<Instant> nextDue,
            Map<ZoneId, Long> waitsFor,
            CachingExclusions excluding,
            Map<Long, AgentOutcome> reported) {
        return new Assignment(
                zone,
                account,
                version,
                generation,
                state,
                definition,
                awaitsConfirmation,
                nextDue,
                stopRevision,
                waitsFor,
                excluding,
                reported);
    }

    /**
     * Returns the same assignment with a further report of a registration about this generation. Every further
     * FAILED counts one more try.
     *
     * @param at the time of the report, noted with a failure
     * @param live the live registrations; outcomes of all others are dropped
     */
    public Assignment withOutcome(
            long registration, ReportedResult result, Instant at, Optional<String> message, Set<Long> live) {
        boolean failed = result == ReportedResult.FAILED;
        // An outcome other than FAILED has no tries.
        int triesBefore = outcome(registration).map(AgentOutcome::tries).orElse(0);
        var noted = new HashMap<>(outcomes);
        noted.keySet().retainAll(live);
        noted.put(
                registration,
                new AgentOutcome(
                        generation,
                        result,
                        failed ? triesBefore + 1 : 0,
                        failed ? Optional.of(at) : Optional.empty(),
                        message));
        return withOutcomes(noted);
    }

    /** Returns what this registration reported of the present generation. */
    public Optional<AgentOutcome> outcome(long registration) {
        return Optional.ofNullable(outcomes.get(registration)).filter(outcome -> outcome.generation() == generation);
    }

    /** Returns whether this result is the last that the registration reported of the present generation. */
    public boolean lastReported(long registration, ReportedResult result) {
        return outcome(registration)
                .filter(outcome -> outcome.result() == result)
                .isPresent();
    }
}
