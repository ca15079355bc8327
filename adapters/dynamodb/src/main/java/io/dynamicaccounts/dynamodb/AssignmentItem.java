package io.dynamicaccounts.dynamodb;

import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.account.AccountState;
import io.dynamicaccounts.functions.account.Coded;
import io.dynamicaccounts.functions.account.DefinitionId;
import io.dynamicaccounts.functions.account.ZoneId;
import io.dynamicaccounts.functions.store.Assignment;
import io.dynamicaccounts.functions.store.Assignment.AgentOutcome;
import io.dynamicaccounts.functions.store.Assignment.ReportedResult;
import io.dynamicaccounts.functions.store.CachingExclusions;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Converts an assignment to an item and back. */
final class AssignmentItem {

    /**
     * An hour longer than the longest function, which could still write the assignment that the tombstone replaced.
     */
    private static final Duration TOMBSTONE_KEPT = Duration.ofHours(1).plusMinutes(15);

    private AssignmentItem() {}

    /**
     * Returns the write that publishes an assignment. Outcomes of agents remain as they are, each with its
     * generation, so that the write does not depend on the stored generation. Left zones are added to the stored
     * ones.
     */
    static ConditionalUpdate publishing(Assignment assignment, Instant now) {
        boolean tombstone = assignment.state() == AccountState.REMOVED;
        ConditionalUpdate update = ConditionalUpdate.of(ItemKey.assignment(assignment.zone(), assignment.account()))
                .when(ConditionClause.any(
                        ConditionClause.noItem(),
                        ConditionClause.below(AttributeValues.number(assignment.version()), ItemAttribute.VERSION)))
                .set(AttributeValues.number(assignment.version()), ItemAttribute.VERSION)
                .set(AttributeValues.number(assignment.generation()), ItemAttribute.GENERATION)
                .set(AttributeValues.text(assignment.state().code()), ItemAttribute.STANDING)
                .setOrRemove(
                        assignment.definition().map(id -> AttributeValues.text(id.value())), ItemAttribute.DEFINITION)
                .setOrRemove(
                        assignment.awaitsConfirmation() ? Optional.of(AttributeValues.TRUE) : Optional.empty(),
                        ItemAttribute.AWAITED)
                .setOrRemove(assignment.due().map(AttributeValues::instant), ItemAttribute.RETRY_AT)
                .setOrRemove(
                        assignment.stopRevision() == 0
                                ? Optional.empty()
                                : Optional.of(AttributeValues.number(assignment.stopRevision())),
                        ItemAttribute.STOP_REVISION)
                .setIfAbsent(AttributeValues.map(Map.of()), ItemAttribute.OUTCOMES)
                .setOrRemove(
                        tombstone
                                ? Optional.of(AttributeValues.number(
                                        now.plus(TOMBSTONE_KEPT).getEpochSecond()))
                                : Optional.empty(),
                        ItemAttribute.EXPIRES);
        if (tombstone) {
            return update.remove(ItemAttribute.LEFT_ZONES);
        }
        assignment
                .leaveRevisions()
                .forEach((zone, revision) -> update.setOrRemove(
                        revision == 0 ? Optional.empty() : Optional.of(AttributeValues.number(revision)),
                        leftAt(zone.value())));
        return assignment.leaveRevisions().isEmpty()
                ? update
                : update.unite(AttributeValues.textSet(assignment.leftZones()), ItemAttribute.LEFT_ZONES);
    }

    static Assignment assignment(Item item) {
        long generation = item.number(ItemAttribute.GENERATION);
        return new Assignment(
                new ZoneId(ItemKey.identifierIn(item.text(ItemAttribute.PARTITION))),
                new AccountName(ItemKey.identifierIn(item.text(ItemAttribute.SORT))),
                item.number(ItemAttribute.VERSION),
                generation,
                Coded.of(AccountState.class, item.text(ItemAttribute.STANDING)),
                item.textIfAny(ItemAttribute.DEFINITION).map(DefinitionId::new),
                item.flag(ItemAttribute.AWAITED),
                item.instantIfAny(ItemAttribute.RETRY_AT),
                item.numberOrZero(ItemAttribute.STOP_REVISION),
                left(item),
                item.has(ItemAttribute.EXCLUSIONS)
                        ? exclusions(new Item(item.map(ItemAttribute.EXCLUSIONS)))
                        : CachingExclusions.NONE,
                outcomes(item, generation));
    }

