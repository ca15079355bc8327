package io.dynamicaccounts.http.endpoint;

import io.dynamicaccounts.functions.FunctionName;
import io.dynamicaccounts.functions.Functions;
import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.operator.BatchOutcome;
import io.dynamicaccounts.functions.operator.Reassign;
import io.dynamicaccounts.http.json.Flaw;
import io.dynamicaccounts.http.json.Pointer;
import io.dynamicaccounts.http.problem.Problem;
import io.dynamicaccounts.http.problem.ProblemKind;
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
        List<Flaw> left = outcome.entries().stream()
                .flatMap(entry -> BatchAnswers.leftOut(entry).stream())
                .map(entry -> new Flaw(Pointer.ROOT.item(names.indexOf(entry.name())), entry.detail()))
                .toList();
        return left.isEmpty()
                ? Answer.accepted()
                : Answer.refused(
                        Problem.of(ProblemKind.STATE_FORBIDS, "the others were handed out again: see errors", left));
    }
}
