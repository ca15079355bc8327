package io.dynamicaccounts.dynamodb;

import io.dynamicaccounts.functions.account.AgentId;
import io.dynamicaccounts.functions.account.SessionId;
import io.dynamicaccounts.functions.account.ZoneId;
import io.dynamicaccounts.functions.store.Heartbeat;
import java.util.Collection;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** How a heartbeat is an item. */
final class HeartbeatItem {

    private HeartbeatItem() {}

    /** Writes all of it, over whatever is there. */
    static Update writing(Heartbeat fresh, String token) {
        return Update.of(ItemKey.heartbeat(fresh.zone(), fresh.agent()))
                .by(token)
                .set(Value.text(fresh.session().value()), Name.SESSION)
                .setOrRemove(textsIfAny(fresh.superseded()), Name.SUPERSEDED)
                .set(Value.instant(fresh.registeredAt()), Name.REGISTERED_AT)
                .set(Value.instant(fresh.lastSeen()), Name.LAST_SEEN)
                .set(Value.number(fresh.acknowledged()), Name.ACKNOWLEDGED)
                .set(Value.number(fresh.acknowledgedBefore()), Name.ACKNOWLEDGED_BEFORE)
                .set(Value.number(fresh.cachingAcknowledged()), Name.CACHING_ACKNOWLEDGED)
                .set(Value.duration(fresh.interval()), Name.INTERVAL)
                .setOrRemove(fresh.leaseUntil().map(Value::instant), Name.LEASE_UNTIL)
                .setOrRemove(fresh.capacity().map(Value::number), Name.CAPACITY)
                .setOrRemove(fresh.wakeAt().map(Value::instant), Name.WAKE_AT)
                .set(Value.text(fresh.version()), Name.AGENT_VERSION)
                .setOrRemove(textsIfAny(fresh.secretEngines()), Name.SECRET_ENGINES)
                .setOrRemove(fresh.goneAt().map(Value::instant), Name.GONE_AT)
                .setOrRemove(fresh.departureHandled() ? Optional.of(Value.TRUE) : Optional.empty(), Name.FOLLOWED);
    }

    static Optional<AttributeValue> textsIfAny(Collection<?> ids) {
        return ids.isEmpty() ? Optional.empty() : Optional.of(Value.texts(ids));
    }

    static Heartbeat heartbeat(Item item) {
        String place = item.text(Name.SORT);
        return new Heartbeat(
                new ZoneId(ItemKey.beforeMark(place)),
                new AgentId(ItemKey.identifierIn(place)),
                new SessionId(item.text(Name.SESSION)),
                item.texts(Name.SUPERSEDED).stream().map(SessionId::new).toList(),
                item.instant(Name.REGISTERED_AT),
                item.instant(Name.LAST_SEEN),
                item.number(Name.ACKNOWLEDGED),
                item.number(Name.ACKNOWLEDGED_BEFORE),
                item.numberIfAny(Name.CACHING_ACKNOWLEDGED).orElseGet(() -> item.number(Name.ACKNOWLEDGED)),
                item.duration(Name.INTERVAL),
                item.instantIfAny(Name.LEASE_UNTIL),
                item.numberIfAny(Name.CAPACITY).map(Math::toIntExact),
                item.instantIfAny(Name.WAKE_AT),
                item.text(Name.AGENT_VERSION),
                item.texts(Name.SECRET_ENGINES),
                item.instantIfAny(Name.GONE_AT),
                item.flag(Name.FOLLOWED));
    }
}
