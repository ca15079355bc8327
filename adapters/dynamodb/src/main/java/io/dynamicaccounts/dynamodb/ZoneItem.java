package io.dynamicaccounts.dynamodb;

import io.dynamicaccounts.functions.account.AgentId;
import io.dynamicaccounts.functions.account.SessionId;
import io.dynamicaccounts.functions.account.ZoneId;
import io.dynamicaccounts.functions.store.Roster;
import io.dynamicaccounts.functions.store.Roster.Departed;
import io.dynamicaccounts.functions.store.Zone;
import io.dynamicaccounts.functions.store.Zone.Member;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Converts a zone to an item and back. */
final class ZoneItem {

    private ZoneItem() {}

    static Zone zone(Item item) {
        return new Zone(
                new ZoneId(ItemKey.identifierIn(item.text(ItemAttribute.PARTITION))),
                item.numberOrZero(ItemAttribute.REVISION),
                new Roster(
                        item.numberOrZero(ItemAttribute.EPOCH),
                        item.numberOrZero(ItemAttribute.SINCE),
                        members(item, ItemAttribute.MEMBERS),
                        item.items(ItemAttribute.DEPARTED).stream()
                                .map(departed -> new Departed(
                                        departed.number(ItemAttribute.REGISTRATION),
                                        departed.instant(ItemAttribute.UNTIL)))
                                .toList(),
                        item.numberOrZero(ItemAttribute.SETTLED_EPOCH),
                        members(item, ItemAttribute.SETTLED)),
                item.flag(ItemAttribute.STOPS_PENDING),
                item.numberOrZero(ItemAttribute.ACCOUNTS));
    }

    private static List<Member> members(Item item, String attribute) {
        return item.items(attribute).stream()
                .map(member -> new Member(
                        member.number(ItemAttribute.REGISTRATION),
                        new AgentId(member.text(ItemAttribute.AGENT)),
                        new SessionId(member.text(ItemAttribute.SESSION_OF_MEMBER))))
                .toList();
    }

    static AttributeValue members(List<Member> members) {
        return AttributeValues.list(members.stream()
                .map(member -> AttributeValues.map(Map.of(
                        ItemAttribute.REGISTRATION, AttributeValues.number(member.registration()),
                        ItemAttribute.AGENT, AttributeValues.text(member.agent().value()),
                        ItemAttribute.SESSION_OF_MEMBER,
                                AttributeValues.text(member.session().value()))))
                .toList());
    }

    static AttributeValue departed(List<Departed> departed) {
        return AttributeValues.list(departed.stream()
                .map(one -> AttributeValues.map(Map.of(
                        ItemAttribute.REGISTRATION, AttributeValues.number(one.registration()),
                        ItemAttribute.UNTIL, AttributeValues.instant(one.leaseEnd()))))
                .toList());
    }
}
