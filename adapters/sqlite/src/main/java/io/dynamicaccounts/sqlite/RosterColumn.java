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
final class RosterColumn {

    private RosterColumn() {}

    static String write(Roster roster) {
        return ColumnJson.write(Map.of(
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
        Map<String, Object> roster = ColumnJson.object(json);
        return new Roster(
                ColumnJson.number(roster, "epoch"),
                ColumnJson.number(roster, "since"),
                readMembers(roster, "members"),
                ColumnJson.objects(roster, "departed").stream()
                        .map(departed -> new Departed(
                                ColumnJson.number(departed, "registration"),
                                Instant.ofEpochMilli(ColumnJson.number(departed, "until"))))
                        .toList(),
                ColumnJson.number(roster, "settledEpoch"),
                readMembers(roster, "settled"));
    }

    private static List<Member> readMembers(Map<String, Object> roster, String field) {
        return ColumnJson.objects(roster, field).stream()
                .map(member -> new Member(
                        ColumnJson.number(member, "registration"),
                        new AgentId(ColumnJson.text(member, "agent")),
                        new SessionId(ColumnJson.text(member, "session"))))
                .toList();
    }
}
