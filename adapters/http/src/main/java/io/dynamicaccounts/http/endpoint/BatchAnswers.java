package io.dynamicaccounts.http.endpoint;

import io.dynamicaccounts.functions.account.Coded;
import io.dynamicaccounts.functions.account.VisibleState;
import io.dynamicaccounts.functions.operator.BatchOutcome;
import io.dynamicaccounts.functions.operator.EntryOutcome;
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
    static Answer answerForOne(EntryOutcome outcome) {
        return switch (outcome) {
            case EntryOutcome.Accepted accepted -> Answer.accepted();
            case EntryOutcome.Unchanged unchanged -> Answer.accepted();
            case EntryOutcome.Conflict(var name, var state, var detail) -> forbidden(state, detail);
            case EntryOutcome.Missing missing -> Answer.refused(ProblemKind.NO_SUCH_ACCOUNT, NOT_THERE);
        };
    }

    static Answer forbidden(VisibleState state, String detail) {
        return Answer.refused(Problem.of(ProblemKind.STATE_FORBIDS, detail).member("state", state.code()));
    }

    private static Stream<Map<String, @Nullable Object>> leftOut(EntryOutcome outcome) {
        return switch (outcome) {
            case EntryOutcome.Accepted accepted -> Stream.empty();
            case EntryOutcome.Unchanged unchanged -> Stream.empty();
            case EntryOutcome.Conflict(var name, var state, var detail) ->
                Stream.of(entry(name.value(), Optional.of(state.code()), detail));
            case EntryOutcome.Missing(var name) -> Stream.of(entry(name.value(), Optional.empty(), NOT_THERE));
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
    static boolean isLeftOut(EntryOutcome outcome) {
        return switch (outcome) {
            case EntryOutcome.Accepted accepted -> false;
            case EntryOutcome.Unchanged unchanged -> false;
            case EntryOutcome.Conflict conflict -> true;
            case EntryOutcome.Missing missing -> true;
        };
    }
}
