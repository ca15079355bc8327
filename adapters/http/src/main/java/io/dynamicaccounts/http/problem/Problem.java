package io.dynamicaccounts.http.problem;

import io.dynamicaccounts.http.json.Flaw;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One problem, as RFC 9457 has it.
 *
 * @param detail for a human; never a value from a body
 * @param errors where several inputs are wrong, each of them
 * @param retryAfter when a repeat may succeed; becomes {@code Retry-After}
 * @param headers further headers that belong to it
 * @param members extension members of the body
 */
public record Problem(
        ProblemKind kind,
        String detail,
        List<Flaw> errors,
        Optional<Duration> retryAfter,
        Map<String, String> headers,
        Map<String, Object> members) {

    public Problem {
        errors = List.copyOf(errors);
        headers = Map.copyOf(headers);
        members = Map.copyOf(members);
    }

    public static Problem of(ProblemKind kind, String detail) {
        return new Problem(kind, detail, List.of(), Optional.empty(), Map.of(), Map.of());
    }

    public static Problem of(ProblemKind kind, String detail, List<Flaw> errors) {
        return new Problem(kind, detail, errors, Optional.empty(), Map.of(), Map.of());
    }

    public Problem retryAfter(Duration wait) {
        return new Problem(kind, detail, errors, Optional.of(wait), headers, members);
    }

    public Problem header(String name, String value) {
        var more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Problem(kind, detail, errors, retryAfter, more, members);
    }

    public Problem member(String name, Object value) {
        var more = new LinkedHashMap<>(members);
        more.put(name, value);
        return new Problem(kind, detail, errors, retryAfter, headers, more);
    }

    /** The body, in the order of the RFC. */
    public Map<String, Object> body() {
        var body = new LinkedHashMap<String, Object>();
        body.put("type", kind.type().toString());
        body.put("title", kind.title());
        body.put("status", kind.status());
        body.put("detail", detail);
        if (!errors.isEmpty()) {
            body.put(
                    "errors",
                    errors.stream()
                            .map(error -> {
                                var member = new LinkedHashMap<String, Object>();
                                member.put("pointer", error.pointer().text());
                                member.put("detail", error.detail());
                                return (Object) member;
                            })
                            .toList());
        }
        body.putAll(members);
        return body;
    }
}
