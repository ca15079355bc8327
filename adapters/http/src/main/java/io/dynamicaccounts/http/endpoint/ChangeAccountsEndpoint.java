package io.dynamicaccounts.http.endpoint;

import io.dynamicaccounts.functions.FunctionName;
import io.dynamicaccounts.functions.Functions;
import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.account.Coded;
import io.dynamicaccounts.functions.operator.Activate;
import io.dynamicaccounts.functions.operator.BatchOutcome;
import io.dynamicaccounts.functions.operator.Deactivate;
import io.dynamicaccounts.functions.transition.TransitionResult;
import io.dynamicaccounts.http.json.Field;
import io.dynamicaccounts.http.json.ListShape;
import io.dynamicaccounts.http.json.ObjectShape;
import io.dynamicaccounts.http.json.Shape;
import io.dynamicaccounts.http.json.Shapes;
import io.dynamicaccounts.http.problem.ProblemKind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code PATCH /armory/accounts}, and the same under {@code /dynamic}: activates and deactivates, in one batch. */
public final class ChangeAccountsEndpoint implements Endpoint<List<ChangeAccountsEndpoint.Change>> {

    /** The state that an operator requests for an account. Zone and kubeconfig count for activation alone. */
    public record Change(AccountRequest request, RequestedState state) {}

    /** The two states that can be requested. */
    public enum RequestedState implements Coded {
        ACTIVE("ACTIVE"),
        INACTIVE("INACTIVE");

        private final String code;

        RequestedState(String code) {
            this.code = code;
        }

        @Override
        public String code() {
            return code;
        }
    }

    private static final Field<RequestedState> STATE =
            Field.required("state", Shapes.choice(RequestedState.class), "ACTIVE activates, INACTIVE deactivates.");

    private static final Shape<List<Change>> BATCH = ListShape.of(
                    ObjectShape.of(AccountRequest.NAME, STATE, AccountRequest.ZONE, AccountRequest.KUBECONFIG_FILE)
                            .as(fields -> new Change(AccountRequest.of(fields), fields.get(STATE))),
                    1,
                    AccountRequest.MOST)
            .uniqueBy(change -> change.request().name(), AccountRequest.NAME.name());

    private final Functions functions;

    public ChangeAccountsEndpoint(Functions functions) {
        this.functions = functions;
    }

    @Override
    public Description<List<Change>> description() {
        return Description.of("Activate or deactivate accounts", new Input.Body<>(BATCH))
                .replies(202, "Accepted; what already was so, or is on its way, is left as it is.")
                .replies(409, BatchAnswers.MEANING, BatchAnswers.SCHEMA)
                .refuses(ProblemKind.NO_SUCH_ACCOUNT);
    }

    @Override
    public Answer answer(Call call, List<Change> changes) {
        // No name occurs twice, so the two halves share no account and their order does not matter.
        Map<AccountName, TransitionResult> results = new HashMap<>();
        List<AccountRequest> activated = of(changes, RequestedState.ACTIVE);
        if (!activated.isEmpty()) {
            var entries = activated.stream()
                    .map(it -> new Activate.Entry(it.name(), it.zone(), it.kubeconfigFile()))
                    .toList();
            collect(functions.get(FunctionName.ACTIVATE).apply(new Activate.Request(call.actor(), entries)), results);
        }
        List<AccountRequest> deactivated = of(changes, RequestedState.INACTIVE);
        if (!deactivated.isEmpty()) {
            var names = deactivated.stream().map(AccountRequest::name).toList();
            collect(functions.get(FunctionName.DEACTIVATE).apply(new Deactivate.Request(call.actor(), names)), results);
        }
        return BatchAnswers.answer(new BatchOutcome(changes.stream()
                .map(change -> change.request().name())
                .map(name -> new BatchOutcome.Entry(
                        name, results.getOrDefault(name, new TransitionResult.Missing(Optional.empty()))))
                .toList()));
    }

    private static List<AccountRequest> of(List<Change> changes, RequestedState state) {
        return changes.stream()
                .filter(change -> change.state() == state)
                .map(Change::request)
                .toList();
    }

    private static void collect(BatchOutcome outcome, Map<AccountName, TransitionResult> results) {
        outcome.entries().forEach(entry -> results.put(entry.name(), entry.result()));
    }
}
