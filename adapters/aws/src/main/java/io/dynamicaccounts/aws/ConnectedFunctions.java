package io.dynamicaccounts.aws;

import io.dynamicaccounts.dynamodb.DynamoDbSettings;
import io.dynamicaccounts.dynamodb.DynamoDbStore;
import io.dynamicaccounts.functions.ControlPlane;
import io.dynamicaccounts.functions.ControlPlane.Caller;
import io.dynamicaccounts.functions.Settings;
import io.dynamicaccounts.functions.definition.CredentialSource;
import io.dynamicaccounts.functions.definition.DefinitionEncryption;
import io.dynamicaccounts.functions.definition.ReferenceResolver;
import io.dynamicaccounts.functions.definition.SecretEngine;
import io.dynamicaccounts.functions.store.Store;
import io.dynamicaccounts.functions.transition.TransitionListener;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** The functions that one kind of caller calls, connected to the table. */
record ConnectedFunctions(Store store, ReadyFunctions functions) implements AutoCloseable {

    /** Returns the table as a store, without calling the table yet. */
    static Store store(LambdaConfiguration configuration, Invocation invocation) {
        return DynamoDbStore.open(new DynamoDbSettings(
                configuration.table(),
                Optional.empty(),
                configuration.configuration().settings().history(),
                invocation::remainingForCall));
    }

    /**
     * Builds the functions, without calling the table yet.
     *
     * @param store the store, which is closed together with the functions
     * @param engines resolve references to secrets, where the functions answer agents
     * @param tokens supplies a new token that was never supplied before
     */
    static ConnectedFunctions of(
            Store store,
            LambdaConfiguration configuration,
            Set<Caller> callers,
            DefinitionEncryption encryption,
            List<SecretEngine> engines,
            CredentialSource source,
            TransitionListener listener,
            Supplier<String> tokens) {
        Settings settings = configuration.configuration().settings();
        var references =
                new ReferenceResolver(engines, configuration.configuration().references(), InstantSource.system());
        var components = ControlPlane.Components.of(store, encryption, source, settings, listener)
                .withTokens(tokens)
                .withScan(configuration.configuration().scan())
                .with(configuration.configuration().interceptor())
                .withReferences(references);
        return new ConnectedFunctions(
                store, new ReadyFunctions(new ControlPlane(components, callers), store, InstantSource.system()));
    }

    /**
     * Checks the table, and throws {@link io.dynamicaccounts.functions.store.StoreUnavailable} while the table does
     * not answer, or must not be served.
     */
    void probe() {
        functions.check();
        store.ping();
    }

    @Override
    public void close() {
        store.close();
    }
}
