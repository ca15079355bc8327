package io.dynamicaccounts.simulation;

import io.dynamicaccounts.functions.store.Unavailable;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;

/** One invocation of a function, and what happens to it at its store calls. */
final class Call implements Ports.Interceptor {

    /** The invocation that the running thread is of; none where a test looks by itself. */
    static final ScopedValue<Call> CURRENT = ScopedValue.newInstance();

    /** Ends the function there and then. An error, so that nothing in the product takes it for something to handle. */
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
    private Duration patience;
    private int storeCalls;

    Call(
            String what,
            Instant begun,
            Fiber fiber,
            Random random,
            boolean slow,
            Optional<Deed.Trouble> trouble,
            Weather weather,
            Duration patience) {
        this.what = what;
        this.begun = begun;
        this.fiber = fiber;
        this.random = random;
        this.slow = slow;
        this.trouble = trouble;
        this.weather = weather;
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
            throw new Unavailable("the store is down", Duration.ofSeconds(1), null);
        }
        if (trouble.isPresent() && trouble.get().storeCall() == storeCalls) {
            weather.injected();
            return suffer(trouble.get().mode(), invocation);
        }
        if (slow && random.nextInt(5) == 0) {
            pause();
        }
        return invocation.proceed();
    }

    private Object suffer(Deed.Mode mode, Ports.Invocation invocation) {
        return switch (mode) {
            case FAILS_BEFORE -> throw unavailable();
            case FAILS_AFTER -> {
                invocation.proceed();
                throw unavailable();
            }
            case KILLED_BEFORE -> throw new Killed();
            case KILLED_AFTER -> {
                invocation.proceed();
                throw new Killed();
            }
            case SENT_TWICE -> {
                invocation.proceed();
                yield invocation.proceed();
            }
            case LATE_BEFORE -> {
                pause();
                yield invocation.proceed();
            }
            case LATE_AFTER -> {
                Object answer = invocation.proceed();
                pause();
                yield answer;
            }
        };
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

    private static Unavailable unavailable() {
        return new Unavailable("the store did not answer", Duration.ofSeconds(1), null);
    }
}
