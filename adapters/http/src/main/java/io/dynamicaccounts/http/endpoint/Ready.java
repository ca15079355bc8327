package io.dynamicaccounts.http.endpoint;

import io.dynamicaccounts.http.problem.ProblemKind;

/** {@code GET /ready}: the store answers. */
public final class Ready implements Endpoint<Input.Nothing> {

    private final Runnable probe;

    /**
     * A readiness that asks each time.
     *
     * @param probe throws {@link io.dynamicaccounts.functions.store.Unavailable} while the store does not answer
     */
    public Ready(Runnable probe) {
        this.probe = probe;
    }

    @Override
    public Description<Input.Nothing> description() {
        return Description.of("Whether the store answers", new Input.Nothing())
                .replies(200, "It does.", Health.SCHEMA)
                .refuses(ProblemKind.STORE_UNAVAILABLE);
    }

    @Override
    public Answer answer(Call call, Input.Nothing nothing) {
        probe.run();
        return Answer.ok(Health.UP);
    }
}
