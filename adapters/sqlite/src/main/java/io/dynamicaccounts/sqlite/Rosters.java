package io.dynamicaccounts.sqlite;

import io.dynamicaccounts.functions.account.AgentId;
import io.dynamicaccounts.functions.account.SessionId;
import io.dynamicaccounts.functions.store.Roster;
import io.dynamicaccounts.functions.store.Roster.Departed;
import io.dynamicaccounts.functions.store.Zone.Member;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** How a column holds the roster of a zone. */
final class Rosters {

    private Rosters() {}

    static String write(Roster roster) {
        return Json.write(Map.of(
                "epoch", roster.epoch(),
                "since", roster.firstRevision(),
                "members", members(roster.members()),
                "departed",
                        roster.departed().stream()
                                .map(departed -> Map.of(
                                        "registration", departed.registration(),
                                        "until", departed.leaseEnd().toEpochMilli()))
                                .toList(),
                "settledEpoch", roster.settledEpoch(),
                "settled", members(roster.settledMembers())));
    }

    private static List<Map<String, Object>> members(List<Member> members) {
        return members.stream()
                .map(member -> Map.<String, Object>of(
                        "registration", member.registration(),
                        "agent", member.agent().value(),
                        "session", member.session().value()))
                .toList();
    }

    static Roster read(String json) {
        Map<String, Object> roster = Json.object(json);
        return new Roster(
                Json.number(roster, "epoch"),
                Json.number(roster, "since"),
                readMembers(roster, "members"),
                Json.objects(roster, "departed").stream()
                        .map(departed -> new Departed(
                                Json.number(departed, "registration"),
                                Instant.ofEpochMilli(Json.number(departed, "until"))))
                        .toList(),
                Json.number(roster, "settledEpoch"),
                readMembers(roster, "settled"));
    }

    private static List<Member> readMembers(Map<String, Object> roster, String field) {
        return Json.objects(roster, field).stream()
                .map(member -> new Member(
                        Json.number(member, "registration"),
                        new AgentId(Json.text(member, "agent")),
                        new SessionId(Json.text(member, "session"))))
                .toList();
    }
}
