package io.dynamicaccounts.http.endpoint;

import io.dynamicaccounts.functions.FunctionName;
import io.dynamicaccounts.functions.Functions;
import io.dynamicaccounts.functions.credential.CredentialView;
import io.dynamicaccounts.functions.credential.ListCredentials;
import io.dynamicaccounts.http.json.Field;
import io.dynamicaccounts.http.json.QueryShape;
import io.dynamicaccounts.http.json.Schema;
import io.dynamicaccounts.http.json.Shapes;
import java.util.List;

/** {@code GET /credentials}: every credential by name, stored or configured. */
public final class ListCredentialsEndpoint implements Endpoint<ListCredentialsEndpoint.Query> {

    /** The parameters. */
    public record Query(boolean expand) {}

    private static final Field<Boolean> EXPAND = Field.optional(
            "expand", Shapes.flag(), "Whether each has the other fields of its definition too, secrets masked.");

    private final Functions functions;

    public ListCredentialsEndpoint(Functions functions) {
        this.functions = functions;
    }

    @Override
    public Description<Query> description() {
        return Description.of(
                        "List the credentials that the caller may read by name: those that are stored, and those of configuration files",
                        new Input.Query<>(QueryShape.of(
                                fields -> new Query(fields.find(EXPAND).orElse(false)), EXPAND)))
                .replies(200, "All of them.", Schema.listOf(Schema.ref(Schemas.CREDENTIAL_SUMMARY)));
    }

    @Override
    public Answer answer(Call call, Query query) {
        List<CredentialView> views = functions
                .get(FunctionName.CREDENTIALS)
                .apply(new ListCredentials.Request(call.roles()))
                .credentials();
        return Answer.ok(views.stream()
                .map(view -> query.expand() ? CredentialBody.expanded(view) : CredentialBody.summary(view))
                .toList());
    }
}
