package io.dynamicaccounts.local.hostile;

import static io.dynamicaccounts.local.hostile.HostilePaths.one;

import io.dynamicaccounts.http.json.JsonBytes;
import io.dynamicaccounts.local.hostile.HostileRequests.Authentication;
import java.util.List;
import java.util.Random;

/** Calls of agents that ask for what is another's: with its zone, its id, its session, the names of its accounts. */
final class HostileAgents {

    private static final List<String> ACCOUNTS = List.of("kept-0", "kept-1", "kept-2", "attack-1", "never-was");

    private final Random random;
    private final Authentication authentication;

    HostileAgents(Random random, Authentication authentication) {
        this.random = random;
        this.authentication = authentication;
    }

    HostileRequest draw() {
        TokenHolder from = one(
                random,
                List.of(
                        TokenHolder.AGENT,
                        TokenHolder.AGENT,
                        TokenHolder.AGENT_OF_ANOTHER_ZONE,
                        TokenHolder.READER,
                        TokenHolder.NOBODY));
        // Without authentication everybody may speak for every zone.
        String zone = switch (authentication) {
            case NONE -> one(random, List.of(TokenHolder.ATTACKED_ZONE, "another"));
            case TOKENS -> one(random, List.of(TokenHolder.ATTACKED_ZONE, TokenHolder.KEPT_ZONE, "another"));
        };
        String agent = one(random, List.of("kept-agent", "agent-1", "agent-2"));
        String session = one(random, List.of("session-of-kept-agent", "session", "another-session"));
        if (random.nextInt(5) == 0) {
            String target = "/armory/agents/" + agent + "?zoneId=" + zone + "&session=" + session;
            return HostileRequest.http("another agent's goodbye", from, "DELETE", target, "", new byte[0]);
        }
        Samples.Sample sample = Samples.agentCall(random.nextInt(3), zone, agent, session, one(random, ACCOUNTS));
        return HostileRequest.http(
                "another agent's call",
                from,
                sample.method(),
                sample.path(),
                HostileBodies.JSON,
                JsonBytes.of(sample.body()));
    }
}
