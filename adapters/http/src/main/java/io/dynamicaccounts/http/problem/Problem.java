package io.dynamicaccounts.http.problem;

import io.dynamicaccounts.functions.account.VisibleState;
import io.dynamicaccounts.http.json.Flaw;
import io.dynamicaccounts.http.json.Member;
import io.dynamicaccounts.http.json.ObjectWriter;
import io.dynamicaccounts.http.json.Schema;
import java.time.Duration;
import java.time.Instant;
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
 * @param time when it happened, where the body repeats the problem in the members that Clouddriver's errors have
 */
public record Problem(
        ProblemKind kind,
        String detail,
        List<Flaw> errors,
        Optional<VisibleState> state,
        Optional<String> correlationId,
        Optional<Duration> retryAfter,
        Map<String, String> headers,
        Optional<Instant> time) {

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
                    Member.optional("correlationId", TEXT, Problem::correlationId),
                    Member.optional("error", TEXT, problem -> problem.time().map(time -> problem.reasonPhrase())),
                    Member.optional("message", TEXT, problem -> problem.time().map(time -> problem.detail())),
                    Member.optional(
                            "timestamp",
                            Schema.of("type", "string", "format", "date-time"),
                            problem -> problem.time().map(Instant::toString)))
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
        return new Problem(
                kind, detail, errors, Optional.empty(), Optional.empty(), Optional.empty(), Map.of(), Optional.empty());
    }

    /** Returns the same problem with the state that forbids the change. */
    public Problem state(VisibleState forbidding) {
        return new Problem(kind, detail, errors, Optional.of(forbidding), correlationId, retryAfter, headers, time);
    }

    /** Returns the same problem with the id under which the log has the reason. */
    public Problem correlationId(String id) {
        return new Problem(kind, detail, errors, state, Optional.of(id), retryAfter, headers, time);
    }

    /** Returns the same problem with the time after which a repeat may succeed. */
    public Problem retryAfter(Duration wait) {
        return new Problem(kind, detail, errors, state, correlationId, Optional.of(wait), headers, time);
    }

    /** Returns the same problem with one more header. */
    public Problem header(String name, String value) {
        var more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Problem(kind, detail, errors, state, correlationId, retryAfter, more, time);
    }

    /** Returns the same problem, which also has the members of Clouddriver's errors, for scripts that read these. */
    public Problem alsoAsClouddrivers(Instant now) {
        return new Problem(kind, detail, errors, state, correlationId, retryAfter, headers, Optional.of(now));
    }

    /** Returns the name of the status in HTTP's registry, which Clouddriver's errors carry. */
    private String reasonPhrase() {
        return switch (kind.status()) {
            case 400 -> "Bad Request";
            case 401 -> "Unauthorized";
            case 403 -> "Forbidden";
            case 404 -> "Not Found";
            case 405 -> "Method Not Allowed";
            case 408 -> "Request Timeout";
            case 409 -> "Conflict";
            case 413 -> "Payload Too Large";
            case 415 -> "Unsupported Media Type";
            case 429 -> "Too Many Requests";
            case 503 -> "Service Unavailable";
            default -> "Internal Server Error";
        };
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
