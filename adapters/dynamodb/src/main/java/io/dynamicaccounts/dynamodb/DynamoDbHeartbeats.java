package io.dynamicaccounts.dynamodb;

import io.dynamicaccounts.functions.account.AgentId;
import io.dynamicaccounts.functions.account.SessionId;
import io.dynamicaccounts.functions.account.ZoneId;
import io.dynamicaccounts.functions.store.Heartbeat;
import io.dynamicaccounts.functions.store.Heartbeats;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

final class DynamoDbHeartbeats implements Heartbeats {

    private static final Clause LIVES = Clause.absent(Name.GONE_AT);

    private final Table table;
    private final Tokens tokens;

    DynamoDbHeartbeats(Table table, Tokens tokens) {
        this.table = table;
        this.tokens = tokens;
    }

    /** A second write is needed only while a lease that was told before is longer than the one that is told now. */
    @Override
    public BeatResult beat(Beat beat) {
        AttributeValue leaseUntil = Value.instant(beat.leaseUntil());
        BeatResult beaten = beaten(beating(beat)
                .when(Clause.any(Clause.absent(Name.LEASE_UNTIL), Clause.atMost(leaseUntil, Name.LEASE_UNTIL)))
                .set(leaseUntil, Name.LEASE_UNTIL));
        boolean leaseWouldMoveBack = beaten instanceof BeatResult.Rejected(Heartbeat found)
                && found.leaseUntil().filter(beat.leaseUntil()::isBefore).isPresent();
        return leaseWouldMoveBack ? beaten(beating(beat)) : beaten;
    }

    private Update beating(Beat beat) {
        return Update.of(ItemKey.heartbeat(beat.zone(), beat.agent()))
                .by(tokens.next())
                .when(holds(beat.session()))
                .when(LIVES)
                .when(Clause.atMost(Value.instant(beat.now()), Name.LAST_SEEN))
                .set(Value.instant(beat.now()), Name.LAST_SEEN)
                .copy(Name.ACKNOWLEDGED_BEFORE, Name.ACKNOWLEDGED, Value.number(0))
                .set(Value.number(beat.acknowledged()), Name.ACKNOWLEDGED)
                .set(Value.number(beat.cachingAcknowledged()), Name.CACHING_ACKNOWLEDGED)
                .set(Value.duration(beat.interval()), Name.INTERVAL)
                .set(Value.number(beat.capacity()), Name.CAPACITY)
                .set(Value.text(beat.version()), Name.AGENT_VERSION)
                .setOrRemove(HeartbeatItem.textsIfAny(beat.secretEngines()), Name.SECRET_ENGINES);
    }

    private BeatResult beaten(Update update) {
        return switch (table.update(update)) {
            case Table.Written.Done(Item item) -> new BeatResult.Recorded(HeartbeatItem.heartbeat(item));
            case Table.Written.Refused(Optional<Item> found) ->
                found.<BeatResult>map(item -> new BeatResult.Rejected(HeartbeatItem.heartbeat(item)))
                        .orElseGet(BeatResult.UnknownAgent::new);
        };
    }

    @Override
    public boolean register(Heartbeat fresh, @Nullable Heartbeat read) {
        // First, so that no agent lives that its id does not lead to.
        noteHome(fresh.agent(), fresh.zone());
        Update update = HeartbeatItem.writing(fresh, tokens.next());
        if (read == null) {
            return table.update(update.when(Clause.noItem())).done();
        }
        return table.update(update.when(unseenSince(read)).when(read.gone() ? Clause.not(LIVES) : LIVES))
                .done();
    }

    /** Also where versions before this one look for it, unless they know the id already. */
    private void noteHome(AgentId id, ZoneId zone) {
        if (table.get(ItemKey.home(id, zone)).isEmpty()) {
            boolean _ = table.update(home(ItemKey.home(id, zone), zone)).done();
            boolean _ = table.update(home(ItemKey.onlyHome(id), zone).when(Clause.noItem()))
                    .done();
        }
    }

    private Update home(ItemKey key, ZoneId zone) {
        return Update.of(key).by(tokens.next()).set(Value.text(zone.value()), Name.ZONE);
    }

