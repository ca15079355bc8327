package io.dynamicaccounts.http.endpoint;

import io.dynamicaccounts.functions.FunctionName;
import io.dynamicaccounts.functions.Functions;
import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.operator.Delete;
import io.dynamicaccounts.http.problem.ProblemKind;
import java.util.List;

/**
 * {@code DELETE /armory/accounts}: stops watching accounts, then removes them. A name that occurs twice counts once.
 */
public final class DeleteAccountsEndpoint implements Endpoint<List<AccountName>> {

    private final Functions functions;

    public DeleteAccountsEndpoint(Functions functions) {
        this.functions = functions;
    }

    @Override
    public Description<List<AccountName>> description() {
        return Description.of("Stop watching accounts, then remove them", new Input.Body<>(AccountRequest.NAMES))
                .replies(202, "Accepted; what agents still watch is removed once they have stopped.")
                .replies(409, BatchAnswers.MEANING, BatchAnswers.SCHEMA)
                .refuses(ProblemKind.NO_SUCH_ACCOUNT);
    }

    @Override
    public Answer answer(Call call, List<AccountName> names) {
        return BatchAnswers.answer(functions
                .get(FunctionName.DELETE)
                .apply(new Delete.Request(
                        call.actor(), names.stream().distinct().toList())));
    }
}
