package io.dynamicaccounts.http;

import io.dynamicaccounts.http.Route.Method;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds the routes of a path. A literal segment wins over a variable one, whatever the method. */
final class Router {

    private final Map<PathTemplate, Map<Method, Route<?>>> paths = new LinkedHashMap<>();

    Router(List<Route<?>> table) {
        table.stream()
                .sorted(Comparator.comparingInt(
                        route -> route.path().variables().size()))
                .forEach(route -> paths.computeIfAbsent(route.path(), path -> new LinkedHashMap<>())
                        .put(route.method(), route));
    }

    /** A path of the table, the routes of the path by method, and the values of the variables. */
    record Found(PathTemplate path, Map<Method, Route<?>> methods, Map<String, String> variables) {}

    /**
     * Returns the routes of a raw path; empty where there is no such path. A trailing slash makes another path, and a
     * path with a broken escape does not exist.
     */
    Optional<Found> find(String rawPath) {
        return segments(rawPath).flatMap(segments -> {
            for (var path : paths.entrySet()) {
                Optional<Map<String, String>> variables = path.getKey().match(segments);
                if (variables.isPresent()) {
                    return Optional.of(new Found(path.getKey(), path.getValue(), variables.get()));
                }
            }
            return Optional.empty();
        });
    }

    /** Splits the path before decoding it: an encoded slash belongs to its segment. */
    private static Optional<List<String>> segments(String rawPath) {
        if (!rawPath.startsWith("/")) {
            return Optional.empty();
        }
        var segments = new ArrayList<String>();
        for (String raw : rawPath.substring(1).split("/", -1)) {
            Optional<String> segment = PercentEncoding.decode(raw);
            if (segment.isEmpty() || segment.get().isEmpty()) {
                return Optional.empty();
            }
            segments.add(segment.get());
        }
        return Optional.of(segments);
    }
}
