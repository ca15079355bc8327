package io.dynamicaccounts.sqlite;

import io.dynamicaccounts.functions.account.AgentId;
import io.dynamicaccounts.functions.account.SessionId;
import io.dynamicaccounts.functions.store.Roster;
import io.dynamicaccounts.functions.store.Roster.Departed;
import io.dynamicaccounts.functions.store.Zone.Member;
import java.time.Instant;
import java.util.List;

/** The column of the roster of a zone, with the fields that its JSON has. */
record RosterColumn(
        long epoch,
        long since,
        List<StoredMember> members,
        List<StoredDeparture> departed,
        long settledEpoch,
        List<StoredMember> settled) {

    private record StoredMember(long registration, String agent, String session) {

        static List<StoredMember> of(List<Member> members) {
            return members.stream()
                    .map(member -> new StoredMember(
                            member.registration(),
                            member.agent().value(),
                            member.session().value()))
                    .toList();
        }

        Member member() {
            return new Member(registration, new AgentId(agent), new SessionId(session));
        }
    }

    private record StoredDeparture(long registration, long until) {

        Departed departed() {
            return new Departed(registration, Instant.ofEpochMilli(until));
        }
    }

    static String write(Roster roster) {
        return ColumnJson.write(new RosterColumn(
                roster.epoch(),
                roster.firstRevision(),
                StoredMember.of(roster.members()),
                roster.departed().stream()
                        .map(departed -> new StoredDeparture(
                                departed.registration(), departed.leaseEnd().toEpochMilli()))
                        .toList(),
                roster.settledEpoch(),
                StoredMember.of(roster.settledMembers())));
    }

    static Roster read(String json) {
        RosterColumn column = ColumnJson.read(json, RosterColumn.class);
        return new Roster(
                column.epoch,
                column.since,
                column.members.stream().map(StoredMember::member).toList(),
                column.departed.stream().map(StoredDeparture::departed).toList(),
                column.settledEpoch,
                column.settled.stream().map(StoredMember::member).toList());
    }
}
