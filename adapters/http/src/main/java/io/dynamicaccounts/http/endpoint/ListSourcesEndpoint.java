package io.dynamicaccounts.http.endpoint;

import io.dynamicaccounts.functions.FunctionName;
import io.dynamicaccounts.functions.Functions;
import io.dynamicaccounts.functions.account.Coded;
import io.dynamicaccounts.functions.definition.SingleSource.Kind;
import io.dynamicaccounts.functions.operator.ListSources;
import io.dynamicaccounts.http.json.Member;
import io.dynamicaccounts.http.json.ObjectWriter;
import io.dynamicaccounts.http.json.Schema;
import java.util.Map;

/** {@code GET /armory/sources}: the credential sources in their order. */
public final class ListSourcesEndpoint implements Endpoint<Input.Nothing> {

    static final Map<String, Object> KIND = Schema.of("enum", Coded.all(Kind.class));

    private static final Map<String, Object> COUNT = Schema.of("type", "integer", "minimum", 0);

    static final ObjectWriter<ListSources.Row> WRITER = ObjectWriter.of(
            Member.required("kind", KIND, row -> row.kind().code()),
            Member.required("where", Schema.text("The path or the URL, without any secret."), ListSources.Row::where),
            Member.optional(
                    "accounts", COUNT, row -> row.accounts().stream().boxed().findFirst()),
            Member.required("overridden", COUNT, ListSources.Row::overridden),
            Member.required("problems", COUNT, row -> row.state().problems()),
            Member.optional(
                    "lastRead",
                    Schema.of("type", "string", "format", "date-time"),
                    row -> row.state().read().map(Object::toString)),
            Member.optional(
                    "lastError",
                    Schema.text("Why it cannot be read now."),
                    row -> row.state().error()));

    private final Functions functions;

    public ListSourcesEndpoint(Functions functions) {
        this.functions = functions;
    }

    @Override
    public Description<Input.Nothing> description() {
        return Description.of(
                        "The credential sources in their order: the first that has a name wins", new Input.Nothing())
                .replies(
                        200,
                        "All of them. `overridden` of a source's accounts are migrated from an earlier source; `accounts`"
                                + " is left out while a source cannot be read.",
                        Schema.listOf(Schema.ref("Source")));
    }

    @Override
    public Answer answer(Call call, Input.Nothing nothing) {
        return Answer.ok(WRITER.writeAll(functions
                .get(FunctionName.SOURCES)
                .apply(new ListSources.Request())
                .sources()));
    }
}
