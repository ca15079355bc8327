package io.dynamicaccounts.functions.credential;

import io.dynamicaccounts.functions.SharedComponents;
import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.definition.CredentialSource;
import io.dynamicaccounts.functions.definition.Definition;
import io.dynamicaccounts.functions.definition.Permissions;
import io.dynamicaccounts.functions.definition.Roles;
import io.dynamicaccounts.functions.definition.SecretFields;
import io.dynamicaccounts.functions.store.Credentials.Revision;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Stores a credential whose name no stored credential and no credential source has. */
public final class CreateCredential implements Function<CreateCredential.Request, CreateCredential.Result> {

    private final CredentialWriter writer;
    private final CredentialSource configured;

    /** Builds the function over the shared components. */
    public CreateCredential(SharedComponents shared) {
        this.writer = new CredentialWriter(shared);
        this.configured = shared.configured();
    }

    /** Asks to store a new credential, in the name of an operator with these roles. */
    public record Request(String actor, Roles roles, AccountName name, Definition definition) {}

    /** The result of the request. */
    public sealed interface Result {
        record Stored(CredentialView credential) implements Result {}

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
        return present.filter(Revision::exists).isPresent()
                ? Optional.of(new Result.NameTaken())
                : writer.store(request.actor(), request.name(), present, request.definition())
                        .flatMap(CredentialView::of)
                        .map(Result.Stored::new);
    }

    /** A source that cannot be read does not forbid the name: what is stored comes before what the source has. */
    private boolean isConfigured(AccountName name) {
        return !configured.lookup(List.of(name)).definitions().isEmpty();
    }
}
