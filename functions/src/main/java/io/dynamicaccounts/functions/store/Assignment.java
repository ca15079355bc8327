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
 * An account as the agents of one zone see it: a copy of what its {@link #version()} said, never ahead of the account, possibly
 * behind it, and what each agent made of it.
 *
 * @param state where the account stands; {@link AccountState#REMOVED} in a zone that it left
 * @param awaitsConfirmation whether the account waits to be confirmed although it stands ACTIVE
 * @param due the account's due time, by which a poll knows what it may retry
 * @param stopRevision the revision that named its stop; zero for none
 * @param leaveRevisions zones it came from, whose agents may not have let go yet: nobody caches it here before they have. Of each zone a revision
 *     whose lists, and all later ones, no longer name the account; zero where none is known
 * @param exclusions who does not cache it although hashing would name them; kept from version to version
 * @param outcomes by registration, what each agent reported; those of another generation mean nothing
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

    /** What an agent can say of an assignment. */
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
     * What one registration last said.
     *
     * @param generation what it spoke of
     * @param tries how often in a row it said FAILED of this generation
     * @param at when it last said FAILED, by the control plane's clock; empty for other results, of which nothing depends on the time,
     *     and where an earlier version wrote it
     * @param message the reason, for a human
     */
    public record AgentOutcome(
            long generation, ReportedResult result, int tries, Optional<Instant> at, Optional<String> message) {}

    public Assignment {
        leaveRevisions = Map.copyOf(leaveRevisions);
        outcomes = Map.copyOf(outcomes);
    }

    /** The assignment that publishing this account writes in the zone it is in. */
    public static Assignment of(ZoneId zone, Account account) {
        boolean here = account.zone().filter(zone::equals).isPresent();
        return new Assignment(
                zone,
                account.name(),
                account.version(),
                account.generation(),
                here ? account.state() : AccountState.REMOVED,
                here ? account.definition() : Optional.empty(),
                here && account.deadline().isPresent(),
                here ? account.due() : Optional.empty(),
                here ? account.stopRevision() : 0,
                here
                        ? account.leftZones().stream()
                                .filter(other -> !other.equals(zone))
                                .distinct()
                                .collect(Collectors.toMap(other -> other, other -> 0L))
                        : Map.of(),
                CachingExclusions.NONE,
                Map.of());
    }

    /** The tombstone of one whose account is in no store, as an epoch of the installation begins. */
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

    /** The same, with nothing for a poll to take up. */
    public Assignment withoutDue() {
        return with(Optional.empty(), leaveRevisions, exclusions, outcomes);
    }

    /** The same, with what agents made of it. */
    public Assignment withOutcomes(Map<Long, AgentOutcome> reported) {
        return with(due, leaveRevisions, exclusions, reported);
    }

    /** The same, once the agents of the zones it left have let go. */
    public Assignment withoutLeftZones() {
        return with(due, Map.of(), exclusions, outcomes);
    }

    /** The zones that it came from and whose agents may not have let go yet, in order. */
    public List<ZoneId> leftZones() {
        return leaveRevisions.keySet().stream().sorted().toList();
    }

    /** The same, where the lists of these revisions no longer name the account in the zones that it left. */
    public Assignment withLeaveRevisions(Map<ZoneId, Long> revisions) {
        var known = new HashMap<>(leaveRevisions);
        known.replaceAll((zone, revision) -> revisions.getOrDefault(zone, revision));
        return with(due, known, exclusions, outcomes);
    }

    /** The same, which waits for these zones and no others. */
    public Assignment withLeftZones(Map<ZoneId, Long> zones) {
        return with(due, zones, exclusions, outcomes);
    }

    /** The same, with others excluded from caching. */
    public Assignment withExclusions(CachingExclusions others) {
        return with(due, leaveRevisions, others, outcomes);
    }

    /** What publishing this over an earlier one leaves: what agents made of this generation, whom it waits for, who is excluded. */
    public Assignment mergedOver(Assignment earlier) {
        var waitsFor = new HashMap<ZoneId, Long>();
        if (state != AccountState.REMOVED) {
            waitsFor.putAll(earlier.leaveRevisions);
        }
        // Of a zone that was left again the revision of the time before says nothing.
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
     * The same, once a registration said something more of this generation. Saying FAILED again counts a try more.
     *
     * @param at the time, noted with a failure
     * @param live the registrations that live: outcomes of others are dropped
     */
    public Assignment withOutcome(
            long registration, ReportedResult result, Instant at, Optional<String> message, Set<Long> live) {
        boolean failed = result == ReportedResult.FAILED;
        // None for one that last said something else.
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

    /** What this registration said of the present generation. */
    public Optional<AgentOutcome> outcome(long registration) {
        return Optional.ofNullable(outcomes.get(registration)).filter(outcome -> outcome.generation() == generation);
    }

    public boolean lastReported(long registration, ReportedResult result) {
        return outcome(registration)
                .filter(outcome -> outcome.result() == result)
                .isPresent();
    }
}
