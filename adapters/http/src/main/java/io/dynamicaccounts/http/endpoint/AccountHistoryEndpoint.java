package io.dynamicaccounts.http.endpoint;

import io.dynamicaccounts.functions.FunctionName;
import io.dynamicaccounts.functions.Functions;
import io.dynamicaccounts.functions.account.AccountState;
import io.dynamicaccounts.functions.account.VisibleState;
import io.dynamicaccounts.functions.operator.AccountHistory;
import io.dynamicaccounts.functions.store.History;
import io.dynamicaccounts.http.json.Member;
import io.dynamicaccounts.http.json.ObjectWriter;
import io.dynamicaccounts.http.json.Schema;
import io.dynamicaccounts.http.problem.ProblemKind;
import java.util.Map;
import java.util.Optional;

/** {@code GET /armory/accounts/{accountName}/history}: what happened to an account, also to one that was removed. */
public final class AccountHistoryEndpoint implements Endpoint<Input.Nothing> {

    private static final Map<String, Object> TEXT = Schema.of("type", "string");
    private static final Map<String, Object> STATE = Schema.codeOf(VisibleState.class);

    private static final ObjectWriter<History.PastTransition> TRANSITION = ObjectWriter.of(
            Member.required("version", Schema.of("type", "integer"), History.PastTransition::version),
            Member.required(
                    "time",
                    Schema.of("type", "string", "format", "date-time"),
                    transition -> transition.time().toString()),
            Member.required("event", TEXT, transition -> transition.event().label()),
            Member.nullable("from", STATE, transition -> visible(transition.from())),
            Member.nullable("to", STATE, transition -> visible(transition.to())),
            Member.required("actor", TEXT, History.PastTransition::actor),
            Member.optional("message", TEXT, History.PastTransition::message));

    private final Functions functions;

    public AccountHistoryEndpoint(Functions functions) {
        this.functions = functions;
    }

    @Override
    public Description<Input.Nothing> description() {
        return Description.of("The transitions of an account, the newest first", new Input.Nothing())
                .replies(
                        200,
                        "The transitions; a state is null where there was, or is, no account.",
                        TRANSITION.listSchema())
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
                .map(transitions -> Answer.ok(TRANSITION.writeAll(transitions)))
                .orElseGet(() -> Answer.refused(ProblemKind.NO_SUCH_ACCOUNT, "there never was such an account"));
    }

    private static Optional<String> visible(AccountState state) {
        return state.visibleState().map(VisibleState::code);
    }
}
