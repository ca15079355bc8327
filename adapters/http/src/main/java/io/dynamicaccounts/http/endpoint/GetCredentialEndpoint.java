package io.dynamicaccounts.http.endpoint;

import io.dynamicaccounts.functions.FunctionName;
import io.dynamicaccounts.functions.Functions;
import io.dynamicaccounts.functions.credential.GetCredential;
import io.dynamicaccounts.http.json.Schema;
import io.dynamicaccounts.http.problem.ProblemKind;

/** {@code GET /credentials/{accountName}}: one credential, stored or configured. */
public final class GetCredentialEndpoint implements Endpoint<Input.Nothing> {

    private final Functions functions;

    public GetCredentialEndpoint(Functions functions) {
        this.functions = functions;
    }

    @Override
    public Description<Input.Nothing> description() {
        return Description.of("One credential, expanded, its secrets masked", new Input.Nothing())
                .replies(200, "The credential.", Schema.ref(Schemas.CREDENTIAL_SUMMARY))
                .refuses(ProblemKind.NO_SUCH_CREDENTIAL);
    }

    @Override
    public Answer answer(Call call, Input.Nothing nothing) {
        return call.accountName()
                .flatMap(name -> functions
                        .get(FunctionName.CREDENTIAL)
                        .apply(new GetCredential.Request(name, call.roles()))
                        .credential())
                .map(view -> Answer.ok(CredentialBody.expanded(view)))
                .orElseGet(() -> Answer.refused(
                        ProblemKind.NO_SUCH_CREDENTIAL,
                        // A name that is not legal may be any text, and is not repeated.
                        "Account does not exist"
                                + call.accountName()
                                        .map(name -> " (name: " + name + ")")
                                        .orElse("")));
    }
}
