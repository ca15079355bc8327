package io.dynamicaccounts.http.endpoint;

import io.dynamicaccounts.http.json.Schema;
import io.dynamicaccounts.http.problem.ProblemKind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * {@code GET /ready}: the store answers, and the key of secrets is the right one. Tokens that are not the newest are told and change no
 * readiness: they still hold.
 */
public final class ReadinessEndpoint implements Endpoint<Input.Nothing> {

    private static final String TOKENS = "tokens";

    private static final Map<String, Object> SCHEMA = Schema.objectOf(
            "status",
            Schema.of("type", "string", "enum", List.of("UP")),
            TOKENS + "?",
            Schema.text("Why the tokens are not the newest, and which hold; absent while they are."));

    private final Runnable probe;
    private final Supplier<Optional<String>> tokens;

    /**
     * A readiness that asks each time.
     *
     * @param probe throws {@link io.dynamicaccounts.functions.store.StoreUnavailable} while the store does not answer, and
     *     {@link io.dynamicaccounts.functions.definition.WrongKey} where the key is not the one of the stored secrets
     * @param tokens what is wrong with the tokens, if anything
     */
    public ReadinessEndpoint(Runnable probe, Supplier<Optional<String>> tokens) {
        this.probe = probe;
        this.tokens = tokens;
    }

    @Override
    public Description<Input.Nothing> description() {
        return Description.of("Whether the store answers, and the key opens its secrets", new Input.Nothing())
                .replies(200, "Both.", SCHEMA)
                .refuses(ProblemKind.STORE_UNAVAILABLE, ProblemKind.STORE_DAMAGED, ProblemKind.WRONG_KEY);
    }

    @Override
    public Answer answer(Call call, Input.Nothing nothing) {
        probe.run();
        return Answer.ok(tokens.get()
                .map(trouble -> Schema.with(HealthEndpoint.UP, TOKENS, trouble))
                .orElse(HealthEndpoint.UP));
    }
}
