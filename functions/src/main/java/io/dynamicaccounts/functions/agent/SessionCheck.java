package io.dynamicaccounts.functions.agent;

import io.dynamicaccounts.functions.account.AgentId;
import io.dynamicaccounts.functions.account.SessionId;
import io.dynamicaccounts.functions.account.ZoneId;
import io.dynamicaccounts.functions.store.Heartbeat;
import io.dynamicaccounts.functions.store.Store;
import io.dynamicaccounts.functions.store.Zone;
import io.dynamicaccounts.functions.store.Zone.Member;
import java.util.Optional;

/** Decides which session calls, for the calls of an agent other than polls: only a poll registers. */
final class SessionCheck {

    private final Store store;

    SessionCheck(Store store) {
        this.store = store;
    }

    /** The status of a session in its zone. */
    sealed interface Status {
        /** The session holds the id and is in the roster. */
        record Registered(Zone zone, Member member, Heartbeat heartbeat) implements Status {}

        /**
         * The session was fenced while it was silent, or never polled: its calls change nothing until it has polled.
         */
        record Unregistered() implements Status {}

        record Rejected(AgentRejection rejection) implements Status {}
    }

    /** Returns the status of a session in its zone. */
    Status check(ZoneId zone, AgentId agent, SessionId session) {
        Optional<Heartbeat> heartbeat = store.heartbeats().find(zone, agent);
        if (heartbeat.isEmpty()) {
            return new Status.Unregistered();
        }
        if (heartbeat.get().superseded().contains(session)) {
            return new Status.Rejected(new AgentRejection.Superseded());
        }
        if (heartbeat.get().gone() || !heartbeat.get().session().equals(session)) {
            return new Status.Unregistered();
        }
        Zone read = store.zones().find(zone);
        return read.member(agent)
                .filter(member -> member.session().equals(session))
                .<Status>map(member -> new Status.Registered(read, member, heartbeat.get()))
                .orElse(new Status.Unregistered());
    }
}
