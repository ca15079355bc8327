package io.dynamicaccounts.http.endpoint;

import io.dynamicaccounts.functions.FunctionName;
import io.dynamicaccounts.functions.Functions;
import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.account.AgentId;
import io.dynamicaccounts.functions.account.SessionId;
import io.dynamicaccounts.functions.account.ZoneId;
import io.dynamicaccounts.functions.agent.FetchDefinitions;
import io.dynamicaccounts.functions.definition.AnswerSecrets;
import io.dynamicaccounts.http.json.Field;
import io.dynamicaccounts.http.json.Identifiers;
import io.dynamicaccounts.http.json.JsonBytes;
import io.dynamicaccounts.http.json.ListShape;
import io.dynamicaccounts.http.json.Member;
import io.dynamicaccounts.http.json.ObjectShape;
import io.dynamicaccounts.http.json.ObjectWriter;
import io.dynamicaccounts.http.json.Schema;
import io.dynamicaccounts.http.json.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * {@code POST /armory/agents/{agentId}/definitions}: definitions with their secrets in clear text. No other answer
 * has secrets.
 *
 * <p>The answer stays below 4 MiB: the function is asked for a few definitions at a time until the answer is full,
 * and the answer names the rest, for which the agent asks again.
 */
public final class FetchDefinitionsEndpoint implements Endpoint<FetchDefinitionsEndpoint.Body> {

    /** The body of the request; the path has the id of the agent. */
    public record Body(ZoneId zone, SessionId session, List<AccountName> accounts) {}

    private static final int FULL = 4 * 1024 * 1024;

    /** Kept free for names: a thousand of 128 characters and what is around them, twice over. */
    private static final int RESERVED = 300 * 1024;

    /**
     * Few enough that little is read in vain when the answer is full, many enough that a thousand small definitions
     * take few reads.
     */
    private static final int AT_ONCE = 50;

    private static final Field<List<AccountName>> ACCOUNTS = Field.required(
            "accounts", ListShape.of(Identifiers.ACCOUNT, 0, AccountRequest.MOST), "Whose definitions are wanted.");

    private static final Shape<Body> SHAPE = ObjectShape.of(AgentCall.ZONE, AgentCall.SESSION, ACCOUNTS)
            .as(fields -> new Body(fields.get(AgentCall.ZONE), fields.get(AgentCall.SESSION), fields.get(ACCOUNTS)));

    private static final ObjectWriter<FetchDefinitions.DecryptedDefinition> DEFINITION = ObjectWriter.of(
            Member.required(
                    "account",
                    Identifiers.ACCOUNT.schema(),
                    given -> given.account().value()),
            Member.required(
                    "generation",
                    Schema.of("type", "integer", "minimum", 0),
                    FetchDefinitions.DecryptedDefinition::generation),
            Member.required(
                    "definition",
                    Schema.of("type", "object"),
                    given -> given.definition().fields()));

    /** The contents of one answer. */
    private record Filled(
            List<FetchDefinitions.DecryptedDefinition> definitions,
            List<AccountName> denied,
            List<AccountName> remaining) {}

    private static final Map<String, Object> NAMES = Schema.listOf(Identifiers.ACCOUNT.schema());

    private static final ObjectWriter<Filled> ANSWER = ObjectWriter.of(
            Member.required(
                    "definitions", DEFINITION.listSchema(), filled -> DEFINITION.writeAll(filled.definitions())),
            Member.required("denied", NAMES, filled -> values(filled.denied())),
            Member.required("remaining", NAMES, filled -> values(filled.remaining())));

    private final Functions functions;

    public FetchDefinitionsEndpoint(Functions functions) {
        this.functions = functions;
    }

    @Override
    public Description<Body> description() {
        return Description.of("Definitions of accounts that the agent is to watch, decrypted", new Input.Body<>(SHAPE))
                .replies(
                        200,
                        "What fits into 4 MiB; remaining names what did not, denied what this zone is not to watch.",
                        ANSWER.schema())
                .refuses(AgentCall.REJECTIONS);
    }

    @Override
    public Answer answer(Call call, Body body) {
        return AgentCall.forAgent(call, body.zone(), agent -> fill(agent, body));
    }

    private Answer fill(AgentId agent, Body body) {
        List<AccountName> names = body.accounts().stream().distinct().toList();
        var given = new ArrayList<FetchDefinitions.DecryptedDefinition>();
        var denied = new ArrayList<AccountName>();
        var remaining = new ArrayList<AccountName>();
        var secrets = new AnswerSecrets();
        long size = RESERVED;
        // The function is asked at least once, also for no accounts: a superseded session must learn that it is.
        for (int from = 0; from == 0 || from < names.size(); from += AT_ONCE) {
            List<AccountName> some = names.subList(from, Math.min(names.size(), from + AT_ONCE));
            if (!remaining.isEmpty()) {
                remaining.addAll(some);
                continue;
            }
            var request = new FetchDefinitions.Request(agent, body.zone(), body.session(), some, secrets);
            switch (functions.get(FunctionName.DEFINITIONS).apply(request)) {
                case FetchDefinitions.Result.Rejected(var refusal) -> {
                    return AgentCall.rejected(refusal);
                }
                case FetchDefinitions.Result.Answer(var definitions, var refused) -> {
                    denied.addAll(refused);
                    for (FetchDefinitions.DecryptedDefinition one : definitions) {
                        size += JsonBytes.of(DEFINITION.write(one)).length + 1L;
                        // The first definition is given whatever its size: an agent would ask again for ever
                        // where an answer has none.
                        if (remaining.isEmpty() && (size <= FULL || given.isEmpty())) {
                            given.add(one);
                        } else {
                            remaining.add(one.account());
                        }
                    }
                }
            }
        }
        return Answer.ok(ANSWER.write(new Filled(given, denied, remaining)));
    }

    private static List<String> values(List<AccountName> names) {
        return names.stream().map(AccountName::value).toList();
    }
}
