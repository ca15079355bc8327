package io.dynamicaccounts.dynamodb;

import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.account.AccountState;
import io.dynamicaccounts.functions.account.ZoneId;
import io.dynamicaccounts.functions.store.Assignment;
import io.dynamicaccounts.functions.store.Assignments;
import io.dynamicaccounts.functions.store.CachingExclusions;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

final class DynamoDbAssignments implements Assignments {

    private static final ConditionClause COUNTS = ConditionClause.not(
            ConditionClause.equal(AttributeValues.text(AccountState.REMOVED.code()), ItemAttribute.STANDING));

    private final Table table;
    private final WriterTokens tokens;
    private final InstantSource clock;

    DynamoDbAssignments(Table table, WriterTokens tokens, InstantSource clock) {
        this.table = table;
        this.tokens = tokens;
        this.clock = clock;
    }

    @Override
    public boolean publish(Assignment assignment) {
        return table.update(AssignmentItem.publishing(assignment, clock.instant()))
                .isWritten();
    }

    @Override
    public Optional<Assignment> recordOutcome(ReportedOutcome reported, Set<Long> live) {
        var saying = new OutcomeUpdate(reported, tokens.next());
        return saying.in(table).map(item -> {
            saying.withoutEnded(item, live).ifPresent(table::update);
            return AssignmentItem.assignment(item);
        });
    }

    @Override
    public boolean clearLeftZones(ZoneId zone, AccountName account, long version) {
        return table.update(ConditionalUpdate.of(ItemKey.assignment(zone, account))
                        .when(ConditionClause.equal(AttributeValues.number(version), ItemAttribute.VERSION))
                        .remove(ItemAttribute.LEFT_ZONES))
                .isWritten();
    }

    @Override
    public boolean replaceExclusions(ZoneId zone, AccountName account, CachingExclusions read, CachingExclusions next) {
        return table.update(ConditionalUpdate.of(ItemKey.assignment(zone, account))
                        .when(AssignmentItem.excludes(read))
                        .setOrRemove(AssignmentItem.exclusions(next), ItemAttribute.EXCLUSIONS))
                .isWritten();
    }

    @Override
    public List<Assignment> inZone(ZoneId zone) {
        return table.query(all(zone)).stream().map(AssignmentItem::assignment).toList();
    }

    private static PartitionQuery all(ZoneId zone) {
        return PartitionQuery.of(ItemKey.partitionOf(zone)).beginning(ItemKey.ASSIGNMENTS);
    }

    @Override
    public Map<Key, Assignment> find(Collection<Key> keys) {
        var found = new HashMap<Key, Assignment>();
        table.get(keys.stream()
                        .map(key -> ItemKey.assignment(key.zone(), key.account()))
                        .toList())
                .values()
                .forEach(item -> {
                    Assignment assignment = AssignmentItem.assignment(item);
                    found.put(new Key(assignment.zone(), assignment.account()), assignment);
                });
        return found;
    }

    @Override
    public long count(ZoneId zone) {
        return table.count(all(zone).where(COUNTS));
    }

    /** The table deletes what has expired by itself. */
    @Override
    public void deleteTombstones(Instant writtenBefore) {}
}
