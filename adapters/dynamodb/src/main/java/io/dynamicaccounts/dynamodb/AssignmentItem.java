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

/** How an assignment is an item. */
final class AssignmentItem {

    /** A tombstone outlives by an hour the longest function, which could still write what came before it. */
    private static final Duration TOMBSTONE_KEPT = Duration.ofHours(1).plusMinutes(15);

    private AssignmentItem() {}

    /**
     * Publishing it. What agents said stays as it is, each under the generation that it was said of: so a write need not know which
     * generation is stored. Zones left are added to those that are there.
     */
    static Update publishing(Assignment assignment, Instant now) {
        boolean tombstone = assignment.state() == AccountState.REMOVED;
        Update update = Update.of(ItemKey.assignment(assignment.zone(), assignment.account()))
                .when(Clause.any(Clause.noItem(), Clause.below(Value.number(assignment.version()), Name.VERSION)))
                .set(Value.number(assignment.version()), Name.VERSION)
                .set(Value.number(assignment.generation()), Name.GENERATION)
                .set(Value.text(assignment.state().code()), Name.STANDING)
                .setOrRemove(assignment.definition().map(id -> Value.text(id.value())), Name.DEFINITION)
                .setOrRemove(assignment.awaitsConfirmation() ? Optional.of(Value.TRUE) : Optional.empty(), Name.AWAITED)
                .setOrRemove(assignment.due().map(Value::instant), Name.RETRY_AT)
                .setOrRemove(
                        assignment.stopRevision() == 0
                                ? Optional.empty()
                                : Optional.of(Value.number(assignment.stopRevision())),
                        Name.STOP_REVISION)
                .setIfAbsent(Value.map(Map.of()), Name.OUTCOMES)
                .setOrRemove(
                        tombstone
                                ? Optional.of(
                                        Value.number(now.plus(TOMBSTONE_KEPT).getEpochSecond()))
                                : Optional.empty(),
                        Name.EXPIRES);
        if (tombstone) {
            return update.remove(Name.LEFT_ZONES);
        }
        assignment
                .leaveRevisions()
                .forEach((zone, revision) -> update.setOrRemove(
                        revision == 0 ? Optional.empty() : Optional.of(Value.number(revision)), leftAt(zone.value())));
        return assignment.leaveRevisions().isEmpty()
                ? update
                : update.unite(Value.textSet(assignment.leftZones()), Name.LEFT_ZONES);
    }

    static Assignment assignment(Item item) {
        long generation = item.number(Name.GENERATION);
        return new Assignment(
                new ZoneId(ItemKey.identifierIn(item.text(Name.PARTITION))),
                new AccountName(ItemKey.identifierIn(item.text(Name.SORT))),
                item.number(Name.VERSION),
                generation,
                Coded.of(AccountState.class, item.text(Name.STANDING)),
                item.textIfAny(Name.DEFINITION).map(DefinitionId::new),
                item.flag(Name.AWAITED),
                item.instantIfAny(Name.RETRY_AT),
                item.numberOrZero(Name.STOP_REVISION),
                left(item),
                item.has(Name.EXCLUSIONS) ? exclusions(new Item(item.map(Name.EXCLUSIONS))) : CachingExclusions.NONE,
                outcomes(item, generation));
    }

    /** What is stored of a zone that is not left counts for nothing: publishing it anew writes that anew. */
    private static Map<ZoneId, Long> left(Item item) {
        return item.texts(Name.LEFT_ZONES).stream()
                .collect(Collectors.toMap(ZoneId::new, zone -> item.numberOrZero(leftAt(zone))));
    }

    private static String leftAt(String zone) {
        return Name.LEFT_AT + zone;
    }

    private static CachingExclusions exclusions(Item map) {
        return new CachingExclusions(
                map.number(Name.NUMBER),
                map.number(Name.AT_EPOCH),
                map.texts(Name.EXCLUDED).stream().map(Long::valueOf).collect(Collectors.toSet()),
                map.flag(Name.PENDING),
                map.number(Name.TOLD));
    }

    /** These and no others are stored: of one change there are two steps, and the number tells the changes apart. */
    static Clause excludes(CachingExclusions exclusions) {
        return exclusions.equals(CachingExclusions.NONE)
                ? Clause.all(Clause.exists(Name.PARTITION), Clause.absent(Name.EXCLUSIONS))
                : Clause.all(
                        Clause.equal(Value.number(exclusions.number()), Name.EXCLUSIONS, Name.NUMBER),
                        Clause.equal(Value.number(exclusions.revision()), Name.EXCLUSIONS, Name.TOLD),
                        Clause.equal(AttributeValue.fromBool(exclusions.pending()), Name.EXCLUSIONS, Name.PENDING));
    }

    /** The map that holds them; nothing where there never were any. */
    static Optional<AttributeValue> exclusions(CachingExclusions exclusions) {
        if (exclusions.equals(CachingExclusions.NONE)) {
            return Optional.empty();
        }
        return Optional.of(Value.map(Map.of(
                Name.NUMBER, Value.number(exclusions.number()),
                Name.AT_EPOCH, Value.number(exclusions.epoch()),
                Name.EXCLUDED, Value.texts(new TreeSet<>(exclusions.excluded())),
                Name.PENDING, AttributeValue.fromBool(exclusions.pending()),
                Name.TOLD, Value.number(exclusions.revision()))));
    }

    /** Those of the present generation: what was said of an earlier one means nothing. */
    private static Map<Long, AgentOutcome> outcomes(Item item, long generation) {
        var outcomes = new HashMap<Long, AgentOutcome>();
        item.map(Name.OUTCOMES).forEach((registration, value) -> {
            AgentOutcome outcome = outcome(new Item(value.m()));
            if (outcome.generation() == generation) {
                outcomes.put(Long.parseLong(registration), outcome);
            }
        });
        return outcomes;
    }

    private static AgentOutcome outcome(Item map) {
        return new AgentOutcome(
                map.number(Name.OF_GENERATION),
                Coded.of(ReportedResult.class, map.text(Name.RESULT)),
                Math.toIntExact(map.numberOrZero(Name.TRIES)),
                map.instantIfAny(Name.SAID_AT),
                map.textIfAny(Name.REASON));
    }

    /** What a registration says now, whatever it said before. */
    static AttributeValue said(
            long generation, ReportedResult result, int tries, Instant at, Optional<String> reason, String writer) {
        var said = new HashMap<String, AttributeValue>();
        said.put(Name.OF_GENERATION, Value.number(generation));
        said.put(Name.RESULT, Value.text(result.code()));
        reason.ifPresent(message -> said.put(Name.REASON, Value.text(message)));
        if (result == ReportedResult.FAILED) {
            // Said twice these are two tries: the token tells a repeat from another.
            said.put(Name.TRIES, Value.number(tries));
            said.put(Name.SAID_AT, Value.instant(at));
            said.put(Name.BY, Value.text(writer));
        }
        return Value.map(said);
    }
}
