package io.dynamicaccounts.functions;

import io.dynamicaccounts.functions.definition.CredentialSource;
import io.dynamicaccounts.functions.definition.DefinitionEncryption;
import io.dynamicaccounts.functions.definition.ReferenceResolver;
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

/**
 * The functions of one control plane, built by constructors over one store. The control plane holds no state of its
 * own.
 */
public final class ControlPlane implements Functions {

    /** The number of writes of one batch that run at the same time. */
    public static final int PARALLEL_WRITES = 64;

    private final Map<FunctionName<?, ?>, Function<?, ?>> functions = new HashMap<>();

    /**
     * The parts that a deployment supplies to the functions.
     *
     * @param tokens supplies tokens of letters, digits and dashes, never the same token twice
     */
    public record Components(
            Store store,
            DefinitionEncryption encryption,
            CredentialSource source,
            Settings settings,
            Parallel parallel,
            TransitionListener listener,
            Supplier<String> tokens,
            InstantSource clock,
            ScanSettings scan,
            Interceptor interceptor,
            ReferenceResolver references) {

        /** Creates components whose interceptor is off, and that resolve no references. */
        public Components(
                Store store,
                DefinitionEncryption encryption,
                CredentialSource source,
                Settings settings,
                Parallel parallel,
                TransitionListener listener,
                Supplier<String> tokens,
                InstantSource clock,
                ScanSettings scan) {
            this(
                    store,
                    encryption,
                    source,
                    settings,
                    parallel,
                    listener,
                    tokens,
                    clock,
                    scan,
                    Interceptor.OFF,
                    ReferenceResolver.NONE);
        }

        /**
         * Returns the components of a deployment: with random tokens, the system's clock and bounded parallelism.
         */
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
                    InstantSource.system(),
                    ScanSettings.NONE);
        }

        /** Returns the same components with another supplier of tokens. */
        public Components withTokens(Supplier<String> other) {
            return new Components(
                    store,
                    encryption,
                    source,
                    settings,
                    parallel,
                    listener,
                    other,
                    clock,
                    scan,
                    interceptor,
                    references);
        }

        /** Returns the same components with an automatic migration. */
        public Components withScan(ScanSettings other) {
            return new Components(
                    store,
                    encryption,
                    source,
                    settings,
                    parallel,
                    listener,
                    tokens,
                    clock,
                    other,
                    interceptor,
                    references);
        }

        /** Returns the same components with the interceptor on or off. */
        public Components with(Interceptor other) {
            return new Components(
                    store, encryption, source, settings, parallel, listener, tokens, clock, scan, other, references);
        }

        /** Returns the same components with what resolves references to secrets. */
        public Components withReferences(ReferenceResolver other) {
            return new Components(
                    store, encryption, source, settings, parallel, listener, tokens, clock, scan, interceptor, other);
        }
    }

    /**
     * The callers of functions. An entry that only some callers reach builds only the functions of these callers.
     */
    public enum Caller {
        OPERATORS,
        AGENTS,
        /** The schedule of the sweep. */
        SCHEDULE,
        /** The schedule of the automatic migration, and operators who start it. */
        SCAN
    }

    /** Builds all functions. */
    public ControlPlane(Components components) {
        this(components, EnumSet.allOf(Caller.class));
    }

    /** Builds the functions of these callers. */
    public ControlPlane(Components components, Set<Caller> callers) {
        SharedComponents shared = SharedComponents.of(components);
        FunctionName.ALL.stream()
                .filter(name -> callers.contains(name.caller()))
                .forEach(name -> functions.put(name, name.create(shared)));
    }

    @Override
    @SuppressWarnings("unchecked") // each row of the table builds its function with its own types
    public <I, O> Function<I, O> get(FunctionName<I, O> name) {
        Function<?, ?> function = functions.get(name);
        if (function == null) {
            throw new NoSuchElementException("there is no function " + name.value() + " here");
        }
        return (Function<I, O>) function;
    }
}
