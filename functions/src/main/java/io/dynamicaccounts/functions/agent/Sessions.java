package io.dynamicaccounts.functions.agent;

import io.dynamicaccounts.functions.account.AgentId;
import io.dynamicaccounts.functions.account.SessionId;
import io.dynamicaccounts.functions.account.ZoneId;
import io.dynamicaccounts.functions.store.Heartbeat;
import io.dynamicaccounts.functions.store.Store;
import io.dynamicaccounts.functions.store.Zone;
import io.dynamicaccounts.functions.store.Zone.Member;
import java.util.Optional;

/** Who is calling, for the calls of an agent that are no polls: only a poll registers. */
final class Sessions {

    private final Store store;

    Sessions(Store store) {
        this.store = store;
    }

    /** What a session is to its zone. */
    sealed interface Standing {
        /** It holds the id and is in the roster. */
        record Registered(Zone zone, Member member, Heartbeat heartbeat) implements Standing {}

        /** It was fenced while away, or never polled: what it says counts for nothing until it has polled. */
        record Unregistered() implements Standing {}

        record Turned(Refusal refusal) implements Standing {}
    }

    Standing of(ZoneId zone, AgentId agent, SessionId session) {
        Optional<Heartbeat> heartbeat = store.heartbeats().find(zone, agent);
        if (heartbeat.isEmpty()) {
            return new Standing.Unregistered();
        }
        if (heartbeat.get().superseded().contains(session)) {
            return new Standing.Turned(new Refusal.Superseded());
        }
        if (heartbeat.get().gone() || !heartbeat.get().session().equals(session)) {
            return new Standing.Unregistered();
        }
        Zone read = store.zones().find(zone);
        return read.member(agent)
                .filter(member -> member.session().equals(session))
                .<Standing>map(member -> new Standing.Registered(read, member, heartbeat.get()))
                .orElse(new Standing.Unregistered());
    }
}
