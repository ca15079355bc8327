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
    private final Tokens tokens;

    DynamoDbZones(Table table, Tokens tokens) {
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
        Update update = raising(zone);
        if (joining > 0) {
            update.add(joining, Name.ACCOUNTS);
        }
        // On no condition but that it was not done already.
        return written(stopsPending ? update.set(Value.TRUE, Name.STOPS_PENDING) : update)
                .orElseThrow(() -> Failure.contended(ItemKey.zone(zone)));
    }

    @Override
    public Optional<Zone> raiseRevisionFrom(ZoneId zone, long revision) {
        return written(raising(zone).when(is(revision, Name.REVISION)));
    }

    @Override
    public boolean setAccountCount(ZoneId zone, long revision, long accounts) {
        return table.update(Update.of(ItemKey.zone(zone))
                        .when(is(revision, Name.REVISION))
                        .set(Value.number(accounts), Name.ACCOUNTS))
                .done();
    }

    @Override
    public boolean clearStopsPending(ZoneId zone, long revision) {
        return table.update(Update.of(ItemKey.zone(zone))
                        .when(is(revision, Name.REVISION))
                        .remove(Name.STOPS_PENDING))
                .done();
    }

    @Override
    public Optional<Zone> replaceMembers(Zone read, List<Zone.Member> members, List<Roster.Departed> departed) {
        return written(raising(read.id())
                .when(is(read.epoch(), Name.EPOCH))
                .onePlus(Name.REVISION, Name.SINCE)
                .set(Value.number(read.epoch() + 1), Name.EPOCH)
                .set(ZoneItem.members(members), Name.MEMBERS)
                .set(ZoneItem.departed(departed), Name.DEPARTED));
    }

    @Override
    public Optional<Zone> settleEpoch(Zone read) {
        return written(raising(read.id())
                .when(is(read.epoch(), Name.EPOCH))
                .when(Clause.not(is(read.epoch(), Name.SETTLED_EPOCH)))
                .set(Value.number(read.epoch()), Name.SETTLED_EPOCH)
                .copy(Name.SETTLED, Name.MEMBERS, Value.list(List.of()))
                .set(Value.list(List.of()), Name.DEPARTED));
    }

    @Override
    public boolean adopt(ZoneId zone, long epoch, boolean stopsPending, long accounts) {
        return table.update(Update.of(ItemKey.zone(zone))
                        .by(tokens.next())
                        .when(Clause.any(Clause.absent(Name.EPOCH), Clause.below(Value.number(epoch), Name.EPOCH)))
                        .set(Value.number(epoch), Name.REVISION)
                        .set(Value.number(epoch), Name.EPOCH)
                        .set(Value.number(epoch), Name.SINCE)
                        .set(Value.number(epoch), Name.SETTLED_EPOCH)
                        .set(Value.list(List.of()), Name.MEMBERS)
                        .set(Value.list(List.of()), Name.SETTLED)
                        .set(Value.list(List.of()), Name.DEPARTED)
                        .set(Value.number(accounts), Name.ACCOUNTS)
                        .setOrRemove(stopsPending ? Optional.of(Value.TRUE) : Optional.empty(), Name.STOPS_PENDING))
                .done();
    }

    @Override
    public void scan(Predicate<List<ZoneId>> goOn) {
        table.scan(
                ItemKey.anyZone(),
                items -> goOn.test(
                        items.stream().map(ZoneItem::zone).map(Zone::id).toList()));
    }

    private Update raising(ZoneId zone) {
        return Update.of(ItemKey.zone(zone)).by(tokens.next()).onePlus(Name.REVISION, Name.REVISION);
    }

    private Optional<Zone> written(Update update) {
        return table.update(update).after().map(ZoneItem::zone);
    }

    /** A zone that nothing was ever written of is at zero. */
    private static Clause is(long number, String attribute) {
        Clause equal = Clause.equal(Value.number(number), attribute);
        return number == 0 ? Clause.any(Clause.absent(attribute), equal) : equal;
    }
}
