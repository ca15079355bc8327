package io.dynamicaccounts.aws;

import io.dynamicaccounts.dynamodb.DynamoDbSettings;
import io.dynamicaccounts.dynamodb.DynamoDbStore;
import io.dynamicaccounts.functions.ControlPlane;
import io.dynamicaccounts.functions.ControlPlane.Caller;
import io.dynamicaccounts.functions.Settings;
import io.dynamicaccounts.functions.definition.CredentialSource;
import io.dynamicaccounts.functions.definition.DefinitionEncryption;
import io.dynamicaccounts.functions.store.Store;
import io.dynamicaccounts.functions.transition.TransitionListener;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** The functions that some caller calls, over the table. */
record ConnectedFunctions(Store store, ReadyFunctions functions) implements AutoCloseable {

    /** The table; nothing is asked of it yet. */
    static Store store(LambdaConfiguration configuration, Invocation invocation) {
        return DynamoDbStore.open(new DynamoDbSettings(
                configuration.table(),
                Optional.empty(),
                configuration.configuration().settings().history(),
                invocation::remainingForCall));
    }

    /**
     * Puts them together; nothing is asked of the table yet.
     *
     * @param store is closed with them
     * @param tokens gives a token that was never given before
     */
    static ConnectedFunctions of(
            Store store,
            LambdaConfiguration configuration,
            Caller caller,
            DefinitionEncryption encryption,
            CredentialSource source,
            TransitionListener listener,
            Supplier<String> tokens) {
        Settings settings = configuration.configuration().settings();
        var components = ControlPlane.Components.of(store, encryption, source, settings, listener)
                .withTokens(tokens);
        return new ConnectedFunctions(
                store, new ReadyFunctions(new ControlPlane(components, Set.of(caller)), store, InstantSource.system()));
    }

    /** Throws {@link io.dynamicaccounts.functions.store.StoreUnavailable} while the table does not answer, or may not be served. */
    void probe() {
        functions.check();
        store.ping();
    }

    @Override
    public void close() {
        store.close();
    }
}
