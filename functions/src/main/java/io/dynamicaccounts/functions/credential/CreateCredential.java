package io.dynamicaccounts.functions.credential;

import io.dynamicaccounts.functions.SharedComponents;
import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.credential.Interception.Writing;
import io.dynamicaccounts.functions.definition.CredentialSource;
import io.dynamicaccounts.functions.definition.Definition;
import io.dynamicaccounts.functions.definition.DefinitionEncryption;
import io.dynamicaccounts.functions.definition.Permissions;
import io.dynamicaccounts.functions.definition.Roles;
import io.dynamicaccounts.functions.definition.SecretFields;
import io.dynamicaccounts.functions.store.Credentials.Revision;
import io.dynamicaccounts.functions.store.Intent;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Stores a credential whose name no stored credential and no credential source has. */
public final class CreateCredential implements Function<CreateCredential.Request, CreateCredential.Result> {

    private final CredentialWriter writer;
    private final CredentialSource configured;
    private final DefinitionEncryption encryption;

    /** Builds the function over the shared components. */
    public CreateCredential(SharedComponents shared) {
        this.writer = new CredentialWriter(shared);
        this.configured = shared.configured();
        this.encryption = shared.encryption();
    }

    /** Asks to store a new credential, in the name of an operator with these roles. */
    public record Request(String actor, Roles roles, AccountName name, Definition definition) {}

    /** The result of the request. */
    public sealed interface Result {
        /**
         * The credential as it is stored.
         *
         * @param intent what became of the account of the name; empty where the interceptor is off
         */
        record Stored(CredentialView credential, Optional<Intent> intent) implements Result {}

        /** A stored credential or a credential source has the name already. Nothing was written. */
        record NameTaken() implements Result {}

        /** The definition has masks at these JSON pointers, where no secret is stored. Nothing was written. */
        record MaskWithoutSecret(Set<String> pointers) implements Result {}

        /** The definition would allow the operator no further write. Nothing was written. */
        record LocksWriterOut() implements Result {}
    }

    @Override
    public Result apply(Request request) {
        Set<String> masks = SecretFields.masks(request.definition());
        if (!masks.isEmpty()) {
            return new Result.MaskWithoutSecret(masks);
        }
        if (isConfigured(request.name())) {
            return new Result.NameTaken();
        }
        return !Permissions.of(request.definition().fields()).allow(Permissions.Action.WRITE, request.roles())
                ? new Result.LocksWriterOut()
                : writer.decide(request.name(), present -> create(request, present));
    }

    private Optional<Result> create(Request request, Optional<Revision> present) {
        Optional<Revision> taken = present.filter(Revision::exists);
        if (taken.isPresent()) {
            return Optional.of(
                    isRepeated(request, taken.get()) ? stored(writer.goOn(taken.get())) : new Result.NameTaken());
        }
        return writer.store(request.actor(), request.name(), present, request.definition(), Writing.NEW)
                .map(CreateCredential::stored);
    }

    /** A request whose answer was lost, and of which something is still left to do, is repeated and not refused. */
    private boolean isRepeated(Request request, Revision present) {
        return present.pending()
                        .filter(intent -> intent.kind() == Intent.Kind.CREATE)
                        .isPresent()
                && present.definition().map(encryption::decrypt).equals(Optional.of(request.definition()));
    }

    private static Result stored(Revision revision) {
        return new Result.Stored(CredentialView.of(revision).orElseThrow(), revision.intent());
    }

    /** A source that cannot be read does not forbid the name: what is stored comes before what the source has. */
    private boolean isConfigured(AccountName name) {
        return !configured.lookup(List.of(name)).definitions().isEmpty();
    }
}
