package io.dynamicaccounts.functions.store;

import io.dynamicaccounts.functions.account.Account;
import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.account.DefinitionId;
import io.dynamicaccounts.functions.account.Standing;
import io.dynamicaccounts.functions.account.ZoneId;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An account as the agents of one zone see it: a copy of what its {@link #version()} said, never ahead of the account, possibly
 * behind it, and what each agent made of it.
 *
 * @param standing where the account stands; {@link Standing#REMOVED} in a zone that it left
 * @param awaited whether the account waits to be confirmed although it stands ACTIVE
 * @param due the account's due time, by which a poll knows what it may retry
 * @param stopRevision the revision that named its stop; zero for none
 * @param leftZones zones it came from, whose agents may not have let go yet: nobody caches it here before they have
 * @param exclusions who does not cache it although hashing would name them; kept from version to version
 * @param outcomes by registration, what each agent reported; those of another generation mean nothing
 */
public record Assignment(
        ZoneId zone,
        AccountName account,
        long version,
        long generation,
        Standing standing,
        Optional<DefinitionId> definition,
        boolean awaited,
        Optional<Instant> due,
        long stopRevision,
        List<ZoneId> leftZones,
        CachingExclusions exclusions,
        Map<Long, Outcome> outcomes) {

    /** What an agent can say of an assignment. */
    public enum Result {
        WATCHING,
        STOPPED,
        FAILED
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
    public record Outcome(long generation, Result result, int tries, Optional<Instant> at, Optional<String> message) {}

    public Assignment {
        leftZones = List.copyOf(leftZones);
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
                here ? account.standing() : Standing.REMOVED,
                here ? account.definition() : Optional.empty(),
                here && account.deadline().isPresent(),
                here ? account.due() : Optional.empty(),
                here ? account.stopRevision() : 0,
                here
                        ? account.leftZones().stream()
                                .filter(left -> !left.equals(zone))
                                .toList()
                        : List.of(),
                CachingExclusions.NONE,
                Map.of());
    }

    /** The tombstone of one whose account is in no store, as an epoch of the installation begins. */
    public Assignment orphaned(long epoch) {
        return new Assignment(
                zone,
                account,
                epoch,
                epoch,
                Standing.REMOVED,
                Optional.empty(),
                false,
                Optional.empty(),
                0,
                List.of(),
                CachingExclusions.NONE,
                Map.of());
    }

    /** The same, with nothing for a poll to take up. */
    public Assignment withoutDue() {
        return with(Optional.empty(), leftZones, exclusions, outcomes);
    }

    /** The same, with what agents made of it. */
    public Assignment withOutcomes(Map<Long, Outcome> reported) {
        return with(due, leftZones, exclusions, reported);
    }

    /** The same, once the agents of the zones it left have let go. */
    public Assignment arrived() {
        return with(due, List.of(), exclusions, outcomes);
    }

    /** The same, with others excluded from caching. */
    public Assignment excluding(CachingExclusions others) {
        return with(due, leftZones, others, outcomes);
    }

    /** What publishing this over an earlier one leaves: what agents made of this generation, whom it waits for, who is excluded. */
    public Assignment over(Assignment earlier) {
        var left = new LinkedHashSet<>(leftZones);
        if (standing != Standing.REMOVED) {
            left.addAll(earlier.leftZones);
        }
        return with(
                due,
                List.copyOf(left),
                earlier.exclusions,
                earlier.generation == generation ? earlier.outcomes : Map.of());
    }

    private Assignment with(
            Optional<Instant> nextDue, List<ZoneId> left, CachingExclusions excluding, Map<Long, Outcome> reported) {
        return new Assignment(
                zone,
                account,
                version,
                generation,
                standing,
                definition,
                awaited,
                nextDue,
                stopRevision,
                left,
                excluding,
                reported);
    }

    /** What this registration said of the present generation. */
    public Optional<Outcome> outcome(long registration) {
        return Optional.ofNullable(outcomes.get(registration)).filter(outcome -> outcome.generation() == generation);
    }

    public boolean says(long registration, Result result) {
        return outcome(registration)
                .filter(outcome -> outcome.result() == result)
                .isPresent();
    }
}