    @Override
    public boolean fence(Heartbeat read, Instant now) {
        return table.update(going(read.zone(), read.agent(), now).when(unseenSince(read)))
                .done();
    }

    @Override
    public boolean leave(ZoneId zone, AgentId agent, SessionId session, Instant now) {
        return table.update(going(zone, agent, now).when(holds(session))).done();
    }

    private Update going(ZoneId zone, AgentId agent, Instant now) {
        return Update.of(ItemKey.heartbeat(zone, agent))
                .by(tokens.next())
                .when(LIVES)
                .set(Value.instant(now), Name.GONE_AT)
                .remove(Name.FOLLOWED);
    }

    @Override
    public boolean setWakeTime(Heartbeat read, Optional<Instant> at) {
        return table.update(Update.of(ItemKey.heartbeat(read.zone(), read.agent()))
                        .when(holds(read.session()))
                        .when(read.wakeAt()
                                .map(wake -> Clause.equal(Value.instant(wake), Name.WAKE_AT))
                                .orElseGet(() -> Clause.absent(Name.WAKE_AT)))
                        .setOrRemove(at.map(Value::instant), Name.WAKE_AT))
                .done();
    }

    @Override
    public void markDepartureHandled(Heartbeat gone) {
        gone.goneAt()
                .ifPresent(since -> table.update(Update.of(ItemKey.heartbeat(gone.zone(), gone.agent()))
                        .when(stillGone(gone, since))
                        .set(Value.TRUE, Name.FOLLOWED)));
    }

    @Override
    public void delete(Heartbeat gone) {
        gone.goneAt()
                .ifPresent(since -> table.delete(ItemKey.heartbeat(gone.zone(), gone.agent()), stillGone(gone, since)));
    }

    private static Clause holds(SessionId session) {
        return Clause.equal(Value.text(session.value()), Name.SESSION);
    }

    private static Clause unseenSince(Heartbeat read) {
        return Clause.all(holds(read.session()), Clause.equal(Value.instant(read.lastSeen()), Name.LAST_SEEN));
    }

    /** The same going, not a later one: a session that was fenced may register again and be fenced again. */
    private static Clause stillGone(Heartbeat gone, Instant since) {
        return Clause.all(holds(gone.session()), Clause.equal(Value.instant(since), Name.GONE_AT));
    }

    @Override
    public Optional<Heartbeat> find(ZoneId zone, AgentId agent) {
        return table.get(ItemKey.heartbeat(zone, agent)).map(HeartbeatItem::heartbeat);
    }

    @Override
    public List<Heartbeat> in(ZoneId zone) {
        Query query = Query.of(ItemKey.agentsPartition(ItemKey.shardOf(zone))).beginning(ItemKey.heartbeatsOf(zone));
        return table.query(query).stream().map(HeartbeatItem::heartbeat).toList();
    }

    /** An agent that only versions before this one registered has no place of its own yet, but theirs. */
    @Override
    public List<Heartbeat> in(AgentId id) {
        Set<ItemKey> keys = table.query(Query.of(ItemKey.homesOf(id))).stream()
                .map(item -> ItemKey.heartbeat(new ZoneId(item.text(Name.ZONE)), id))
                .collect(Collectors.toSet());
        return table.get(keys).values().stream()
                .map(HeartbeatItem::heartbeat)
                .sorted(Comparator.comparing(Heartbeat::zone))
                .toList();
    }

    /** Shard by shard. Whatever follows from what is read here is a write on the condition that it is still so. */
    @Override
    public List<Heartbeat> page(@Nullable Heartbeat after, int limit) {
        var page = new ArrayList<Heartbeat>();
        int from = after == null ? 0 : ItemKey.shardOf(after.zone());
        for (int shard = from; shard < ItemKey.AGENT_SHARDS && page.size() < limit; shard++) {
            Query all = Query.of(ItemKey.agentsPartition(shard)).eventually();
            Query query = after != null && shard == from
                    ? all.above(ItemKey.heartbeat(after.zone(), after.agent()).sort())
                    : all;
            table.query(query, limit - page.size()).forEach(item -> page.add(HeartbeatItem.heartbeat(item)));
        }
        return page;
    }
}
