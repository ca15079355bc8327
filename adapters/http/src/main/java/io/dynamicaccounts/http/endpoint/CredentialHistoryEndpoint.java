package io.dynamicaccounts.http.endpoint;

import io.dynamicaccounts.functions.FunctionName;
import io.dynamicaccounts.functions.Functions;
import io.dynamicaccounts.functions.credential.CredentialHistory;
import io.dynamicaccounts.http.json.Member;
import io.dynamicaccounts.http.json.ObjectWriter;
import io.dynamicaccounts.http.json.Schema;
import java.util.List;

/** {@code GET /credentials/{accountName}/history}: the revisions of a stored credential, the newest first. */
public final class CredentialHistoryEndpoint implements Endpoint<Input.Nothing> {

    private static final ObjectWriter<CredentialHistory.Entry> REVISION = ObjectWriter.of(
            Member.required("version", Schema.of("type", "integer", "minimum", 1), CredentialHistory.Entry::version),
            Member.required(
                    "timestamp",
                    Schema.of("type", "integer", "description", "Milliseconds since 1970."),
                    revision -> revision.written().toEpochMilli()),
            Member.optional(
                    "account",
                    Schema.ref(Schemas.CREDENTIAL_DEFINITION),
                    revision -> revision.credential().map(CredentialBody::definition)),
            Member.optional(
                    "intent",
                    Schema.with(
                            IntentTold.schema(),
                            "description",
                            "What became of the account of the name. The newest revision has it, if the interceptor"
                                    + " was on."),
                    revision -> revision.intent().map(IntentTold::body)));

    private final Functions functions;

    public CredentialHistoryEndpoint(Functions functions) {
        this.functions = functions;
    }

    @Override
    public Description<Input.Nothing> description() {
        return Description.of("The revisions of a stored credential, the newest first", new Input.Nothing())
                .replies(
                        200,
                        "The newest " + CredentialHistory.MOST
                                + " revisions, secrets masked; a deletion has no account. None of a name that was never"
                                + " stored, or that the caller may not read.",
                        REVISION.listSchema());
    }

    @Override
    public Answer answer(Call call, Input.Nothing nothing) {
        List<CredentialHistory.Entry> revisions = call.accountName()
                .map(name -> functions
                        .get(FunctionName.CREDENTIAL_HISTORY)
                        .apply(new CredentialHistory.Request(name, call.roles()))
                        .revisions())
                .orElse(List.of());
        return Answer.ok(REVISION.writeAll(revisions));
    }
}
