package io.dynamicaccounts.dynamodb;

import io.dynamicaccounts.functions.account.AgentId;
import io.dynamicaccounts.functions.account.SessionId;
import io.dynamicaccounts.functions.account.ZoneId;
import io.dynamicaccounts.functions.store.Heartbeat;
import java.util.Collection;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Converts a heartbeat to an item and back. */
final class HeartbeatItem {

    private HeartbeatItem() {}

    /** Returns the write of the whole heartbeat, which replaces any stored one. */
    static ConditionalUpdate writing(Heartbeat fresh, String token) {
        return ConditionalUpdate.of(ItemKey.heartbeat(fresh.zone(), fresh.agent()))
                .by(token)
                .set(AttributeValues.text(fresh.session().value()), ItemAttribute.SESSION)
                .setOrRemove(textsIfAny(fresh.superseded()), ItemAttribute.SUPERSEDED)
                .set(AttributeValues.instant(fresh.registeredAt()), ItemAttribute.REGISTERED_AT)
                .set(AttributeValues.instant(fresh.lastSeen()), ItemAttribute.LAST_SEEN)
                .set(AttributeValues.number(fresh.acknowledged()), ItemAttribute.ACKNOWLEDGED)
                .set(AttributeValues.number(fresh.acknowledgedBefore()), ItemAttribute.ACKNOWLEDGED_BEFORE)
                .set(AttributeValues.number(fresh.cachingAcknowledged()), ItemAttribute.CACHING_ACKNOWLEDGED)
                .set(AttributeValues.duration(fresh.interval()), ItemAttribute.INTERVAL)
                .setOrRemove(fresh.leaseUntil().map(AttributeValues::instant), ItemAttribute.LEASE_UNTIL)
                .setOrRemove(fresh.capacity().map(AttributeValues::number), ItemAttribute.CAPACITY)
                .setOrRemove(fresh.wakeAt().map(AttributeValues::instant), ItemAttribute.WAKE_AT)
                .set(AttributeValues.text(fresh.version()), ItemAttribute.AGENT_VERSION)
                .setOrRemove(textsIfAny(fresh.secretEngines()), ItemAttribute.SECRET_ENGINES)
                .setOrRemove(fresh.goneAt().map(AttributeValues::instant), ItemAttribute.GONE_AT)
                .setOrRemove(
                        fresh.departureHandled() ? Optional.of(AttributeValues.TRUE) : Optional.empty(),
                        ItemAttribute.FOLLOWED);
    }

    static Optional<AttributeValue> textsIfAny(Collection<?> ids) {
        return ids.isEmpty() ? Optional.empty() : Optional.of(AttributeValues.texts(ids));
    }

    static Heartbeat heartbeat(Item item) {
        String place = item.text(ItemAttribute.SORT);
        return new Heartbeat(
                new ZoneId(ItemKey.beforeMark(place)),
                new AgentId(ItemKey.identifierIn(place)),
                new SessionId(item.text(ItemAttribute.SESSION)),
                item.texts(ItemAttribute.SUPERSEDED).stream()
                        .map(SessionId::new)
                        .toList(),
                item.instant(ItemAttribute.REGISTERED_AT),
                item.instant(ItemAttribute.LAST_SEEN),
                item.number(ItemAttribute.ACKNOWLEDGED),
                item.number(ItemAttribute.ACKNOWLEDGED_BEFORE),
                item.numberIfAny(ItemAttribute.CACHING_ACKNOWLEDGED)
                        .orElseGet(() -> item.number(ItemAttribute.ACKNOWLEDGED)),
                item.duration(ItemAttribute.INTERVAL),
                item.instantIfAny(ItemAttribute.LEASE_UNTIL),
                item.numberIfAny(ItemAttribute.CAPACITY).map(Math::toIntExact),
                item.instantIfAny(ItemAttribute.WAKE_AT),
                item.text(ItemAttribute.AGENT_VERSION),
                item.texts(ItemAttribute.SECRET_ENGINES),
                item.instantIfAny(ItemAttribute.GONE_AT),
                item.flag(ItemAttribute.FOLLOWED));
    }
}
