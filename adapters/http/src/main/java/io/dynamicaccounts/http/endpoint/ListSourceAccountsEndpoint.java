package io.dynamicaccounts.http.endpoint;

import io.dynamicaccounts.functions.FunctionName;
import io.dynamicaccounts.functions.Functions;
import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.operator.ListSourceAccounts;
import io.dynamicaccounts.functions.operator.ListSourceAccounts.SourceName;
import io.dynamicaccounts.http.json.Field;
import io.dynamicaccounts.http.json.Identifiers;
import io.dynamicaccounts.http.json.Member;
import io.dynamicaccounts.http.json.ObjectWriter;
import io.dynamicaccounts.http.json.QueryShape;
import io.dynamicaccounts.http.json.Schema;
import io.dynamicaccounts.http.json.Shapes;
import io.dynamicaccounts.http.problem.ProblemKind;
import java.util.List;
import java.util.Optional;

/** {@code GET /armory/sources/accounts}: what could be migrated, in pages by name. */
public final class ListSourceAccountsEndpoint implements Endpoint<ListSourceAccountsEndpoint.Query> {

    /** The parameters. */
    public record Query(int limit, Optional<String> nameContains, Optional<String> cursor) {

        /** Returns what a cursor is bound to: this listing, which no other has as its only filters, and the filter. */
        private List<Optional<String>> filters() {
            return List.of(Optional.of("sources"), nameContains);
        }
    }

    private static final int DEFAULT_LIMIT = 100;
    private static final int MOST = 1_000;

    private static final Field<Long> LIMIT =
            Field.optional("limit", Shapes.whole(1, MOST), "How many a page holds; 100 where it is left out.");
    private static final Field<String> NAME_CONTAINS =
            Field.optional("nameContains", Shapes.anyText(128), "Only names that contain this.");
    private static final Field<String> CURSOR =
            Field.optional("cursor", Shapes.text(512), "The cursor of the page before, with the same filter.");

    private static final ObjectWriter<SourceName> SOURCE = ObjectWriter.of(
            Member.required(
                    "kind", ListSourcesEndpoint.KIND, source -> source.kind().code()),
            Member.required("where", Schema.of("type", "string"), SourceName::where));

    private static final ObjectWriter<ListSourceAccounts.Item> ITEM = ObjectWriter.of(
            Member.required(
                    "name", Identifiers.ACCOUNT.schema(), item -> item.name().value()),
            Member.required("source", SOURCE.schema(), item -> SOURCE.write(item.source())),
            Member.required("overridden", SOURCE.listSchema(), item -> SOURCE.writeAll(item.overridden())),
            Member.required("hasAccount", Schema.of("type", "boolean"), ListSourceAccounts.Item::hasAccount));

    /** One page, and the query that it answers. */
    private record Page(Query query, ListSourceAccounts.Result result) {

        Optional<String> cursor() {
            // The listing has no numbers of pages.
            return result.next().map(after -> new Cursor(after, 0).text(query.filters()));
        }
    }

    private static final ObjectWriter<Page> PAGE_BODY = ObjectWriter.of(
            Member.required(
                    "items",
                    ITEM.listSchema(),
                    page -> ITEM.writeAll(page.result().items())),
            Member.required(
                    "unreadable",
                    SOURCE.listSchema(),
                    page -> SOURCE.writeAll(page.result().unreadable())),
            Member.optional("cursor", Schema.of("type", "string"), Page::cursor));

    private final Functions functions;

    public ListSourceAccountsEndpoint(Functions functions) {
        this.functions = functions;
    }

    @Override
    public Description<Query> description() {
        return Description.of(
                        "What could be migrated: the names that the credential sources have",
                        new Input.Query<>(QueryShape.of(
                                fields -> new Query(
                                        fields.find(LIMIT).map(Long::intValue).orElse(DEFAULT_LIMIT),
                                        fields.find(NAME_CONTAINS),
                                        fields.find(CURSOR)),
                                LIMIT,
                                NAME_CONTAINS,
                                CURSOR)))
                .replies(
                        200,
                        "One page by name. Each is migrated from its `source`; those that are `overridden` have the name"
                                + " too. The names of `unreadable` sources are missing. A cursor is there while there"
                                + " is more.",
                        PAGE_BODY.schema())
                .refuses(ProblemKind.FOREIGN_CURSOR);
    }

    @Override
    public Answer answer(Call call, Query query) {
        if (query.cursor().isEmpty()) {
            return page(query, Optional.empty());
        }
        return Cursor.read(query.cursor().get(), query.filters())
                .map(cursor -> page(query, Optional.of(cursor.after())))
                .orElseGet(() -> Answer.refused(
                        ProblemKind.FOREIGN_CURSOR, "go on with the filter that the cursor came with, or begin again"));
    }

    private Answer page(Query query, Optional<AccountName> after) {
        ListSourceAccounts.Result result = functions
                .get(FunctionName.SOURCE_ACCOUNTS)
                .apply(new ListSourceAccounts.Request(after, query.limit(), query.nameContains()));
        return Answer.ok(PAGE_BODY.write(new Page(query, result)));
    }
}
