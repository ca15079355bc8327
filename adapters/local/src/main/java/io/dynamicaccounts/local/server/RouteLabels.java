package io.dynamicaccounts.local.server;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tools.jackson.databind.json.JsonMapper;

/**
 * The route that a path belongs to, for metrics and the log: {@code /armory/accounts/{accountName}}. Derived from the document that
 * the API publishes of itself, so that it cannot drift; whatever else is asked for is one label, so that nobody can make up more.
 */
public final class RouteLabels {

    static final String OTHER = "other";

    private final List<Template> templates;

    private record Template(String label, List<String> segments) {

        boolean matches(List<String> path) {
            return path.size() == segments.size()
                    && IntStream.range(0, path.size())
                            .allMatch(i -> segments.get(i).startsWith("{")
                                    || segments.get(i).equals(path.get(i)));
        }

        long variables() {
            return segments.stream().filter(segment -> segment.startsWith("{")).count();
        }
    }

    private RouteLabels(Set<String> paths) {
        this.templates = paths.stream()
                .map(path -> new Template(path, segments(path)))
                // A literal segment wins over a variable one, as in the router.
                .sorted(Comparator.comparingLong(Template::variables))
                .toList();
    }

    /** Those of an OpenAPI document. */
    public static RouteLabels of(byte[] openApi) {
        return new RouteLabels(new JsonMapper()
                .readTree(openApi).path("paths").propertyNames().stream().collect(Collectors.toSet()));
    }

    /** The label of a raw path. */
    public String of(String path) {
        List<String> segments = segments(path);
        return templates.stream()
                .filter(template -> template.matches(segments))
                .map(Template::label)
                .findFirst()
                .orElse(OTHER);
    }

    private static List<String> segments(String path) {
        return Arrays.asList(path.split("/", -1));
    }
}
