package io.dynamicaccounts.http.endpoint;

import io.dynamicaccounts.functions.FunctionName;
import io.dynamicaccounts.functions.Functions;
import io.dynamicaccounts.functions.operator.Namespaces;
import io.dynamicaccounts.http.json.Schema;
import io.dynamicaccounts.http.problem.ProblemKind;

/** {@code GET /agents/kubernetes/accounts/{accountName}/namespaces}: what an agent found in the cluster. */
public final class AccountNamespacesEndpoint implements Endpoint<Input.Nothing> {

    private final Functions functions;

    public AccountNamespacesEndpoint(Functions functions) {
        this.functions = functions;
    }

    @Override
    public Description<Input.Nothing> description() {
        return Description.of("The namespaces that an agent reported of an account", new Input.Nothing())
                .replies(200, "Their names; none before an agent has said.", Schema.listOf(Schema.of("type", "string")))
                .refuses(ProblemKind.NO_SUCH_ACCOUNT);
    }

    @Override
    public Answer answer(Call call, Input.Nothing nothing) {
        return call.accountName()
                .flatMap(name -> functions
                        .get(FunctionName.NAMESPACES)
                        .apply(new Namespaces.Request(name))
                        .namespaces())
                .map(Answer::ok)
                .orElseGet(() -> Answer.refused(ProblemKind.NO_SUCH_ACCOUNT, BatchAnswers.NOT_THERE));
    }
}
