package io.dynamicaccounts.functions.credential;

import io.dynamicaccounts.functions.SharedComponents;
import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.credential.Interception.Writing;
import io.dynamicaccounts.functions.definition.Definition;
import io.dynamicaccounts.functions.definition.SecretFields;
import io.dynamicaccounts.functions.definition.UnchangedSecrets;
import io.dynamicaccounts.functions.store.Credentials.Revision;
import io.dynamicaccounts.functions.store.Intent;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Replaces the definition of a stored credential, or stores a new one where the request allows it. A mask that is
 * written back keeps the secret that is stored there.
 */
public final class ReplaceCredential implements Function<ReplaceCredential.Request, ReplaceCredential.Result> {

    private final CredentialWriter writer;
    private final UnchangedSecrets unchanged;

    /** Builds the function over the shared components. */
    public ReplaceCredential(SharedComponents shared) {
        this.writer = new CredentialWriter(shared);
        this.unchanged = new UnchangedSecrets(shared.encryption());
    }

    /** What happens where no credential of the name is stored. */
    public enum WhereMissing {
        /** One is stored. */
        CREATE,
        /** The request is refused. */
        REFUSE
    }

    /** Asks to store a definition, in the name of an operator. */
    public record Request(String actor, AccountName name, Definition definition, WhereMissing whereMissing) {}

    /** The result of the request. */
    public sealed interface Result {
        /**
         * The credential as it is stored.
         *
         * @param intent what became of the account of the name; empty where the interceptor is off
         */
        record Stored(CredentialView credential, Optional<Intent> intent) implements Result {}

        /** No credential of the name is stored. Nothing was written. */
        record Missing() implements Result {}

        /** The definition has masks at these JSON pointers, where no secret is stored. Nothing was written. */
        record MaskWithoutSecret(Set<String> pointers) implements Result {}
    }

    @Override
    public Result apply(Request request) {
        return writer.decide(request.name(), present -> replace(request, present));
    }

    private Optional<Result> replace(Request request, Optional<Revision> present) {
        if (request.whereMissing() == WhereMissing.REFUSE
                && present.filter(Revision::exists).isEmpty()) {
            return Optional.of(new Result.Missing());
        }
        Definition complete;
        try {
            complete = unchanged.complete(request.definition(), () -> present.flatMap(Revision::definition));
        } catch (SecretFields.MaskWithoutSecret e) {
            return Optional.of(new Result.MaskWithoutSecret(e.pointers()));
        }
        return writer.store(request.actor(), request.name(), present, complete, Writing.REPLACEMENT)
                .map(revision -> new Result.Stored(CredentialView.of(revision).orElseThrow(), revision.intent()));
    }
}
