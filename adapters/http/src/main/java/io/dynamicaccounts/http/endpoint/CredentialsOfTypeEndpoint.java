package io.dynamicaccounts.http.endpoint;

import io.dynamicaccounts.functions.FunctionName;
import io.dynamicaccounts.functions.Functions;
import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.credential.CredentialsOfType;
import io.dynamicaccounts.http.json.Field;
import io.dynamicaccounts.http.json.Identifiers;
import io.dynamicaccounts.http.json.QueryShape;
import io.dynamicaccounts.http.json.Schema;
import io.dynamicaccounts.http.json.Shapes;
import java.util.Optional;

/** {@code GET /credentials/type/{accountType}}: the stored definitions of a type, in pages. */
public final class CredentialsOfTypeEndpoint implements Endpoint<CredentialsOfTypeEndpoint.Query> {

    /** The parameters. */
    public record Query(int limit, Optional<AccountName> first) {}

    private static final int DEFAULT_LIMIT = 100;
    private static final int MOST = 1_000;

    private static final Field<Long> LIMIT = Field.optional(
            "limit",
            Shapes.whole(1, MOST),
            "How many a page holds; 100 where it is left out. A shorter page is the last.");
    private static final Field<AccountName> FIRST = Field.optional(
            "startingAccountName", Identifiers.ACCOUNT, "The name that the page begins with, which need not exist.");

    private final Functions functions;

    public CredentialsOfTypeEndpoint(Functions functions) {
        this.functions = functions;
    }

    @Override
    public Description<Query> description() {
        return Description.of(
                        "The stored definitions of a type that the caller may read by name, in pages",
                        new Input.Query<>(QueryShape.of(
                                fields -> new Query(
                                        fields.find(LIMIT).map(Long::intValue).orElse(DEFAULT_LIMIT),
                                        fields.find(FIRST)),
                                LIMIT,
                                FIRST)))
                .replies(
                        200,
                        "One page, secrets masked; empty for a type of which none can be stored.",
                        Schema.listOf(Schema.ref(Schemas.CREDENTIAL_DEFINITION)));
    }

    @Override
    public Answer answer(Call call, Query query) {
        var request = new CredentialsOfType.Request(
                call.path().getOrDefault("accountType", ""), query.first(), query.limit(), call.roles());
        return Answer.ok(functions.get(FunctionName.CREDENTIALS_OF_TYPE).apply(request).credentials().stream()
                .map(CredentialBody::definition)
                .toList());
    }
}
