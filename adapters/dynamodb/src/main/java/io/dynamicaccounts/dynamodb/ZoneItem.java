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

/** How a zone is an item. */
final class ZoneItem {

    private ZoneItem() {}

    static Zone zone(Item item) {
        return new Zone(
                new ZoneId(ItemKey.identifierIn(item.text(Name.PARTITION))),
                item.numberOrZero(Name.REVISION),
                new Roster(
                        item.numberOrZero(Name.EPOCH),
                        item.numberOrZero(Name.SINCE),
                        members(item, Name.MEMBERS),
                        item.items(Name.DEPARTED).stream()
                                .map(departed ->
                                        new Departed(departed.number(Name.REGISTRATION), departed.instant(Name.UNTIL)))
                                .toList(),
                        item.numberOrZero(Name.SETTLED_EPOCH),
                        members(item, Name.SETTLED)),
                item.flag(Name.STOPS_PENDING),
                item.numberOrZero(Name.ACCOUNTS));
    }

    private static List<Member> members(Item item, String attribute) {
        return item.items(attribute).stream()
                .map(member -> new Member(
                        member.number(Name.REGISTRATION),
                        new AgentId(member.text(Name.AGENT)),
                        new SessionId(member.text(Name.SESSION_OF_MEMBER))))
                .toList();
    }

    static AttributeValue members(List<Member> members) {
        return Value.list(members.stream()
                .map(member -> Value.map(Map.of(
                        Name.REGISTRATION, Value.number(member.registration()),
                        Name.AGENT, Value.text(member.agent().value()),
                        Name.SESSION_OF_MEMBER, Value.text(member.session().value()))))
                .toList());
    }

    static AttributeValue departed(List<Departed> departed) {
        return Value.list(departed.stream()
                .map(one -> Value.map(Map.of(
                        Name.REGISTRATION, Value.number(one.registration()),
                        Name.UNTIL, Value.instant(one.leaseEnd()))))
                .toList());
    }
}
