package io.dynamicaccounts.aws;

import io.dynamicaccounts.aws.kms.KmsSealing;
import io.dynamicaccounts.functions.ControlPlane.Caller;
import io.dynamicaccounts.functions.FunctionName;
import io.dynamicaccounts.functions.installation.CheckedEncryption;
import io.dynamicaccounts.functions.operator.Scan;
import io.dynamicaccounts.functions.store.Store;
import io.dynamicaccounts.functions.transition.TransitionListener;
import java.security.SecureRandom;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** The automatic migration, connected to the table, the key of secrets and the credential sources. */
record ConnectedScan(ConnectedFunctions opened, KmsSealing sealing) implements AutoCloseable {

    /** Connects the automatic migration. The table and the key are not called yet. */
    static ConnectedScan of(LambdaConfiguration configuration, Invocation invocation, TransitionListener listener) {
        var sealing = new KmsSealing(configuration.key().orElseThrow(), invocation::remainingForCall);
        Store store = ConnectedFunctions.store(configuration, invocation);
        return new ConnectedScan(
                ConnectedFunctions.of(
                        store,
                        configuration,
                        Set.of(Caller.SCAN),
                        new CheckedEncryption(sealing, sealing, store),
                        List.of(),
                        configuration.source(System.getenv(), invocation::remainingForSource),
                        listener,
                        new RandomTokens(new SecureRandom())),
                sealing);
    }

    Function<Scan.Request, Scan.Result> scan() {
        return opened.functions().get(FunctionName.SCAN);
    }

    @Override
    public void close() {
        opened.close();
        sealing.close();
    }
}
