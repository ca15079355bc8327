package io.dynamicaccounts.http.endpoint;

import io.dynamicaccounts.functions.FunctionName;
import io.dynamicaccounts.functions.Functions;
import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.operator.BatchOutcome;
import io.dynamicaccounts.functions.operator.Migrate;
import io.dynamicaccounts.http.json.Flaw;
import io.dynamicaccounts.http.json.Pointer;
import io.dynamicaccounts.http.json.Schema;
import io.dynamicaccounts.http.problem.Problem;
import io.dynamicaccounts.http.problem.ProblemKind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;

/** {@code POST /armory/accounts}: creates INACTIVE accounts from entries of the credential source. */
public final class MigrateEndpoint implements Endpoint<List<AccountRequest>> {

    private final Functions functions;

    public MigrateEndpoint(Functions functions) {
        this.functions = functions;
    }

    @Override
    public Description<List<AccountRequest>> description() {
        return Description.of(
                        "Migrate: snapshot accounts from the credential source as INACTIVE ones",
                        new Input.Body<>(AccountRequest.BATCH))
                .replies(202, "Migrated.", EMPTY_LIST)
                .replies(
                        409,
                        "The requests whose account is already migrated; the others were processed.",
                        AccountRequest.BODY.listSchema())
                .refuses(ProblemKind.UNKNOWN_TO_SOURCE, ProblemKind.SOURCE_UNREADABLE);
    }

    static final Map<String, Object> EMPTY_LIST = Schema.of("type", "array", "maxItems", 0);

    @Override
    public Answer answer(Call call, List<AccountRequest> requests) {
        var entries = requests.stream()
                .map(it -> new Migrate.Entry(it.name(), it.zone(), it.kubeconfigFile()))
                .toList();
        return switch (functions.get(FunctionName.MIGRATE).apply(new Migrate.Request(call.actor(), entries))) {
            case Migrate.Result.Processed(var outcome) -> processed(requests, outcome);
            case Migrate.Result.UnknownToSource(var names) ->
                refused(requests, details(names, it -> it, it -> "the credential source does not know this account"));
            case Migrate.Result.Unusable(var flaws) ->
                refused(requests, details(flaws, Migrate.Flaw::name, Migrate.Flaw::detail));
        };
    }

    private static Answer processed(List<AccountRequest> requests, BatchOutcome outcome) {
        var taken = IntStream.range(0, requests.size())
                .filter(i -> BatchAnswers.isLeftOut(outcome.entries().get(i).result()))
                .mapToObj(i -> AccountRequest.BODY.write(requests.get(i)))
                .toList();
        return taken.isEmpty() ? Answer.acceptedWithNothing() : Answer.conflicts(taken);
    }

    private static <T> Map<AccountName, String> details(
            List<T> things, Function<T, AccountName> name, Function<T, String> detail) {
        var details = new HashMap<AccountName, String>();
        things.forEach(it -> details.merge(name.apply(it), detail.apply(it), (one, other) -> one + "; " + other));
        return details;
    }

    private static Answer refused(List<AccountRequest> requests, Map<AccountName, String> details) {
        var flaws = IntStream.range(0, requests.size())
                .filter(i -> details.containsKey(requests.get(i).name()))
                .mapToObj(i -> new Flaw(
                        Pointer.ROOT.item(i).field("name"),
                        details.getOrDefault(requests.get(i).name(), "")))
                .toList();
        return Answer.refused(Problem.of(ProblemKind.UNKNOWN_TO_SOURCE, "nothing was processed: see errors", flaws));
    }
}
