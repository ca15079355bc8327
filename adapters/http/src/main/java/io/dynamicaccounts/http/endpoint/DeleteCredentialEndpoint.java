package io.dynamicaccounts.http.endpoint;

import io.dynamicaccounts.functions.FunctionName;
import io.dynamicaccounts.functions.Functions;
import io.dynamicaccounts.functions.account.AccountName;
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
                .refuses(ProblemKind.NO_SUCH_CREDENTIAL, ProblemKind.MISSING_PERMISSION);
    }

    @Override
    public Answer answer(Call call, Input.Nothing nothing) {
        return call.accountName().map(name -> delete(call, name)).orElseGet(() -> missing(""));
    }

    private Answer delete(Call call, AccountName name) {
        var request = new DeleteCredential.Request(call.actor(), call.roles(), name);
        return switch (functions.get(FunctionName.DELETE_CREDENTIAL).apply(request)) {
            case DeleteCredential.Result.Deleted(var intent) -> Answer.okWithoutBody(IntentTold.headers(intent));
            case DeleteCredential.Result.Missing missing -> missing(" with name " + name);
            case DeleteCredential.Result.NotPermitted notPermitted -> MissingPermission.toWrite();
        };
    }

    private static Answer missing(String which) {
        return Answer.refused(ProblemKind.NO_SUCH_CREDENTIAL, "No account found" + which);
    }
}
