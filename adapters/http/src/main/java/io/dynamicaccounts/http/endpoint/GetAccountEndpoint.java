package io.dynamicaccounts.http.endpoint;

import io.dynamicaccounts.functions.FunctionName;
import io.dynamicaccounts.functions.Functions;
import io.dynamicaccounts.functions.operator.GetAccount;
import io.dynamicaccounts.http.json.Schema;
import io.dynamicaccounts.http.problem.ProblemKind;

/**
 * {@code GET /armory/accounts/{accountName}} and {@code GET /agents/kubernetes/accounts/{accountName}}: one account.
 */
public final class GetAccountEndpoint implements Endpoint<Input.Nothing> {

    private final Functions functions;

    public GetAccountEndpoint(Functions functions) {
        this.functions = functions;
    }

    @Override
    public Description<Input.Nothing> description() {
        return Description.of("One account, its secrets masked", new Input.Nothing())
                .replies(200, "The account.", Schema.ref("Account"))
                .refuses(ProblemKind.NO_SUCH_ACCOUNT);
    }

    @Override
    public Answer answer(Call call, Input.Nothing nothing) {
        return call.accountName()
                .flatMap(name -> functions
                        .get(FunctionName.GET)
                        .apply(new GetAccount.Request(name))
                        .account())
                .map(view -> Answer.ok(AccountBody.WRITER.write(AccountBody.of(view, AccountBody.Depth.WHOLE))))
                .orElseGet(() -> Answer.refused(ProblemKind.NO_SUCH_ACCOUNT, BatchAnswers.NOT_THERE));
    }
}
