package io.dynamicaccounts.http.endpoint;

import io.dynamicaccounts.functions.FunctionName;
import io.dynamicaccounts.functions.Functions;
import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.operator.Migrate;
import io.dynamicaccounts.functions.operator.Scan;
import io.dynamicaccounts.http.json.Field;
import io.dynamicaccounts.http.json.Identifiers;
import io.dynamicaccounts.http.json.Member;
import io.dynamicaccounts.http.json.ObjectWriter;
import io.dynamicaccounts.http.json.QueryShape;
import io.dynamicaccounts.http.json.Schema;
import io.dynamicaccounts.http.json.Shapes;
import java.time.Duration;

/** {@code POST /armory/scan}: does now what the automatic migration does on its schedule, or says what it would do. */
public final class ScanEndpoint implements Endpoint<ScanEndpoint.Query> {

    /** The parameters. */
    public record Query(Scan.Effect effect) {}

    /** A gateway waits for half a minute; what is not done by then is left for the schedule. */
    private static final Duration BUDGET = Duration.ofSeconds(20);

    /** The most definitions of which the answer says why they cannot be migrated. */
    private static final int MOST_UNUSABLE = 1_000;

    private static final Field<Boolean> DRY_RUN =
            Field.optional("dryRun", Shapes.flag(), "Whether nothing is written, and the answer says what would be.");

    private static final ObjectWriter<Migrate.Flaw> FLAW = ObjectWriter.of(
            Member.required(
                    "name", Identifiers.ACCOUNT.schema(), flaw -> flaw.name().value()),
            Member.required("detail", Schema.of("type", "string"), Migrate.Flaw::detail));

    private static final ObjectWriter<Scan.Result> BODY = ObjectWriter.of(
            Member.required(
                    "migrated",
                    Schema.with(
                            Schema.listOf(Identifiers.ACCOUNT.schema()),
                            "description",
                            "The accounts that were migrated and activated, or would be."),
                    result -> result.migrated().stream().map(AccountName::value).toList()),
            Member.required(
                    "unusable",
                    Schema.with(
                            FLAW.listSchema(),
                            "description",
                            "Why definitions that match cannot be migrated; the first " + MOST_UNUSABLE + "."),
                    result -> FLAW.writeAll(
                            result.unusable().stream().limit(MOST_UNUSABLE).toList())),
            Member.required(
                    "remaining",
                    Schema.of("type", "integer", "minimum", 0, "description", "How many are left for the next scan."),
                    Scan.Result::remaining));

    private final Functions functions;

    public ScanEndpoint(Functions functions) {
        this.functions = functions;
    }

    @Override
    public Description<Query> description() {
        return Description.of(
                        "Migrate and activate what matches name-patterns and was never here",
                        new Input.Query<>(QueryShape.of(
                                fields -> new Query(
                                        fields.find(DRY_RUN).orElse(false) ? Scan.Effect.NONE : Scan.Effect.MIGRATE),
                                DRY_RUN)))
                .replies(
                        200,
                        "What was done, or would be. Sources that cannot be read now are left out:"
                                + " `GET /armory/sources` says which.",
                        BODY.schema());
    }

    @Override
    public Answer answer(Call call, Query query) {
        return Answer.ok(BODY.write(functions.get(FunctionName.SCAN).apply(new Scan.Request(query.effect(), BUDGET))));
    }
}
