package io.dynamicaccounts.functions;

import io.dynamicaccounts.functions.definition.CredentialSource;
import io.dynamicaccounts.functions.definition.DefinitionEncryption;
import io.dynamicaccounts.functions.store.Store;
import io.dynamicaccounts.functions.transition.Parallel;
import io.dynamicaccounts.functions.transition.TransitionListener;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;

/** Every function, put together by constructors over one store. It holds no state of its own. */
public final class ControlPlane implements Functions {

    /** How many writes of one batch are under way at a time. */
    public static final int PARALLEL_WRITES = 64;

    private final Map<FunctionName<?, ?>, Function<?, ?>> functions = new HashMap<>();

    /**
     * What the functions stand on.
     *
     * @param tokens gives a token that was never given before, of letters, digits and dashes
     */
    public record Components(
            Store store,
            DefinitionEncryption encryption,
            CredentialSource source,
            Settings settings,
            Parallel parallel,
            TransitionListener listener,
            Supplier<String> tokens,
            InstantSource clock) {

        /** What a deployment uses: random tokens, the system's clock, bounded parallelism. */
        public static Components of(
                Store store,
                DefinitionEncryption encryption,
                CredentialSource source,
                Settings settings,
                TransitionListener listener) {
            return new Components(
                    store,
                    encryption,
                    source,
                    settings,
                    Parallel.bounded(PARALLEL_WRITES),
                    listener,
                    () -> UUID.randomUUID().toString(),
                    InstantSource.system());
        }

        /** The same with other tokens. */
        public Components withTokens(Supplier<String> other) {
            return new Components(store, encryption, source, settings, parallel, listener, other, clock);
        }
    }

    /** Who calls functions: an entry that is called by some of them only puts together no more than theirs. */
    public enum Caller {
        OPERATORS,
        AGENTS,
        SCHEDULE
    }

    /** All functions. */
    public ControlPlane(Components components) {
        this(components, EnumSet.allOf(Caller.class));
    }

    /** The functions that these call. */
    public ControlPlane(Components components, Set<Caller> callers) {
        SharedComponents shared = SharedComponents.of(components);
        FunctionName.ALL.stream()
                .filter(name -> callers.contains(name.caller()))
                .forEach(name -> functions.put(name, name.create(shared)));
    }

    @Override
    @SuppressWarnings("unchecked") // each row of the table puts its function together with its own types
    public <I, O> Function<I, O> get(FunctionName<I, O> name) {
        Function<?, ?> function = functions.get(name);
        if (function == null) {
            throw new NoSuchElementException("there is no function " + name.value() + " here");
        }
        return (Function<I, O>) function;
    }
}
