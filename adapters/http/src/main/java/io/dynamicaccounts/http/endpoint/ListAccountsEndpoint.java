package io.dynamicaccounts.http.endpoint;

import io.dynamicaccounts.functions.FunctionName;
import io.dynamicaccounts.functions.Functions;
import io.dynamicaccounts.functions.account.VisibleState;
import io.dynamicaccounts.functions.account.ZoneId;
import io.dynamicaccounts.functions.operator.ListAccounts;
import io.dynamicaccounts.http.endpoint.AccountBody.Depth;
import io.dynamicaccounts.http.json.Field;
import io.dynamicaccounts.http.json.Identifiers;
import io.dynamicaccounts.http.json.Member;
import io.dynamicaccounts.http.json.ObjectFields;
import io.dynamicaccounts.http.json.ObjectWriter;
import io.dynamicaccounts.http.json.QueryShape;
import io.dynamicaccounts.http.json.Schema;
import io.dynamicaccounts.http.json.Shapes;
import io.dynamicaccounts.http.problem.ProblemKind;
import java.util.List;
import java.util.Optional;

/** {@code GET /armory/accounts}: every account by name, in pages. */
public final class ListAccountsEndpoint implements Endpoint<ListAccountsEndpoint.Query> {

    /** The parameters. A cursor decides where to begin, whatever the page says. */
    public record Query(int page, int limit, ListAccounts.Filter filter, boolean expand, Optional<String> cursor) {}

    private static final int DEFAULT_LIMIT = 100;
    private static final int MOST = 1_000;

    private static final Field<Long> PAGE =
            Field.optional("page", Shapes.whole(1, Integer.MAX_VALUE), "Counted from 1.");
    private static final Field<Long> LIMIT =
            Field.optional("limit", Shapes.whole(1, MOST), "How many accounts a page holds; 100 where it is left out.");
    private static final Field<VisibleState> STATE =
            Field.optional("state", Shapes.choice(VisibleState.class), "Only accounts in this state.");
    private static final Field<ZoneId> ZONE = Field.optional("zoneId", Identifiers.ZONE, "Only accounts of this zone.");
    private static final Field<String> NAME_CONTAINS =
            Field.optional("nameContains", Shapes.anyText(128), "Only accounts whose name contains this.");
    private static final Field<Boolean> EXPAND =
            Field.optional("expand", Shapes.flag(), "Whether items carry their definition, secrets masked.");
    private static final Field<String> CURSOR = Field.optional(
            "cursor",
            Shapes.text(512),
            "The cursor of the page before, with the same filters: walks on from there, whatever page says.");

    /** One page of the list, and the query that it answers. */
    private record Page(Query query, int number, ListAccounts.Result result) {

        List<AccountBody> items() {
            Depth depth = query.expand() ? Depth.WHOLE : Depth.WITHOUT_DEFINITION;
            return result.items().stream()
                    .map(view -> AccountBody.of(view, depth))
                    .toList();
        }

        Optional<String> cursor() {
            return result.next().map(after -> new Cursor(after, number + 1).text(query.filter()));
        }
    }

    private static final ObjectWriter<Page> PAGE_BODY = ObjectWriter.of(
            Member.required(
                    "items", Schema.listOf(Schema.ref("Account")), page -> AccountBody.WRITER.writeAll(page.items())),
            Member.required("page", Schema.of("type", "integer", "minimum", 1), Page::number),
            Member.required(
                    "limit",
                    Schema.of("type", "integer", "minimum", 1, "maximum", MOST),
                    page -> page.query().limit()),
            Member.optional(
                    "total",
                    Schema.of("type", "integer", "minimum", 0),
                    page -> page.result().total().stream().boxed().findFirst()),
            Member.optional("cursor", Schema.of("type", "string"), Page::cursor));

    private final Functions functions;

    public ListAccountsEndpoint(Functions functions) {
        this.functions = functions;
    }

    @Override
    public Description<Query> description() {
        return Description.of(
                        "List accounts by name",
                        new Input.Query<>(QueryShape.of(
                                ListAccountsEndpoint::query, PAGE, LIMIT, STATE, ZONE, NAME_CONTAINS, EXPAND, CURSOR)))
                .replies(
                        200,
                        "One page. A cursor is there while there is more; a total, unless it would take reading a large fleet.",
                        PAGE_BODY.schema())
                .refuses(ProblemKind.FOREIGN_CURSOR);
    }

    private static Query query(ObjectFields fields) {
        return new Query(
                fields.find(PAGE).map(Long::intValue).orElse(1),
                fields.find(LIMIT).map(Long::intValue).orElse(DEFAULT_LIMIT),
                new ListAccounts.Filter(fields.find(STATE), fields.find(ZONE), fields.find(NAME_CONTAINS)),
                fields.find(EXPAND).orElse(false),
                fields.find(CURSOR));
    }

    @Override
    public Answer answer(Call call, Query query) {
        if (query.cursor().isEmpty()) {
            return page(query, new ListAccounts.Start.Page(query.page()), query.page());
        }
        return Cursor.read(query.cursor().get(), query.filter())
                .map(cursor -> page(query, new ListAccounts.Start.After(cursor.after()), cursor.page()))
                .orElseGet(() -> Answer.refused(
                        ProblemKind.FOREIGN_CURSOR,
                        "go on with the filters that the cursor came with, or begin again"));
    }

    private Answer page(Query query, ListAccounts.Start start, int page) {
        ListAccounts.Result result = functions
                .get(FunctionName.LIST)
                .apply(new ListAccounts.Request(start, query.limit(), query.filter(), query.expand()));
        return Answer.ok(PAGE_BODY.write(new Page(query, page, result)));
    }
}
