package io.dynamicaccounts.dynamodb;

import io.dynamicaccounts.functions.account.AgentId;
import io.dynamicaccounts.functions.account.SessionId;
import io.dynamicaccounts.functions.account.ZoneId;
import io.dynamicaccounts.functions.store.Heartbeat;
import io.dynamicaccounts.functions.store.Heartbeats;
import io.dynamicaccounts.functions.store.WriteResult;
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

    private static final ConditionClause LIVES = ConditionClause.absent(ItemAttribute.GONE_AT);

    private final Table table;
    private final WriterTokens tokens;

    DynamoDbHeartbeats(Table table, WriterTokens tokens) {
        this.table = table;
        this.tokens = tokens;
    }

    /** {@inheritDoc} A second write is needed only while an earlier answer gave a longer lease than this one. */
    @Override
    public WriteResult<Heartbeat> beat(Beat beat) {
        AttributeValue leaseUntil = AttributeValues.instant(beat.leaseUntil());
        WriteResult<Item> first = table.update(beating(beat)
                .when(ConditionClause.any(
                        ConditionClause.absent(ItemAttribute.LEASE_UNTIL),
                        ConditionClause.atMost(leaseUntil, ItemAttribute.LEASE_UNTIL)))
                .set(leaseUntil, ItemAttribute.LEASE_UNTIL));
        WriteResult<Heartbeat> beaten = first.map(HeartbeatItem::heartbeat);
        boolean leaseWouldMoveBack = beaten instanceof WriteResult.Rejected(Heartbeat found)
                && found.leaseUntil().filter(beat.leaseUntil()::isBefore).isPresent();
        return leaseWouldMoveBack ? table.update(beating(beat)).map(HeartbeatItem::heartbeat) : beaten;
    }

    private ConditionalUpdate beating(Beat beat) {
        return ConditionalUpdate.of(ItemKey.heartbeat(beat.zone(), beat.agent()))
                .by(tokens.next())
                .when(holds(beat.session()))
                .when(LIVES)
                .when(ConditionClause.atMost(AttributeValues.instant(beat.now()), ItemAttribute.LAST_SEEN))
                .set(AttributeValues.instant(beat.now()), ItemAttribute.LAST_SEEN)
                .copy(ItemAttribute.ACKNOWLEDGED_BEFORE, ItemAttribute.ACKNOWLEDGED, AttributeValues.number(0))
                .set(AttributeValues.number(beat.acknowledged()), ItemAttribute.ACKNOWLEDGED)
                .set(AttributeValues.number(beat.cachingAcknowledged()), ItemAttribute.CACHING_ACKNOWLEDGED)
                .set(AttributeValues.duration(beat.interval()), ItemAttribute.INTERVAL)
                .set(AttributeValues.number(beat.capacity()), ItemAttribute.CAPACITY)
                .set(AttributeValues.text(beat.version()), ItemAttribute.AGENT_VERSION)
                .setOrRemove(HeartbeatItem.textsIfAny(beat.secretEngines()), ItemAttribute.SECRET_ENGINES);
    }

    @Override
    public boolean register(Heartbeat fresh, @Nullable Heartbeat read) {
        // Written first, so that the id of every live agent leads to the agent.
        noteHome(fresh.agent(), fresh.zone());
        ConditionalUpdate update = HeartbeatItem.writing(fresh, tokens.next());
        if (read == null) {
            return table.update(update.when(ConditionClause.noItem())).isWritten();
        }
        return table.update(update.when(unseenSince(read)).when(read.gone() ? ConditionClause.not(LIVES) : LIVES))
                .isWritten();
    }

    /** Notes the zone under the id, and once more where earlier versions look for it, unless they know the id. */
    private void noteHome(AgentId id, ZoneId zone) {
        if (table.get(ItemKey.home(id, zone)).isEmpty()) {
            boolean _ = table.update(home(ItemKey.home(id, zone), zone)).isWritten();
            boolean _ = table.update(home(ItemKey.onlyHome(id), zone).when(ConditionClause.noItem()))
                    .isWritten();
        }
    }

    private ConditionalUpdate home(ItemKey key, ZoneId zone) {
        return ConditionalUpdate.of(key).by(tokens.next()).set(AttributeValues.text(zone.value()), ItemAttribute.ZONE);
    }

    @Override
    public boolean fence(Heartbeat read, Instant now) {
        return table.update(going(read.zone(), read.agent(), now).when(unseenSince(read)))
                .isWritten();
    }

    @Override
    public boolean leave(ZoneId zone, AgentId agent, SessionId session, Instant now) {
        return table.update(going(zone, agent, now).when(holds(session))).isWritten();
    }

    private ConditionalUpdate going(ZoneId zone, AgentId agent, Instant now) {
        return ConditionalUpdate.of(ItemKey.heartbeat(zone, agent))
                .by(tokens.next())
                .when(LIVES)
                .set(AttributeValues.instant(now), ItemAttribute.GONE_AT)
                .remove(ItemAttribute.FOLLOWED);
    }

    @Override
    public boolean setWakeTime(Heartbeat read, Optional<Instant> at) {
        return table.update(ConditionalUpdate.of(ItemKey.heartbeat(read.zone(), read.agent()))
                        .when(holds(read.session()))
                        .when(read.wakeAt()
                                .map(wake ->
                                        ConditionClause.equal(AttributeValues.instant(wake), ItemAttribute.WAKE_AT))
                                .orElseGet(() -> ConditionClause.absent(ItemAttribute.WAKE_AT)))
                        .setOrRemove(at.map(AttributeValues::instant), ItemAttribute.WAKE_AT))
                .isWritten();
    }

    @Override
    public void markDepartureHandled(Heartbeat gone) {
        gone.goneAt()
                .ifPresent(since -> table.update(ConditionalUpdate.of(ItemKey.heartbeat(gone.zone(), gone.agent()))
                        .when(stillGone(gone, since))
                        .set(AttributeValues.TRUE, ItemAttribute.FOLLOWED)));
    }

    @Override
    public void delete(Heartbeat gone) {
        gone.goneAt()
                .ifPresent(since -> table.delete(ItemKey.heartbeat(gone.zone(), gone.agent()), stillGone(gone, since)));
    }

    private static ConditionClause holds(SessionId session) {
        return ConditionClause.equal(AttributeValues.text(session.value()), ItemAttribute.SESSION);
    }

    private static ConditionClause unseenSince(Heartbeat read) {
        return ConditionClause.all(
                holds(read.session()),
                ConditionClause.equal(AttributeValues.instant(read.lastSeen()), ItemAttribute.LAST_SEEN));
    }

    /** The same going, not a later one: a session that was fenced may register again and be fenced again. */
    private static ConditionClause stillGone(Heartbeat gone, Instant since) {
        return ConditionClause.all(
                holds(gone.session()), ConditionClause.equal(AttributeValues.instant(since), ItemAttribute.GONE_AT));
    }

    @Override
    public Optional<Heartbeat> find(ZoneId zone, AgentId agent) {
        return table.get(ItemKey.heartbeat(zone, agent)).map(HeartbeatItem::heartbeat);
    }

    @Override
    public List<Heartbeat> in(ZoneId zone) {
        PartitionQuery query = PartitionQuery.of(ItemKey.agentsPartition(ItemKey.shardOf(zone)))
                .beginning(ItemKey.heartbeatsOf(zone));
        return table.query(query).stream().map(HeartbeatItem::heartbeat).toList();
    }

    /** An agent that only versions before this one registered has no place of its own yet, but theirs. */
    @Override
    public List<Heartbeat> in(AgentId id) {
        Set<ItemKey> keys = table.query(PartitionQuery.of(ItemKey.homesOf(id))).stream()
                .map(item -> ItemKey.heartbeat(new ZoneId(item.text(ItemAttribute.ZONE)), id))
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
            PartitionQuery all =
                    PartitionQuery.of(ItemKey.agentsPartition(shard)).eventually();
            PartitionQuery query = after != null && shard == from
                    ? all.above(ItemKey.heartbeat(after.zone(), after.agent()).sort())
                    : all;
            table.query(query, limit - page.size()).forEach(item -> page.add(HeartbeatItem.heartbeat(item)));
        }
        return page;
    }
}
