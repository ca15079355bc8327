package io.dynamicaccounts.http.endpoint;

import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.account.VisibleState;
import io.dynamicaccounts.functions.operator.BatchOutcome;
import io.dynamicaccounts.functions.transition.TransitionResult;
import io.dynamicaccounts.http.json.Identifiers;
import io.dynamicaccounts.http.json.Member;
import io.dynamicaccounts.http.json.ObjectWriter;
import io.dynamicaccounts.http.json.Schema;
import io.dynamicaccounts.http.problem.Problem;
import io.dynamicaccounts.http.problem.ProblemKind;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a batch answers: 202, or 404 when none of its accounts exists, or the array of those that were left out. */
final class BatchAnswers {

    static final String NONE_EXISTS = "none of these accounts exists";
    static final String NOT_THERE = "there is no such account";

    /** An entry that was left out and the reason; without a state where there is no such account. */
    record LeftOut(AccountName name, Optional<VisibleState> state, String detail) {}

    private static final ObjectWriter<LeftOut> LEFT_OUT = ObjectWriter.of(
            Member.required(
                    "name", Identifiers.ACCOUNT.schema(), entry -> entry.name().value()),
            Member.nullable(
                    "state",
                    Schema.codeOf(VisibleState.class),
                    entry -> entry.state().map(VisibleState::code)),
            Member.required("detail", Schema.of("type", "string"), LeftOut::detail));

    static final Map<String, Object> SCHEMA = LEFT_OUT.listSchema();

    static final String MEANING =
            "Those whose state forbids it and, with state null, those that do not exist; the others were processed.";

    private BatchAnswers() {}

    static Answer answer(BatchOutcome outcome) {
        if (outcome.allMissing()) {
            return Answer.refused(ProblemKind.NO_SUCH_ACCOUNT, NONE_EXISTS);
        }
        List<LeftOut> left = outcome.entries().stream()
                .flatMap(entry -> leftOut(entry).stream())
                .toList();
        return left.isEmpty() ? Answer.accepted() : Answer.conflicts(LEFT_OUT.writeAll(left));
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
        return Answer.refused(Problem.of(ProblemKind.STATE_FORBIDS, detail).state(state));
    }

    /** Returns the entry if it was left out. */
    static Optional<LeftOut> leftOut(BatchOutcome.Entry entry) {
        return switch (entry.result()) {
            case TransitionResult.Moved _, TransitionResult.Unchanged _ -> Optional.empty();
            case TransitionResult.Rejected(var found, var detail) ->
                Optional.of(new LeftOut(entry.name(), Optional.of(found.visibleState()), detail));
            case TransitionResult.Missing _ -> Optional.of(new LeftOut(entry.name(), Optional.empty(), NOT_THERE));
        };
    }

    /** Whether an entry was left out. */
    static boolean isLeftOut(TransitionResult result) {
        return switch (result) {
            case TransitionResult.Moved _, TransitionResult.Unchanged _ -> false;
            case TransitionResult.Rejected _, TransitionResult.Missing _ -> true;
        };
    }
}
