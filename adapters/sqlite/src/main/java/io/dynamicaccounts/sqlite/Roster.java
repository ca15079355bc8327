package io.dynamicaccounts.sqlite;

import io.dynamicaccounts.functions.account.AgentId;
import io.dynamicaccounts.functions.account.SessionId;
import io.dynamicaccounts.functions.store.Zone.Member;
import java.util.List;
import java.util.Map;

/** How a column holds the members of a zone, in the order of registration. */
final class Roster {

    private Roster() {}

    static String write(List<Member> members) {
        return Json.write(members.stream()
                .map(member -> Map.of(
                        "registration", member.registration(),
                        "agent", member.agent().value(),
                        "session", member.session().value()))
                .toList());
    }

    static List<Member> read(String json) {
        return Json.objects(json).stream()
                .map(member -> new Member(
                        Json.number(member, "registration"),
                        new AgentId(Json.text(member, "agent")),
                        new SessionId(Json.text(member, "session"))))
                .toList();
    }
}
