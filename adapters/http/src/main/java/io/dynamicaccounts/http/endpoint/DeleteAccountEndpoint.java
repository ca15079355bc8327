package io.dynamicaccounts.http.endpoint;

import io.dynamicaccounts.functions.FunctionName;
import io.dynamicaccounts.functions.Functions;
import io.dynamicaccounts.functions.operator.Delete;
import io.dynamicaccounts.http.problem.ProblemKind;
import java.util.List;

/** {@code DELETE /armory/accounts/{accountName}}: stops watching one account, then removes it. */
public final class DeleteAccountEndpoint implements Endpoint<Input.Nothing> {

    private final Functions functions;

    public DeleteAccountEndpoint(Functions functions) {
        this.functions = functions;
    }

    @Override
    public Description<Input.Nothing> description() {
        return Description.of("Stop watching an account, then remove it", new Input.Nothing())
                .replies(202, "Accepted; what agents still watch is removed once they have stopped.")
                .refuses(ProblemKind.NO_SUCH_ACCOUNT, ProblemKind.STATE_FORBIDS);
    }

    @Override
    public Answer answer(Call call, Input.Nothing nothing) {
        return call.accountName()
                .map(name -> functions.get(FunctionName.DELETE).apply(new Delete.Request(call.actor(), List.of(name))))
                .map(outcome ->
                        BatchAnswers.answerForOne(outcome.entries().getFirst().result()))
                .orElseGet(() -> Answer.refused(ProblemKind.NO_SUCH_ACCOUNT, BatchAnswers.NOT_THERE));
    }
}
