package io.dynamicaccounts.local.hostile;

import static io.dynamicaccounts.local.hostile.HostileRequest.http;

import io.dynamicaccounts.http.contract.Mutation;
import io.dynamicaccounts.http.json.JsonBytes;
import java.nio.charset.StandardCharsets;
import java.util.Random;

/** Bodies with a place spoilt, or bytes damaged. */
final class HostileBodies {

    static final String JSON = "Content-Type: application/json\r\n";

    private final Random random;
    private final TokenHolder from;

    HostileBodies(Random random, TokenHolder from) {
        this.random = random;
        this.from = from;
    }

    HostileRequest draw() {
        var mutation = new Mutation(random);
        Samples.Sample sample = new Samples(random).any();
        TokenHolder sender = sample.isOfAnAgent() && from == TokenHolder.OPERATOR ? TokenHolder.AGENT : from;
        if (random.nextInt(3) == 0) {
            // A damaged field name may be no secret's any more, and what it holds is shown then, as it should be.
            String body = JsonBytes.text(sample.body()).replace(Secrets.ATTACKERS, "harmless");
            byte[] bytes = mutation.damaged(body.getBytes(StandardCharsets.UTF_8));
            return http("a body with damaged bytes", sender, sample.method(), sample.path(), JSON, bytes);
        }
        Object body = sample.body();
        for (int i = random.nextInt(3); i > 0; i--) {
            body = mutation.of(body);
        }
        return http("a spoilt body", sender, sample.method(), sample.path(), JSON, JsonBytes.of(body));
    }
}
