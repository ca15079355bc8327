package io.dynamicaccounts.functions.credential;

import io.dynamicaccounts.functions.SharedComponents;
import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.credential.Interception.Writing;
import io.dynamicaccounts.functions.definition.CredentialSource;
import io.dynamicaccounts.functions.definition.Definition;
import io.dynamicaccounts.functions.definition.Permissions;
import io.dynamicaccounts.functions.definition.Roles;
import io.dynamicaccounts.functions.definition.SecretFields;
import io.dynamicaccounts.functions.definition.UnchangedSecrets;
import io.dynamicaccounts.functions.store.Credentials.Revision;
import io.dynamicaccounts.functions.store.Intent;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Replaces the definition of a stored credential, or stores a new one where the request allows it. A mask that is
 * written back keeps the secret that is stored there.
 *
 * <p>The definition that counts now, the stored one before one that a credential source has, decides whether the
 * operator may write: a definition of a source cannot be replaced by storing another of its name.
 */
public final class ReplaceCredential implements Function<ReplaceCredential.Request, ReplaceCredential.Result> {

    private final CredentialWriter writer;
    private final UnchangedSecrets unchanged;
    private final CredentialSource configured;

    /** Builds the function over the shared components. */
    public ReplaceCredential(SharedComponents shared) {
        this.writer = new CredentialWriter(shared);
        this.unchanged = new UnchangedSecrets(shared.encryption());
        this.configured = shared.configured();
    }

    /** What happens where no credential of the name is stored. */
    public enum WhereMissing {
        /** One is stored. */
        CREATE,
        /** The request is refused. */
        REFUSE
    }

    /** Asks to store a definition, in the name of an operator with these roles. */
    public record Request(
            String actor, Roles roles, AccountName name, Definition definition, WhereMissing whereMissing) {}

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

        /** The definition that counts now does not allow the operator to write. Nothing was written. */
        record NotPermitted() implements Result {}

        /** The new definition would allow the operator no further write. Nothing was written. */
        record LocksWriterOut() implements Result {}

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
        if (!isPermitted(request, present)) {
            return Optional.of(new Result.NotPermitted());
        }
        if (!Permissions.of(request.definition().fields()).allow(Permissions.Action.WRITE, request.roles())) {
            return Optional.of(new Result.LocksWriterOut());
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

    private boolean isPermitted(Request request, Optional<Revision> present) {
        return switch (request.roles()) {
            case Roles.All all -> true;
            case Roles.Named named ->
                present.flatMap(CredentialView::of)
                        .or(() -> configured(request.name()))
                        .map(view -> view.allows(Permissions.Action.WRITE, named))
                        .orElse(true);
        };
    }

    /** A source that cannot be read now might forbid it, so the request fails then. */
    private Optional<CredentialView> configured(AccountName name) {
        return Optional.ofNullable(configured.find(List.of(name)).get(name))
                .map(definition -> CredentialView.of(name, definition));
    }
}
