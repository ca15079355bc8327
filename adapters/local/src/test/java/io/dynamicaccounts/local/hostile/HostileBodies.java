package io.dynamicaccounts.local.hostile;

import static io.dynamicaccounts.local.hostile.HostilePaths.one;
import static io.dynamicaccounts.local.hostile.HostileRequest.http;

import io.dynamicaccounts.http.contract.Mutation;
import io.dynamicaccounts.http.json.JsonBytes;
import java.nio.charset.StandardCharsets;
import java.util.List;
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
        return switch (random.nextInt(6)) {
            case 0 -> request("a secret in the wrong place", sender, sample, withSecret(JsonBytes.text(sample.body())));
            case 1, 2 -> {
                // A damaged field name may be no secret's any more, and what it holds is shown then, as it should be.
                String body = JsonBytes.text(sample.body()).replace(Secrets.ATTACKERS, "harmless");
                byte[] bytes = mutation.damaged(body.getBytes(StandardCharsets.UTF_8));
                yield request("a body with damaged bytes", sender, sample, bytes);
            }
            default -> {
                Object body = sample.body();
                for (int i = random.nextInt(3); i > 0; i--) {
                    body = mutation.of(body);
                }
                yield request("a spoilt body", sender, sample, JsonBytes.of(body));
            }
        };
    }

    /** Never what the server would take. */
    private byte[] withSecret(String body) {
        String secret = "\"" + Secrets.ATTACKERS + "\"";
        String text = one(
                random,
                List.of(
                        secret,
                        "[" + secret + ", 1]",
                        "{\"name\": " + secret + "}",
                        secret.substring(1),
                        Secrets.ATTACKERS,
                        "[{\"name\": " + secret + ", \"name\": " + secret + "}]",
                        secret + secret,
                        body + secret,
                        body.substring(0, body.length() - 1)));
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static HostileRequest request(String what, TokenHolder from, Samples.Sample sample, byte[] body) {
        return http(what, from, sample.method(), sample.path(), JSON, body);
    }
}
