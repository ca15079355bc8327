package io.dynamicaccounts.http.endpoint;

import io.dynamicaccounts.functions.FunctionName;
import io.dynamicaccounts.functions.Functions;
import io.dynamicaccounts.functions.definition.SecretFields;
import io.dynamicaccounts.functions.operator.Provision;
import io.dynamicaccounts.http.json.ListShape;
import io.dynamicaccounts.http.json.Schema;
import io.dynamicaccounts.http.json.Shape;
import java.util.List;
import java.util.stream.IntStream;

/** {@code POST /armory/accounts/dynamic}: creates INACTIVE accounts from definitions. */
public final class ProvisionEndpoint implements Endpoint<List<NewDefinition>> {

    private static final Shape<List<NewDefinition>> BATCH =
            new OneOrMany<>(ListShape.of(new DefinitionShape(DefinitionShape.Masks.REFUSED), 1, AccountRequest.MOST)
                    .uniqueBy(NewDefinition::name, "name"));

    private final Functions functions;

    public ProvisionEndpoint(Functions functions) {
        this.functions = functions;
    }

    @Override
    public Description<List<NewDefinition>> description() {
        return Description.of("Create accounts, INACTIVE, from their definitions", new Input.Body<>(BATCH))
                .replies(202, "Created.", MigrateEndpoint.EMPTY_LIST)
                .replies(
                        409,
                        "The definitions whose name is taken, secrets masked; the others were processed.",
                        Schema.listOf(Schema.of("type", "object")));
    }

    @Override
    public Answer answer(Call call, List<NewDefinition> definitions) {
        var entries = definitions.stream()
                .map(it -> new Provision.Entry(it.name(), it.zone(), it.definition()))
                .toList();
        var outcomes = functions
                .get(FunctionName.PROVISION)
                .apply(new Provision.Request(call.actor(), entries))
                .entries();
        var taken = IntStream.range(0, definitions.size())
                .filter(i -> BatchAnswers.isLeftOut(outcomes.get(i).result()))
                .mapToObj(i -> SecretFields.masked(definitions.get(i).written()))
                .toList();
        return taken.isEmpty() ? Answer.acceptedWithNothing() : Answer.conflicts(taken);
    }
}
