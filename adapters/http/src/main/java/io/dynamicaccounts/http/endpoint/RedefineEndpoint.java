package io.dynamicaccounts.http.endpoint;

import io.dynamicaccounts.functions.FunctionName;
import io.dynamicaccounts.functions.Functions;
import io.dynamicaccounts.functions.operator.Redefine;
import io.dynamicaccounts.http.problem.ProblemKind;

/** {@code PUT /armory/accounts/dynamic}: replaces the definition of an account. */
public final class RedefineEndpoint implements Endpoint<NewDefinition> {

    private final Functions functions;

    public RedefineEndpoint(Functions functions) {
        this.functions = functions;
    }

    @Override
    public Description<NewDefinition> description() {
        return Description.of(
                        "Replace an account's definition; agents that watch it receive it at their next poll",
                        new Input.Body<>(new DefinitionShape(DefinitionShape.Masks.MEAN_UNCHANGED)))
                .replies(202, "Replaced.", MigrateEndpoint.EMPTY_LIST)
                .refuses(ProblemKind.NO_SUCH_ACCOUNT, ProblemKind.STATE_FORBIDS);
    }

    @Override
    public Answer answer(Call call, NewDefinition definition) {
        var request = new Redefine.Request(call.actor(), definition.name(), definition.zone(), definition.definition());
        return switch (functions.get(FunctionName.REDEFINE).apply(request)) {
            case Redefine.Result.Redefined redefined -> Answer.acceptedWithNothing();
            case Redefine.Result.Missing missing -> Answer.refused(ProblemKind.NO_SUCH_ACCOUNT, BatchAnswers.NOT_THERE);
            case Redefine.Result.Conflict(var state, var detail) -> BatchAnswers.forbidden(state, detail);
            case Redefine.Result.MaskWithoutSecret(var pointers) -> MaskFlaws.refused(pointers);
        };
    }
}
