package io.dynamicaccounts.http.endpoint;

import io.dynamicaccounts.functions.FunctionName;
import io.dynamicaccounts.functions.Functions;
import io.dynamicaccounts.functions.account.AccountState;
import io.dynamicaccounts.functions.account.VisibleState;
import io.dynamicaccounts.functions.operator.AccountHistory;
import io.dynamicaccounts.functions.store.History;
import io.dynamicaccounts.http.json.Schema;
import io.dynamicaccounts.http.problem.ProblemKind;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code GET /armory/accounts/{accountName}/history}: what happened to an account, also to one that was removed. */
public final class AccountHistoryEndpoint implements Endpoint<Input.Nothing> {

    private final Functions functions;

    public AccountHistoryEndpoint(Functions functions) {
        this.functions = functions;
    }

    @Override
    public Description<Input.Nothing> description() {
        Map<String, Object> state = Schema.nullable(BatchAnswers.STATE_SCHEMA);
        return Description.of("The transitions of an account, the newest first", new Input.Nothing())
                .replies(
                        200,
                        "The transitions; a state is null where there was, or is, no account.",
                        Schema.listOf(Schema.objectOf(
                                "version", Schema.of("type", "integer"),
                                "time", Schema.of("type", "string", "format", "date-time"),
                                "event", Schema.of("type", "string"),
                                "from", state,
                                "to", state,
                                "actor", Schema.of("type", "string"),
                                "message?", Schema.of("type", "string"))))
                .refuses(ProblemKind.NO_SUCH_ACCOUNT);
    }

    @Override
    public Answer answer(Call call, Input.Nothing nothing) {
        return call.accountName()
                .map(name -> functions
                        .get(FunctionName.HISTORY)
                        .apply(new AccountHistory.Request(name))
                        .transitions())
                .filter(transitions -> !transitions.isEmpty())
                .map(transitions -> Answer.ok(
                        transitions.stream().map(AccountHistoryEndpoint::body).toList()))
                .orElseGet(() -> Answer.refused(ProblemKind.NO_SUCH_ACCOUNT, "there never was such an account"));
    }

    private static Map<String, @Nullable Object> body(History.PastTransition transition) {
        var body = new LinkedHashMap<String, @Nullable Object>();
        body.put("version", transition.version());
        body.put("time", transition.time().toString());
        body.put("event", transition.event().label());
        body.put("from", state(transition.from()));
        body.put("to", state(transition.to()));
        body.put("actor", transition.actor());
        transition.message().ifPresent(message -> body.put("message", message));
        return body;
    }

    private static @Nullable String state(AccountState state) {
        return state.visibleState().map(VisibleState::code).orElse(null);
    }
}
