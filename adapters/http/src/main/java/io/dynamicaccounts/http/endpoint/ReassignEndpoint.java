package io.dynamicaccounts.http.endpoint;

import io.dynamicaccounts.functions.FunctionName;
import io.dynamicaccounts.functions.Functions;
import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.operator.BatchOutcome;
import io.dynamicaccounts.functions.operator.Reassign;
import io.dynamicaccounts.functions.transition.TransitionResult;
import io.dynamicaccounts.http.json.Flaw;
import io.dynamicaccounts.http.json.Pointer;
import io.dynamicaccounts.http.problem.Problem;
import io.dynamicaccounts.http.problem.ProblemKind;
import java.util.ArrayList;
import java.util.List;

/** {@code POST /armory/agent/assignments}: assigns accounts to agents again. */
public final class ReassignEndpoint implements Endpoint<List<AccountName>> {

    private final Functions functions;

    public ReassignEndpoint(Functions functions) {
        this.functions = functions;
    }

    @Override
    public Description<List<AccountName>> description() {
        return Description.of("Hand accounts out to the agents again", new Input.Body<>(AccountRequest.NAMES))
                .replies(202, "Accepted.")
                .refuses(ProblemKind.NO_SUCH_ACCOUNT, ProblemKind.STATE_FORBIDS);
    }

    @Override
    public Answer answer(Call call, List<AccountName> names) {
        BatchOutcome outcome = functions
                .get(FunctionName.REASSIGN)
                .apply(new Reassign.Request(
                        call.actor(), names.stream().distinct().toList()));
        if (outcome.allMissing()) {
            return Answer.refused(ProblemKind.NO_SUCH_ACCOUNT, BatchAnswers.NONE_EXISTS);
        }
        var left = new ArrayList<Flaw>();
        for (BatchOutcome.Entry entry : outcome.entries()) {
            Pointer at = Pointer.ROOT.item(names.indexOf(entry.name()));
            switch (entry.result()) {
                case TransitionResult.Rejected rejected -> left.add(new Flaw(at, rejected.detail()));
                case TransitionResult.Missing _ -> left.add(new Flaw(at, BatchAnswers.NOT_THERE));
                case TransitionResult.Moved _, TransitionResult.Unchanged _ -> {}
            }
        }
        return left.isEmpty()
                ? Answer.accepted()
                : Answer.refused(
                        Problem.of(ProblemKind.STATE_FORBIDS, "the others were handed out again: see errors", left));
    }
}
