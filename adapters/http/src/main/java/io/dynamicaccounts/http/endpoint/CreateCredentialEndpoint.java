package io.dynamicaccounts.http.endpoint;

import io.dynamicaccounts.functions.FunctionName;
import io.dynamicaccounts.functions.Functions;
import io.dynamicaccounts.functions.credential.CreateCredential;
import io.dynamicaccounts.http.json.Schema;
import io.dynamicaccounts.http.problem.ProblemKind;

/** {@code POST /credentials}: stores a new credential. */
public final class CreateCredentialEndpoint implements Endpoint<CredentialShape.Written> {

    private final Functions functions;

    public CreateCredentialEndpoint(Functions functions) {
        this.functions = functions;
    }

    @Override
    public Description<CredentialShape.Written> description() {
        return Description.of("Store a new credential", new Input.Body<>(new CredentialShape()))
                .replies(
                        200,
                        "What is stored, secrets masked." + IntentTold.IN_WORDS,
                        Schema.ref(Schemas.CREDENTIAL_DEFINITION))
                .refuses(ProblemKind.CREDENTIAL_EXISTS, ProblemKind.LOCKS_WRITER_OUT);
    }

    @Override
    public Answer answer(Call call, CredentialShape.Written written) {
        var request = new CreateCredential.Request(call.actor(), call.roles(), written.name(), written.definition());
        return switch (functions.get(FunctionName.CREATE_CREDENTIAL).apply(request)) {
            case CreateCredential.Result.Stored(var view, var intent) ->
                Answer.ok(CredentialBody.definition(view), IntentTold.headers(intent));
            case CreateCredential.Result.NameTaken taken ->
                Answer.refused(
                        ProblemKind.CREDENTIAL_EXISTS,
                        "Cannot create an account which already exists (name: " + written.name() + ")");
            case CreateCredential.Result.LocksWriterOut locksOut ->
                MissingPermission.lockedOut("create", written.name());
            case CreateCredential.Result.MaskWithoutSecret(var pointers) -> MaskFlaws.refused(pointers);
        };
    }
}
