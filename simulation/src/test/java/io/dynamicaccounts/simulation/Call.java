package io.dynamicaccounts.simulation;

import io.dynamicaccounts.functions.store.StoreUnavailable;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import java.util.function.BooleanSupplier;

/** One invocation of a function, and what happens to it at its store calls. */
final class Call implements Ports.Interceptor {

    /** The invocation that the running thread is of; none where a test looks by itself. */
    static final ScopedValue<Call> CURRENT = ScopedValue.newInstance();

    /**
     * Ends the function there and then. An error, so that nothing in the product takes it for something to handle.
     */
    static final class Killed extends Error {
        private static final long serialVersionUID = 1;

        Killed() {
            super("killed", null, false, false);
        }
    }

    private final String what;
    private final Instant begun;
    private final Fiber fiber;
    private final Random random;
    private final boolean slow;
    private final Optional<Deed.Trouble> trouble;
    private final Weather weather;
    private final Reads reads;
    private final BooleanSupplier served;
    private Duration patience;
    private int storeCalls;

    /** @param served whether the functions have not been stopped since */
    Call(
            String what,
            Instant begun,
            Fiber fiber,
            Random random,
            boolean slow,
            Optional<Deed.Trouble> trouble,
            Weather weather,
            Reads reads,
            BooleanSupplier served,
            Duration patience) {
        this.what = what;
        this.begun = begun;
        this.fiber = fiber;
        this.random = random;
        this.slow = slow;
        this.trouble = trouble;
        this.weather = weather;
        this.reads = reads;
        this.served = served;
        this.patience = patience;
    }

    String what() {
        return what;
    }

    Instant begun() {
        return begun;
    }

    @Override
    public Object around(Ports.Invocation invocation) {
        storeCalls++;
        if (weather.storeDown()) {
            throw new StoreUnavailable("the store is down", Duration.ofSeconds(1), null);
        }
        if (trouble.isPresent() && trouble.get().storeCall() == storeCalls) {
            weather.injected();
            return suffer(trouble.get().mode(), invocation);
        }
        if (slow && random.nextInt(5) == 0) {
            pause();
        }
        return proceed(invocation);
    }

    private Object suffer(Deed.Mode mode, Ports.Invocation invocation) {
        return switch (mode) {
            case FAILS_BEFORE -> throw unavailable();
            case FAILS_AFTER -> {
                proceed(invocation);
                throw unavailable();
            }
            case KILLED_BEFORE -> throw new Killed();
            case KILLED_AFTER -> {
                proceed(invocation);
                throw new Killed();
            }
            case SENT_TWICE -> {
                proceed(invocation);
                yield proceed(invocation);
            }
            case LATE_BEFORE -> {
                pause();
                yield proceed(invocation);
            }
            case LATE_AFTER -> {
                Object answer = proceed(invocation);
                pause();
                yield answer;
            }
        };
    }

    /** One that was stopped with all others does nothing more. */
    private Object proceed(Ports.Invocation invocation) {
        if (!served.getAsBoolean()) {
            throw new Killed();
        }
        return reads.answer(invocation, random, () -> {
            pause();
            if (!served.getAsBoolean()) {
                throw new Killed();
            }
        });
    }

    private void pause() {
        standStill(Duration.ofMillis(1 + random.nextInt(random.nextInt(4) == 0 ? 20_000 : 2_000)));
    }

    /** Not where the function would be ended for taking too long. */
    void standStill(Duration length) {
        if (length.compareTo(patience) <= 0) {
            patience = patience.minus(length);
            fiber.pause(length);
        }
    }

    private static StoreUnavailable unavailable() {
        return new StoreUnavailable("the store did not answer", Duration.ofSeconds(1), null);
    }
}
