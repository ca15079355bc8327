package io.dynamicaccounts.dynamodb;

import io.dynamicaccounts.functions.account.AccountState;
import io.dynamicaccounts.functions.store.Assignment.ReportedResult;
import io.dynamicaccounts.functions.store.Assignments;
import io.dynamicaccounts.functions.store.WriteResult;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Writes the outcome that one registration reports of an assignment's generation. The first FAILED and a further
 * FAILED are two different conditional writes, of which one succeeds, so that a try is counted without a read of the
 * count.
 *
 * @param writer the token of this report
 */
record OutcomeUpdate(Assignments.ReportedOutcome reported, String writer) {

    /** How often another write may come in between. */
    private static final int TRIES = 8;

    /** The number of outcomes of ended registrations from which on they are removed; fewer do no harm. */
    private static final int DEAD = 8;

    /** Writes the outcome and returns the item after the write; empty when another generation is assigned. */
    Optional<Item> in(Table table) {
        boolean again = false;
        for (int tries = 0; tries < TRIES; tries++) {
            switch (table.update(again ? failedAgain() : said())) {
                case WriteResult.Written(Item item) -> {
                    return Optional.of(item);
                }
                case WriteResult.Missing() -> {
                    return Optional.empty();
                }
                case WriteResult.Rejected(Item found) -> {
                    if (wasMine(found)) {
                        return Optional.of(found);
                    }
                    if (!isCurrent(found)) {
                        return Optional.empty();
                    }
                    again = hadFailed(found);
                }
            }
        }
        throw DynamoDbFailure.contended(key());
    }

    private ItemKey key() {
        return ItemKey.assignment(reported.zone(), reported.account());
    }

    private ConditionalUpdate said() {
        ConditionalUpdate update = ConditionalUpdate.of(key())
                .when(current())
                .set(
                        AssignmentItem.said(
                                reported.generation(), reported.result(), 1, reported.at(), reported.message(), writer),
                        path());
        return reported.result() == ReportedResult.FAILED ? update.when(ConditionClause.not(failedBefore())) : update;
    }

    private ConditionalUpdate failedAgain() {
        ConditionalUpdate update = ConditionalUpdate.of(key())
                .when(current())
                .when(failedBefore())
                .when(ConditionClause.not(ConditionClause.equal(AttributeValues.text(writer), path(ItemAttribute.BY))))
                .increment(path(ItemAttribute.TRIES))
                .set(AttributeValues.instant(reported.at()), path(ItemAttribute.SAID_AT))
                .set(AttributeValues.text(writer), path(ItemAttribute.BY));
        return reported.message()
                .map(reason -> update.set(AttributeValues.text(reason), path(ItemAttribute.REASON)))
                .orElseGet(() -> update.remove(path(ItemAttribute.REASON)));
    }

    private ConditionClause current() {
        return ConditionClause.all(
                ConditionClause.equal(AttributeValues.number(reported.generation()), ItemAttribute.GENERATION),
                ConditionClause.not(ConditionClause.equal(
                        AttributeValues.text(AccountState.REMOVED.code()), ItemAttribute.STANDING)));
    }

    private boolean isCurrent(Item found) {
        return found.number(ItemAttribute.GENERATION) == reported.generation()
                && !found.text(ItemAttribute.STANDING).equals(AccountState.REMOVED.code());
    }

    private ConditionClause failedBefore() {
        return ConditionClause.all(
                ConditionClause.equal(AttributeValues.number(reported.generation()), path(ItemAttribute.OF_GENERATION)),
                ConditionClause.equal(AttributeValues.text(ReportedResult.FAILED.code()), path(ItemAttribute.RESULT)));
    }

    private boolean hadFailed(Item found) {
        return last(found)
                .filter(said -> said.number(ItemAttribute.OF_GENERATION) == reported.generation())
                .filter(said -> said.text(ItemAttribute.RESULT).equals(ReportedResult.FAILED.code()))
                .isPresent();
    }

    private boolean wasMine(Item found) {
        return last(found)
                .flatMap(said -> said.textIfAny(ItemAttribute.BY))
                .filter(writer::equals)
                .isPresent();
    }

    private Optional<Item> last(Item found) {
        return Optional.ofNullable(found.map(ItemAttribute.OUTCOMES).get(name()))
                .map(value -> new Item(value.m()));
    }

    private String[] path(String... within) {
        var path = new String[2 + within.length];
        path[0] = ItemAttribute.OUTCOMES;
        path[1] = name();
        System.arraycopy(within, 0, path, 2, within.length);
        return path;
    }

    private String name() {
        return Long.toString(reported.registration());
    }

    /** Returns the write that removes the outcomes of ended registrations, once there are many. */
    Optional<ConditionalUpdate> withoutEnded(Item item, Set<Long> live) {
        List<String> dead = item.map(ItemAttribute.OUTCOMES).keySet().stream()
                .filter(said -> !said.equals(name()) && !live.contains(Long.parseLong(said)))
                .toList();
        if (dead.size() < DEAD) {
            return Optional.empty();
        }
        ConditionalUpdate update = ConditionalUpdate.of(key()).when(ConditionClause.exists(ItemAttribute.OUTCOMES));
        dead.forEach(said -> update.remove(ItemAttribute.OUTCOMES, said));
        return Optional.of(update);
    }
}
