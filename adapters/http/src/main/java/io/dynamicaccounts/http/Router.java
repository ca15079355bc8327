package io.dynamicaccounts.http;

import io.dynamicaccounts.http.Route.Method;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds what a path leads to. A literal segment wins over a variable one, whatever the method. */
final class Router {

    private final Map<PathTemplate, Map<Method, Route<?>>> paths = new LinkedHashMap<>();

    Router(List<Route<?>> table) {
        table.stream()
                .sorted(Comparator.comparingInt(
                        route -> route.path().variables().size()))
                .forEach(route -> paths.computeIfAbsent(route.path(), path -> new LinkedHashMap<>())
                        .put(route.method(), route));
    }

    /** The row a path belongs to, what is there by method, and the values of its variables. */
    record Found(PathTemplate path, Map<Method, Route<?>> methods, Map<String, String> variables) {}

    /** Empty for a path that is not there; a trailing slash makes another path, and an escape that is broken makes none. */
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

    /** Split before it is decoded: an encoded slash belongs to its segment. */
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
