package io.dynamicaccounts.functions.credential;

import io.dynamicaccounts.functions.SharedComponents;
import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.definition.Permissions;
import io.dynamicaccounts.functions.definition.Roles;
import io.dynamicaccounts.functions.store.Credentials.Revision;
import io.dynamicaccounts.functions.store.Intent;
import java.util.Optional;
import java.util.function.Function;

/** Deletes a stored credential. Its revisions remain readable until they are forgotten. */
public final class DeleteCredential implements Function<DeleteCredential.Request, DeleteCredential.Result> {

    private final CredentialWriter writer;

    /** Builds the function over the shared components. */
    public DeleteCredential(SharedComponents shared) {
        this.writer = new CredentialWriter(shared);
    }

    /** Asks to delete a credential, in the name of an operator with these roles. */
    public record Request(String actor, Roles roles, AccountName name) {}

    /** The result of the request. */
    public sealed interface Result {
        /**
         * The credential is deleted.
         *
         * @param intent what became of the account of the name; empty where the interceptor is off
         */
        record Deleted(Optional<Intent> intent) implements Result {}

        /** No credential of the name is stored. */
        record Missing() implements Result {}

        /** The stored definition does not allow the operator to write. Nothing was written. */
        record NotPermitted() implements Result {}
    }

    @Override
    public Result apply(Request request) {
        return writer.decide(
                request.name(),
                present -> present.filter(Revision::exists)
                        .map(credential -> delete(request, credential))
                        .orElseGet(() -> Optional.of(goOn(request, present))));
    }

    /**
     * A request whose answer was lost, and of which something is still left to do, is repeated and not refused to
     * whoever made it. Nobody knows any more who else may.
     */
    private Result goOn(Request request, Optional<Revision> present) {
        return present.filter(deletion -> deletion.pending().isPresent())
                .filter(deletion -> deletion.actor().equals(request.actor()))
                .map(deletion -> deleted(writer.goOn(deletion)))
                .orElseGet(Result.Missing::new);
    }

    private static Result deleted(Revision deletion) {
        return new Result.Deleted(deletion.intent());
    }

    private Optional<Result> delete(Request request, Revision credential) {
        boolean permitted = CredentialView.of(credential)
                .filter(view -> view.allows(Permissions.Action.WRITE, request.roles()))
                .isPresent();
        return permitted
                ? writer.delete(request.actor(), credential).map(DeleteCredential::deleted)
                : Optional.of(new Result.NotPermitted());
    }
}
