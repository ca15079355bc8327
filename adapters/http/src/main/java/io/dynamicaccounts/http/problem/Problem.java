package io.dynamicaccounts.http.problem;

import io.dynamicaccounts.functions.account.VisibleState;
import io.dynamicaccounts.http.json.Flaw;
import io.dynamicaccounts.http.json.Member;
import io.dynamicaccounts.http.json.ObjectWriter;
import io.dynamicaccounts.http.json.Schema;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One problem, as RFC 9457 has it.
 *
 * @param detail for a human; never a value from a body
 * @param errors where several inputs are wrong, each of them
 * @param state the state of the account that forbids the change
 * @param correlationId under which the log has the reason
 * @param retryAfter when a repeat may succeed; becomes {@code Retry-After}
 * @param headers further headers that belong to the problem
 */
public record Problem(
        ProblemKind kind,
        String detail,
        List<Flaw> errors,
        Optional<VisibleState> state,
        Optional<String> correlationId,
        Optional<Duration> retryAfter,
        Map<String, String> headers) {

    private static final Map<String, Object> TEXT = Schema.of("type", "string");

    private static final ObjectWriter<Flaw> ERROR = ObjectWriter.of(
            Member.required("pointer", TEXT, flaw -> flaw.pointer().text()),
            Member.required("detail", TEXT, Flaw::detail));

    /** In the order of the RFC. */
    private static final ObjectWriter<Problem> BODY = ObjectWriter.<Problem>of(
                    Member.required(
                            "type",
                            Schema.of("type", "string", "format", "uri"),
                            problem -> problem.kind().type().toString()),
                    Member.required("title", TEXT, problem -> problem.kind().title()),
                    Member.required(
                            "status",
                            Schema.of("type", "integer"),
                            problem -> problem.kind().status()),
                    Member.required("detail", TEXT, Problem::detail),
                    Member.optional(
                            "errors",
                            Schema.of("type", "array", "minItems", 1, "items", ERROR.schema()),
                            problem -> Optional.of(ERROR.writeAll(problem.errors()))
                                    .filter(errors -> !errors.isEmpty())),
                    Member.optional(
                            "state",
                            Schema.codeOf(VisibleState.class),
                            problem -> problem.state().map(VisibleState::code)),
                    Member.optional("correlationId", TEXT, Problem::correlationId))
            .describedAs("A problem as RFC 9457 has it.");

    public Problem {
        errors = List.copyOf(errors);
        headers = Map.copyOf(headers);
    }

    /** Returns a problem of this kind. */
    public static Problem of(ProblemKind kind, String detail) {
        return of(kind, detail, List.of());
    }

    /** Returns a problem of this kind, with each input that is wrong. */
    public static Problem of(ProblemKind kind, String detail, List<Flaw> errors) {
        return new Problem(kind, detail, errors, Optional.empty(), Optional.empty(), Optional.empty(), Map.of());
    }

    /** Returns the same problem with the state that forbids the change. */
    public Problem state(VisibleState forbidding) {
        return new Problem(kind, detail, errors, Optional.of(forbidding), correlationId, retryAfter, headers);
    }

    /** Returns the same problem with the id under which the log has the reason. */
    public Problem correlationId(String id) {
        return new Problem(kind, detail, errors, state, Optional.of(id), retryAfter, headers);
    }

    /** Returns the same problem with the time after which a repeat may succeed. */
    public Problem retryAfter(Duration wait) {
        return new Problem(kind, detail, errors, state, correlationId, Optional.of(wait), headers);
    }

    /** Returns the same problem with one more header. */
    public Problem header(String name, String value) {
        var more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Problem(kind, detail, errors, state, correlationId, retryAfter, more);
    }

    /** Returns the body. */
    public Map<String, @Nullable Object> body() {
        return BODY.write(this);
    }

    /** Returns the schema of every problem's body. */
    public static Map<String, Object> schema() {
        return BODY.schema();
    }
}
