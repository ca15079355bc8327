package io.dynamicaccounts.http.endpoint;

import io.dynamicaccounts.functions.FunctionName;
import io.dynamicaccounts.functions.Functions;
import io.dynamicaccounts.functions.credential.DeleteCredential;
import io.dynamicaccounts.http.problem.ProblemKind;

/** {@code DELETE /credentials/{accountName}}: deletes a stored credential. */
public final class DeleteCredentialEndpoint implements Endpoint<Input.Nothing> {

    private final Functions functions;

    public DeleteCredentialEndpoint(Functions functions) {
        this.functions = functions;
    }

    @Override
    public Description<Input.Nothing> description() {
        return Description.of("Delete a stored credential", new Input.Nothing())
                .replies(200, "Deleted.")
                .refuses(ProblemKind.NO_SUCH_CREDENTIAL);
    }

    @Override
    public Answer answer(Call call, Input.Nothing nothing) {
        boolean deleted = call.accountName()
                .map(name -> functions
                        .get(FunctionName.DELETE_CREDENTIAL)
                        .apply(new DeleteCredential.Request(call.actor(), name)))
                .filter(DeleteCredential.Result.Deleted.class::isInstance)
                .isPresent();
        return deleted
                ? Answer.okWithoutBody()
                : Answer.refused(
                        ProblemKind.NO_SUCH_CREDENTIAL,
                        "No account found"
                                + call.accountName()
                                        .map(name -> " with name " + name)
                                        .orElse(""));
    }
}
