package io.dynamicaccounts.local.hostile;

import java.util.List;
import java.util.Random;

/**
 * A sequence of hostile requests without end. The same seed gives the same ones, whoever asks for them in whatever
 * order.
 */
public final class HostileRequests {

    private final long seed;
    private final Authentication authentication;

    /** How the server that is attacked tells callers apart. */
    public enum Authentication {
        NONE,
        TOKENS
    }

    public HostileRequests(long seed, Authentication authentication) {
        this.seed = seed;
        this.authentication = authentication;
    }

    /** The one with this number. */
    public HostileRequest number(int number) {
        // Two neighbouring seeds begin alike: what is drawn first is thrown away.
        var random = new Random(seed * 1_000_003 + number);
        random.nextLong();
        List<TokenHolder> attackers = TokenHolder.attackers();
        // Every other one comes from an operator, who gets furthest.
        TokenHolder from =
                random.nextBoolean() ? TokenHolder.OPERATOR : attackers.get(random.nextInt(attackers.size()));
        int kind = random.nextInt(100);
        if (kind < 40) {
            return new HostileBodies(random, from).draw();
        } else if (kind < 55) {
            return new HostilePaths(random, from).draw();
        } else if (kind < 70) {
            return new HostileHeaders(random, from).draw();
        } else if (kind < 85) {
            return new HostileFraming(random, from).draw();
        } else if (kind < 95) {
            return new HostileAgents(random, authentication).draw();
        }
        return new HostileSizes(random, from).draw();
    }
}
