package io.dynamicaccounts.http.endpoint;

import io.dynamicaccounts.functions.FunctionName;
import io.dynamicaccounts.functions.Functions;
import io.dynamicaccounts.functions.credential.ReplaceCredential;
import io.dynamicaccounts.functions.credential.ReplaceCredential.WhereMissing;
import io.dynamicaccounts.http.json.Flaw;
import io.dynamicaccounts.http.json.Pointer;
import io.dynamicaccounts.http.json.Schema;
import io.dynamicaccounts.http.problem.Problem;
import io.dynamicaccounts.http.problem.ProblemKind;
import java.util.List;

/**
 * {@code PUT /credentials}, which stores a credential whether or not there is one of the name, and {@code PUT
 * /credentials/{accountName}}, which replaces only.
 */
public final class ReplaceCredentialEndpoint implements Endpoint<CredentialShape.Written> {

    private final Functions functions;
    private final WhereMissing whereMissing;

    /**
     * Creates the endpoint.
     *
     * @param whereMissing what happens where no credential of the name is stored; where it is refused, the path has
     *     the name too
     */
    public ReplaceCredentialEndpoint(Functions functions, WhereMissing whereMissing) {
        this.functions = functions;
        this.whereMissing = whereMissing;
    }

    @Override
    public Description<CredentialShape.Written> description() {
        Description<CredentialShape.Written> description = Description.of(
                        switch (whereMissing) {
                            case CREATE -> "Store a credential, new or in the place of the one of its name";
                            case REFUSE -> "Replace a credential";
                        },
                        new Input.Body<>(new CredentialShape()))
                .replies(
                        200,
                        "What is stored, secrets masked." + IntentTold.IN_WORDS,
                        Schema.ref(Schemas.CREDENTIAL_DEFINITION))
                .refuses(ProblemKind.MISSING_PERMISSION, ProblemKind.LOCKS_WRITER_OUT);
        return switch (whereMissing) {
            case CREATE -> description;
            case REFUSE -> description.refuses(ProblemKind.NO_SUCH_CREDENTIAL);
        };
    }

    @Override
    public Answer answer(Call call, CredentialShape.Written written) {
        if (whereMissing == WhereMissing.REFUSE
                && call.accountName().filter(written.name()::equals).isEmpty()) {
            return Answer.refused(Problem.of(
                    ProblemKind.INVALID,
                    "the body's name and the path's must be the same",
                    List.of(new Flaw(Pointer.ROOT.field("name"), "must be the name that the path has"))));
        }
        var request = new ReplaceCredential.Request(
                call.actor(), call.roles(), written.name(), written.definition(), whereMissing);
        return switch (functions.get(FunctionName.REPLACE_CREDENTIAL).apply(request)) {
            case ReplaceCredential.Result.Stored(var view, var intent) ->
                Answer.ok(CredentialBody.definition(view), IntentTold.headers(intent));
            case ReplaceCredential.Result.Missing missing ->
                Answer.refused(
                        ProblemKind.NO_SUCH_CREDENTIAL,
                        "Cannot update an account which does not exist (name: " + written.name() + ")");
            case ReplaceCredential.Result.NotPermitted notPermitted -> MissingPermission.toWrite();
            case ReplaceCredential.Result.LocksWriterOut locksOut ->
                MissingPermission.lockedOut("update", written.name());
            case ReplaceCredential.Result.MaskWithoutSecret(var pointers) -> MaskFlaws.refused(pointers);
        };
    }
}
