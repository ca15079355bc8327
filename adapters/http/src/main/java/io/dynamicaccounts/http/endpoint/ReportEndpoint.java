package io.dynamicaccounts.http.endpoint;

import io.dynamicaccounts.functions.FunctionName;
import io.dynamicaccounts.functions.Functions;
import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.account.SessionId;
import io.dynamicaccounts.functions.account.ZoneId;
import io.dynamicaccounts.functions.agent.Report;
import io.dynamicaccounts.functions.store.Assignment;
import io.dynamicaccounts.http.json.Field;
import io.dynamicaccounts.http.json.Identifiers;
import io.dynamicaccounts.http.json.ListShape;
import io.dynamicaccounts.http.json.Member;
import io.dynamicaccounts.http.json.ObjectFields;
import io.dynamicaccounts.http.json.ObjectShape;
import io.dynamicaccounts.http.json.ObjectWriter;
import io.dynamicaccounts.http.json.Schema;
import io.dynamicaccounts.http.json.Shape;
import io.dynamicaccounts.http.json.Shapes;
import java.util.List;

/** {@code POST /armory/agents/{agentId}/reports}: the results of an agent's assignments. */
public final class ReportEndpoint implements Endpoint<ReportEndpoint.Body> {

    /** The body of a report; the path has the id of the agent. */
    public record Body(ZoneId zone, SessionId session, List<Report.Entry> reports) {}

    /** The error message of a cluster can be long; the functions decide how much of it is kept. */
    private static final Shape<String> TEXT = Shapes.anyText(64 * 1024);

    /** No bound of its own beside the size of the body: namespaces that are too many are left out, not refused. */
    private static final int MOST_NAMESPACES = 1_000_000;

    private static final Field<AccountName> ACCOUNT =
            Field.required("account", Identifiers.ACCOUNT, "The assignment's account.");
    private static final Field<Long> GENERATION = Field.required(
            "generation", Shapes.whole(0, Long.MAX_VALUE), "The assignment's generation that this is about.");
    private static final Field<Assignment.ReportedResult> OUTCOME =
            Field.required("outcome", Shapes.choice(Assignment.ReportedResult.class), "What became of it.");
    private static final Field<String> MESSAGE = Field.optional("message", TEXT, "The reason, for a human.");
    private static final Field<String> HOST = Field.optional("kubeHost", TEXT, "The cluster's address.");
    private static final Field<String> VERSION = Field.optional("kubeVersion", TEXT, "The cluster's version.");
    private static final Field<String> FINGERPRINT =
            Field.optional("certFingerprint", TEXT, "The fingerprint of the cluster's certificate.");
    private static final Field<List<String>> NAMESPACES = Field.optional(
            "namespaces", ListShape.of(Shapes.text(253), 0, MOST_NAMESPACES), "The cluster's namespaces.");

    private static final Shape<Report.Entry> ENTRY = ObjectShape.of(
                    ACCOUNT, GENERATION, OUTCOME, MESSAGE, HOST, VERSION, FINGERPRINT, NAMESPACES)
            .as(ReportEndpoint::entry);

    private static final Field<List<Report.Entry>> REPORTS =
            Field.required("reports", ListShape.of(ENTRY, 0, AccountRequest.MOST), "One for each assignment.");

    private static final Shape<Body> SHAPE = ObjectShape.of(AgentCall.ZONE, AgentCall.SESSION, REPORTS)
            .as(fields -> new Body(fields.get(AgentCall.ZONE), fields.get(AgentCall.SESSION), fields.get(REPORTS)));

    private static final ObjectWriter<Report.Result.Answer> ANSWER = ObjectWriter.of(
            Member.required(
                    "stale",
                    Schema.listOf(Identifiers.ACCOUNT.schema()),
                    answer -> answer.stale().stream()
                            .map(AccountName::value)
                            .distinct()
                            .toList()),
            Member.required(
                    "pollAfterSeconds",
                    Schema.of("type", "integer", "minimum", 1),
                    answer -> AgentCall.waitSeconds(answer.pollAfter())));

    private final Functions functions;

    public ReportEndpoint(Functions functions) {
        this.functions = functions;
    }

    @Override
    public Description<Body> description() {
        return Description.of("What an agent made of its assignments", new Input.Body<>(SHAPE))
                .replies(
                        202,
                        "Taken, but for the stale ones, which were about another generation, zone or life and changed nothing.",
                        ANSWER.schema())
                .refuses(AgentCall.REJECTIONS);
    }

    private static Report.Entry entry(ObjectFields fields) {
        return new Report.Entry(
                fields.get(ACCOUNT),
                fields.get(GENERATION),
                fields.get(OUTCOME),
                fields.find(MESSAGE),
                fields.find(HOST),
                fields.find(VERSION),
                fields.find(FINGERPRINT),
                fields.find(NAMESPACES));
    }

    @Override
    public Answer answer(Call call, Body body) {
        return AgentCall.forAgent(call, body.zone(), agent -> {
            var request = new Report.Request(agent, body.zone(), body.session(), body.reports());
            return switch (functions.get(FunctionName.REPORT).apply(request)) {
                case Report.Result.Rejected(var refusal) -> AgentCall.rejected(refusal);
                case Report.Result.Answer answer -> Answer.accepted(ANSWER.write(answer));
            };
        });
    }
}
