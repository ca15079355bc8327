package io.dynamicaccounts.http.endpoint;

import io.dynamicaccounts.functions.account.Coded;
import io.dynamicaccounts.functions.account.VisibleState;
import io.dynamicaccounts.functions.operator.BatchOutcome;
import io.dynamicaccounts.functions.transition.TransitionResult;
import io.dynamicaccounts.http.json.Identifiers;
import io.dynamicaccounts.http.json.Schema;
import io.dynamicaccounts.http.problem.Problem;
import io.dynamicaccounts.http.problem.ProblemKind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a batch answers: 202, or 404 when none of its accounts exists, or the array of those that were left out. */
final class BatchAnswers {

    static final String NONE_EXISTS = "none of these accounts exists";
    static final String NOT_THERE = "there is no such account";

    /** The state's published words. */
    static final Map<String, Object> STATE_SCHEMA = Schema.of("type", "string", "enum", Coded.all(VisibleState.class));

    static final Map<String, Object> SCHEMA = Schema.listOf(Schema.objectOf(
            "name", Identifiers.ACCOUNT.schema(),
            "state", Schema.nullable(STATE_SCHEMA),
            "detail", Schema.of("type", "string")));

    static final String MEANING =
            "Those whose state forbids it and, with state null, those that do not exist; the others were processed.";

    private BatchAnswers() {}

    static Answer answer(BatchOutcome outcome) {
        if (outcome.allMissing()) {
            return Answer.refused(ProblemKind.NO_SUCH_ACCOUNT, NONE_EXISTS);
        }
        List<Map<String, @Nullable Object>> left =
                outcome.entries().stream().flatMap(BatchAnswers::leftOut).toList();
        return left.isEmpty() ? Answer.accepted() : Answer.conflicts(left);
    }

    /** The answer for one account, where an array would be odd: a problem. */
    static Answer answerForOne(TransitionResult result) {
        return switch (result) {
            case TransitionResult.Moved _, TransitionResult.Unchanged _ -> Answer.accepted();
            case TransitionResult.Rejected(var found, var detail) -> forbidden(found.visibleState(), detail);
            case TransitionResult.Missing _ -> Answer.refused(ProblemKind.NO_SUCH_ACCOUNT, NOT_THERE);
        };
    }

    static Answer forbidden(VisibleState state, String detail) {
        return Answer.refused(Problem.of(ProblemKind.STATE_FORBIDS, detail).member("state", state.code()));
    }

    private static Stream<Map<String, @Nullable Object>> leftOut(BatchOutcome.Entry entry) {
        String name = entry.name().value();
        return switch (entry.result()) {
            case TransitionResult.Moved _, TransitionResult.Unchanged _ -> Stream.empty();
            case TransitionResult.Rejected(var found, var detail) ->
                Stream.of(entry(name, Optional.of(found.visibleState().code()), detail));
            case TransitionResult.Missing _ -> Stream.of(entry(name, Optional.empty(), NOT_THERE));
        };
    }

    private static Map<String, @Nullable Object> entry(String name, Optional<String> state, String detail) {
        var entry = new LinkedHashMap<String, @Nullable Object>();
        entry.put("name", name);
        entry.put("state", state.orElse(null));
        entry.put("detail", detail);
        return entry;
    }

    /** Whether an entry was left out. */
    static boolean isLeftOut(TransitionResult result) {
        return switch (result) {
            case TransitionResult.Moved _, TransitionResult.Unchanged _ -> false;
            case TransitionResult.Rejected _, TransitionResult.Missing _ -> true;
        };
    }
}
