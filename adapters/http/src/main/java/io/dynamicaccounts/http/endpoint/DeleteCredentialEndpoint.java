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
                .replies(200, "Deleted." + IntentTold.IN_WORDS)
                .refuses(ProblemKind.NO_SUCH_CREDENTIAL);
    }

    @Override
    public Answer answer(Call call, Input.Nothing nothing) {
        return call.accountName()
                .map(name -> switch (functions
                        .get(FunctionName.DELETE_CREDENTIAL)
                        .apply(new DeleteCredential.Request(call.actor(), name))) {
                    case DeleteCredential.Result.Deleted(var intent) ->
                        Answer.okWithoutBody(IntentTold.headers(intent));
                    case DeleteCredential.Result.Missing missing -> notFound(" with name " + name);
                })
                .orElseGet(() -> notFound(""));
    }

    private static Answer notFound(String which) {
        return Answer.refused(ProblemKind.NO_SUCH_CREDENTIAL, "No account found" + which);
    }
}
