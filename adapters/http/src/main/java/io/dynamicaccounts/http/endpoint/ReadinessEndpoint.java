package io.dynamicaccounts.http.endpoint;

import io.dynamicaccounts.http.json.Member;
import io.dynamicaccounts.http.json.ObjectWriter;
import io.dynamicaccounts.http.json.Schema;
import io.dynamicaccounts.http.problem.ProblemKind;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * {@code GET /ready}: the store answers, and the key of secrets is the right one. Tokens that are not the newest are
 * reported and do not change the readiness, since they still hold.
 */
public final class ReadinessEndpoint implements Endpoint<Input.Nothing> {

    /** Written from what is wrong with the tokens. */
    private static final ObjectWriter<Optional<String>> BODY = ObjectWriter.of(
            HealthEndpoint.up(),
            Member.optional(
                    "tokens",
                    Schema.text("Why the tokens are not the newest, and which hold; absent while they are."),
                    trouble -> trouble));

    private final Runnable probe;
    private final Supplier<Optional<String>> tokens;

    /**
     * Creates an endpoint that asks at each request.
     *
     * @param probe throws {@link io.dynamicaccounts.functions.store.StoreUnavailable} while the store does not
     *     answer, and {@link io.dynamicaccounts.functions.definition.WrongKey} where the key is not the one of the
     *     stored secrets
     * @param tokens returns what is wrong with the tokens, if anything
     */
    public ReadinessEndpoint(Runnable probe, Supplier<Optional<String>> tokens) {
        this.probe = probe;
        this.tokens = tokens;
    }

    @Override
    public Description<Input.Nothing> description() {
        return Description.of("Whether the store answers, and the key opens its secrets", new Input.Nothing())
                .replies(200, "Both.", BODY.schema())
                .refuses(ProblemKind.STORE_UNAVAILABLE, ProblemKind.STORE_DAMAGED, ProblemKind.WRONG_KEY);
    }

    @Override
    public Answer answer(Call call, Input.Nothing nothing) {
        probe.run();
        return Answer.ok(BODY.write(tokens.get()));
    }
}