    /**
     * Returns the left zones with their revisions. A stored revision of a zone that is not left does not count, and
     * is written anew.
     */
    private static Map<ZoneId, Long> left(Item item) {
        return item.texts(ItemAttribute.LEFT_ZONES).stream()
                .collect(Collectors.toMap(ZoneId::new, zone -> item.numberOrZero(leftAt(zone))));
    }

    private static String leftAt(String zone) {
        return ItemAttribute.LEFT_AT + zone;
    }

    private static CachingExclusions exclusions(Item map) {
        return new CachingExclusions(
                map.number(ItemAttribute.NUMBER),
                map.number(ItemAttribute.AT_EPOCH),
                map.texts(ItemAttribute.EXCLUDED).stream().map(Long::valueOf).collect(Collectors.toSet()),
                map.flag(ItemAttribute.PENDING),
                map.number(ItemAttribute.TOLD));
    }

    /**
     * Returns the condition that exactly these exclusions are stored. A change has two steps, and each change its own
     * number.
     */
    static ConditionClause excludes(CachingExclusions exclusions) {
        return exclusions.equals(CachingExclusions.NONE)
                ? ConditionClause.all(
                        ConditionClause.exists(ItemAttribute.PARTITION),
                        ConditionClause.absent(ItemAttribute.EXCLUSIONS))
                : ConditionClause.all(
                        ConditionClause.equal(
                                AttributeValues.number(exclusions.number()),
                                ItemAttribute.EXCLUSIONS,
                                ItemAttribute.NUMBER),
                        ConditionClause.equal(
                                AttributeValues.number(exclusions.revision()),
                                ItemAttribute.EXCLUSIONS,
                                ItemAttribute.TOLD),
                        ConditionClause.equal(
                                AttributeValue.fromBool(exclusions.pending()),
                                ItemAttribute.EXCLUSIONS,
                                ItemAttribute.PENDING));
    }

    /** Returns the map of the exclusions; empty when there never were any. */
    static Optional<AttributeValue> exclusions(CachingExclusions exclusions) {
        if (exclusions.equals(CachingExclusions.NONE)) {
            return Optional.empty();
        }
        return Optional.of(AttributeValues.map(Map.of(
                ItemAttribute.NUMBER, AttributeValues.number(exclusions.number()),
                ItemAttribute.AT_EPOCH, AttributeValues.number(exclusions.epoch()),
                ItemAttribute.EXCLUDED, AttributeValues.texts(new TreeSet<>(exclusions.excluded())),
                ItemAttribute.PENDING, AttributeValue.fromBool(exclusions.pending()),
                ItemAttribute.TOLD, AttributeValues.number(exclusions.revision()))));
    }

    /** Returns the outcomes of the present generation. Outcomes of an earlier generation do not count. */
    private static Map<Long, AgentOutcome> outcomes(Item item, long generation) {
        var outcomes = new HashMap<Long, AgentOutcome>();
        item.map(ItemAttribute.OUTCOMES).forEach((registration, value) -> {
            AgentOutcome outcome = outcome(new Item(value.m()));
            if (outcome.generation() == generation) {
                outcomes.put(Long.parseLong(registration), outcome);
            }
        });
        return outcomes;
    }

    private static AgentOutcome outcome(Item map) {
        return new AgentOutcome(
                map.number(ItemAttribute.OF_GENERATION),
                Coded.of(ReportedResult.class, map.text(ItemAttribute.RESULT)),
                Math.toIntExact(map.numberOrZero(ItemAttribute.TRIES)),
                map.instantIfAny(ItemAttribute.SAID_AT),
                map.textIfAny(ItemAttribute.REASON));
    }

    /** Returns the outcome of a registration, which replaces any earlier outcome. */
    static AttributeValue said(
            long generation, ReportedResult result, int tries, Instant at, Optional<String> reason, String writer) {
        var said = new HashMap<String, AttributeValue>();
        said.put(ItemAttribute.OF_GENERATION, AttributeValues.number(generation));
        said.put(ItemAttribute.RESULT, AttributeValues.text(result.code()));
        reason.ifPresent(message -> said.put(ItemAttribute.REASON, AttributeValues.text(message)));
        if (result == ReportedResult.FAILED) {
            // A second report of FAILED is a second try: by the token a repeated write differs from a second report.
            said.put(ItemAttribute.TRIES, AttributeValues.number(tries));
            said.put(ItemAttribute.SAID_AT, AttributeValues.instant(at));
            said.put(ItemAttribute.BY, AttributeValues.text(writer));
        }
        return AttributeValues.map(said);
    }
}
