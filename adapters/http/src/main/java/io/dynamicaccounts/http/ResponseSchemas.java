package io.dynamicaccounts.http;

import io.dynamicaccounts.http.endpoint.Description;
import io.dynamicaccounts.http.endpoint.Input;
import io.dynamicaccounts.http.json.Schema;
import io.dynamicaccounts.http.problem.ProblemKind;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Describes the responses of routes in the published document: the replies and problems of each route, and those that
 * all routes of its kind share.
 */
final class ResponseSchemas {

    private ResponseSchemas() {}

    /** Returns the responses of a route by status; those of problems alone are references to {@link #shared}. */
    static Map<String, Object> of(Route<?> route, Description<?> description) {
        var all = new TreeMap<String, Object>();
        byStatus(route, description)
                .forEach((status, responses) -> all.put(
                        Integer.toString(status),
                        responses.replies().isEmpty()
                                ? Schema.of("$ref", "#/components/responses/" + responses.name())
                                : response(responses.replies(), responses.problems())));
        return all;
    }

    /** Returns the responses of problems alone that a table needs: most routes share most of them. */
    static Map<String, Object> shared(List<Route<?>> table) {
        var shared = new TreeMap<String, Object>();
        table.stream()
                .flatMap(route -> byStatus(route, route.description()).values().stream())
                .filter(responses -> responses.replies().isEmpty())
                .forEach(responses -> shared.put(responses.name(), response(List.of(), responses.problems())));
        return shared;
    }

    /** What a route answers under one status. */
    private record StatusResponses(List<Description.Reply> replies, List<ProblemKind> problems) {
        String name() {
            return problems.stream().map(ProblemKind::slug).collect(Collectors.joining("."));
        }
    }

    private static Map<Integer, StatusResponses> byStatus(Route<?> route, Description<?> description) {
        Set<ProblemKind> problems = problems(route, description);
        var byStatus = new TreeMap<Integer, StatusResponses>();
        Stream.concat(
                        description.replies().stream().map(Description.Reply::status),
                        problems.stream().map(ProblemKind::status))
                .distinct()
                .forEach(status -> byStatus.put(
                        status,
                        new StatusResponses(
                                description.replies().stream()
                                        .filter(reply -> reply.status() == status)
                                        .toList(),
                                problems.stream()
                                        .filter(problem -> problem.status() == status)
                                        .toList())));
        return byStatus;
    }

    private static Map<String, Object> response(List<Description.Reply> replies, List<ProblemKind> problems) {
        String description = Stream.concat(
                        replies.stream().map(Description.Reply::meaning),
                        problems.stream().map(problem -> problem.title() + "."))
                .collect(Collectors.joining(" "));
        var content = new LinkedHashMap<String, Object>();
        replies.forEach(
                reply -> reply.schema().ifPresent(schema -> content.putAll(OpenApi.json("application/json", schema))));
        if (!problems.isEmpty()) {
            content.putAll(OpenApi.json("application/problem+json", problem(problems)));
        }
        Map<String, Object> response = Schema.of("description", description);
        return content.isEmpty() ? response : Schema.with(response, "content", content);
    }

    private static Map<String, Object> problem(List<ProblemKind> kinds) {
        return Schema.of(
                "allOf",
                List.of(
                        Schema.ref("Problem"),
                        Schema.of(
                                "properties",
                                Schema.of(
                                        "type",
                                        Schema.of(
                                                "enum",
                                                kinds.stream()
                                                        .map(kind -> kind.type().toString())
                                                        .toList())))));
    }

    private static Set<ProblemKind> problems(Route<?> route, Description<?> description) {
        var problems = EnumSet.of(ProblemKind.TOO_LARGE, ProblemKind.UNFORESEEN);
        problems.addAll(description.problems());
        if (route.scope().isPresent()) {
            problems.addAll(List.of(
                    ProblemKind.NO_TOKEN,
                    ProblemKind.BAD_TOKEN,
                    ProblemKind.MISSING_SCOPE,
                    ProblemKind.TOO_MANY_REQUESTS,
                    ProblemKind.ISSUER_UNAVAILABLE,
                    ProblemKind.STORE_UNAVAILABLE,
                    ProblemKind.STORE_DAMAGED,
                    ProblemKind.WRONG_KEY));
        }
        if (route.group().endsWithFeature()) {
            problems.add(ProblemKind.FEATURE_OFF);
        }
        switch (description.input()) {
            case Input.Body<?> body ->
                problems.addAll(List.of(
                        ProblemKind.NOT_JSON,
                        ProblemKind.INVALID,
                        ProblemKind.NOT_THIS_MEDIA_TYPE,
                        ProblemKind.BODY_TOO_SLOW,
                        ProblemKind.NO_ROOM));
            case Input.Query<?> query -> problems.add(ProblemKind.INVALID);
            case Input.QueryBesideIgnored<?> query -> problems.add(ProblemKind.INVALID);
            case Input.Nothing nothing -> {}
        }
        return problems;
    }
}
