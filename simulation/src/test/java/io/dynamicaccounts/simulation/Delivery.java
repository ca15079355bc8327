package io.dynamicaccounts.simulation;

import io.dynamicaccounts.agent.protocol.ControlPlaneAnswer;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One request of an agent that is under way, and its answer, which the network may deliver once more, long after. */
final class Delivery {

    /** The one that the running thread carries out. */
    static final ScopedValue<Delivery> CURRENT = ScopedValue.newInstance();

    /**
     * An answer that comes once more.
     *
     * @param after how long after the agent has heard the first one, or given up
     */
    record Repeated(ControlPlaneAnswer<?> answer, Duration after) {}

    private final Fiber fiber;
    private final @Nullable ControlPlaneAnswer<?> earlier;
    private @Nullable Repeated repeated;

    private Delivery(Fiber fiber, @Nullable ControlPlaneAnswer<?> earlier) {
        this.fiber = fiber;
        this.earlier = earlier;
    }

    /** A request that goes out. */
    static Delivery of(Fiber fiber) {
        return new Delivery(fiber, null);
    }

    /** A request that is not sent: what comes is the answer that was given long ago. */
    static Delivery again(Fiber fiber, Repeated repeated) {
        return new Delivery(fiber, repeated.answer());
    }

    Fiber fiber() {
        return fiber;
    }

    /** Asks, unless the answer is here already. It is of the same kind, for the request is the same. */
    @SuppressWarnings("unchecked")
    <T> ControlPlaneAnswer<T> answer(Supplier<ControlPlaneAnswer<T>> ask) {
        return earlier == null ? ask.get() : (ControlPlaneAnswer<T>) earlier;
    }

    void repeat(ControlPlaneAnswer<?> answer, Duration after) {
        repeated = new Repeated(answer, after);
    }

    /** What comes once more, if the network so pleases. */
    Optional<Repeated> repeated() {
        return Optional.ofNullable(repeated);
    }
}
