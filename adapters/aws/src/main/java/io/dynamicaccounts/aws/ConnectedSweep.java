package io.dynamicaccounts.aws;

import io.dynamicaccounts.functions.ControlPlane.Caller;
import io.dynamicaccounts.functions.FunctionName;
import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.account.DefinitionId;
import io.dynamicaccounts.functions.definition.CredentialSource;
import io.dynamicaccounts.functions.definition.Definition;
import io.dynamicaccounts.functions.definition.DefinitionEncryption;
import io.dynamicaccounts.functions.definition.EncryptedDefinition;
import io.dynamicaccounts.functions.sweep.Sweep;
import io.dynamicaccounts.functions.transition.TransitionListener;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** The sweep, connected to the table and to no other service. */
record ConnectedSweep(ConnectedFunctions opened) implements AutoCloseable {

    static ConnectedSweep of(LambdaConfiguration configuration, Invocation invocation, TransitionListener listener) {
        return new ConnectedSweep(ConnectedFunctions.of(
                ConnectedFunctions.store(configuration, invocation),
                configuration,
                Set.of(Caller.SCHEDULE),
                new NoSealing(),
                List.of(),
                CredentialSource.NONE,
                listener,
                new RandomTokens(new SecureRandom())));
    }

    Function<Sweep.Request, Sweep.Result> sweep() {
        return opened.functions().get(FunctionName.SWEEP);
    }

    @Override
    public void close() {
        opened.close();
    }

    /** Rejects every call: the sweep encrypts and decrypts nothing, and has no permission to. */
    private static final class NoSealing implements DefinitionEncryption {
        @Override
        public EncryptedDefinition encrypt(AccountName account, DefinitionId id, Instant written, Definition plain) {
            throw new IllegalStateException("the sweep seals nothing");
        }

        @Override
        public Definition decrypt(EncryptedDefinition sealed) {
            throw new IllegalStateException("the sweep opens nothing");
        }
    }
}
