package io.dynamicaccounts.dynamodb;

import io.dynamicaccounts.functions.account.ZoneId;
import io.dynamicaccounts.functions.store.Roster;
import io.dynamicaccounts.functions.store.Zone;
import io.dynamicaccounts.functions.store.Zones;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

final class DynamoDbZones implements Zones {

    private final Table table;
    private final WriterTokens tokens;

    DynamoDbZones(Table table, WriterTokens tokens) {
        this.table = table;
        this.tokens = tokens;
    }

    @Override
    public Zone find(ZoneId zone) {
        return table.get(ItemKey.zone(zone)).map(ZoneItem::zone).orElseGet(() -> Zone.empty(zone));
    }

    @Override
    public Map<ZoneId, Zone> find(Collection<ZoneId> zones) {
        var found = new LinkedHashMap<ZoneId, Zone>();
        zones.forEach(zone -> found.put(zone, Zone.empty(zone)));
        table.get(zones.stream().map(ItemKey::zone).toList()).values().forEach(item -> {
            Zone zone = ZoneItem.zone(item);
            found.put(zone.id(), zone);
        });
        return found;
    }

    @Override
    public Zone raiseRevision(ZoneId zone, boolean stopsPending, long joining) {
        ConditionalUpdate update = raising(zone);
        if (joining > 0) {
            update.add(joining, ItemAttribute.ACCOUNTS);
        }
        // On no condition but that it was not done already.
        return written(stopsPending ? update.set(AttributeValues.TRUE, ItemAttribute.STOPS_PENDING) : update)
                .orElseThrow(() -> DynamoDbFailure.contended(ItemKey.zone(zone)));
    }

    @Override
    public Optional<Zone> raiseRevisionFrom(ZoneId zone, long revision) {
        return written(raising(zone).when(is(revision, ItemAttribute.REVISION)));
    }

    @Override
    public boolean setAccountCount(ZoneId zone, long revision, long accounts) {
        return table.update(ConditionalUpdate.of(ItemKey.zone(zone))
                        .when(is(revision, ItemAttribute.REVISION))
                        .set(AttributeValues.number(accounts), ItemAttribute.ACCOUNTS))
                .isWritten();
    }

    @Override
    public boolean clearStopsPending(ZoneId zone, long revision) {
        return table.update(ConditionalUpdate.of(ItemKey.zone(zone))
                        .when(is(revision, ItemAttribute.REVISION))
                        .remove(ItemAttribute.STOPS_PENDING))
                .isWritten();
    }

    @Override
    public Optional<Zone> replaceMembers(Zone read, List<Zone.Member> members, List<Roster.Departed> departed) {
        return written(raising(read.id())
                .when(is(read.epoch(), ItemAttribute.EPOCH))
                .onePlus(ItemAttribute.REVISION, ItemAttribute.SINCE)
                .set(AttributeValues.number(read.epoch() + 1), ItemAttribute.EPOCH)
                .set(ZoneItem.members(members), ItemAttribute.MEMBERS)
                .set(ZoneItem.departed(departed), ItemAttribute.DEPARTED));
    }

    @Override
    public Optional<Zone> settleEpoch(Zone read) {
        return written(raising(read.id())
                .when(is(read.epoch(), ItemAttribute.EPOCH))
                .when(ConditionClause.not(is(read.epoch(), ItemAttribute.SETTLED_EPOCH)))
                .set(AttributeValues.number(read.epoch()), ItemAttribute.SETTLED_EPOCH)
                .copy(ItemAttribute.SETTLED, ItemAttribute.MEMBERS, AttributeValues.list(List.of()))
                .set(AttributeValues.list(List.of()), ItemAttribute.DEPARTED));
    }

    @Override
    public boolean adopt(ZoneId zone, long epoch, boolean stopsPending, long accounts) {
        return table.update(ConditionalUpdate.of(ItemKey.zone(zone))
                        .by(tokens.next())
                        .when(ConditionClause.any(
                                ConditionClause.absent(ItemAttribute.EPOCH),
                                ConditionClause.below(AttributeValues.number(epoch), ItemAttribute.EPOCH)))
                        .set(AttributeValues.number(epoch), ItemAttribute.REVISION)
                        .set(AttributeValues.number(epoch), ItemAttribute.EPOCH)
                        .set(AttributeValues.number(epoch), ItemAttribute.SINCE)
                        .set(AttributeValues.number(epoch), ItemAttribute.SETTLED_EPOCH)
                        .set(AttributeValues.list(List.of()), ItemAttribute.MEMBERS)
                        .set(AttributeValues.list(List.of()), ItemAttribute.SETTLED)
                        .set(AttributeValues.list(List.of()), ItemAttribute.DEPARTED)
                        .set(AttributeValues.number(accounts), ItemAttribute.ACCOUNTS)
                        .setOrRemove(
                                stopsPending ? Optional.of(AttributeValues.TRUE) : Optional.empty(),
                                ItemAttribute.STOPS_PENDING))
                .isWritten();
    }

    @Override
    public void scan(Predicate<List<ZoneId>> goOn) {
        table.scan(
                ItemKey.anyZone(),
                items -> goOn.test(
                        items.stream().map(ZoneItem::zone).map(Zone::id).toList()));
    }

    private ConditionalUpdate raising(ZoneId zone) {
        return ConditionalUpdate.of(ItemKey.zone(zone))
                .by(tokens.next())
                .onePlus(ItemAttribute.REVISION, ItemAttribute.REVISION);
    }

    private Optional<Zone> written(ConditionalUpdate update) {
        return table.update(update).written().map(ZoneItem::zone);
    }

    /** A zone that nothing was ever written of is at zero. */
    private static ConditionClause is(long number, String attribute) {
        ConditionClause equal = ConditionClause.equal(AttributeValues.number(number), attribute);
        return number == 0 ? ConditionClause.any(ConditionClause.absent(attribute), equal) : equal;
    }
}
