package io.dynamicaccounts.infra.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The requests that the page tells to send are ones that the API knows. */
class RequestsTest {

    private static final Pattern REQUEST = Pattern.compile(
            "(?:\\b(GET|POST|PUT|PATCH|DELETE) )?(?<![\\w.])(/(?:armory|agents|health|ready)\\b[^`\\s\"]*)");

    /** JSON is YAML. Another test holds the document to the table of routes. */
    private final Map<String, Object> paths =
            Template.map(Template.map(new Yaml(new SafeConstructor(new LoaderOptions()))
                            .load(TextFile.read("..", "..", "docs", "openapi.json")))
                    .get("paths"));

    @Test
    void each_path_method_and_query_is_known() {
        List<String> unknown = new ArrayList<>();
        List<String> asked = new ArrayList<>();
        REQUEST.matcher(TextFile.read("README.md")).results().forEach(request -> {
            asked.add(request.group(2));
            if (!isKnown(Optional.ofNullable(request.group(1)), request.group(2))) {
                unknown.add(request.group());
            }
        });
        assertThat(unknown).isEmpty();
        assertThat(asked)
                .contains("/armory/accounts", "/armory/accounts?state=ORPHANED", "/armory/accounts/NAME/history");
    }

    private boolean isKnown(Optional<String> method, String target) {
        String[] parts = target.split("\\?", 2);
        return paths.entrySet().stream()
                .filter(path -> matches(path.getKey(), parts[0]))
                .flatMap(path -> Template.map(path.getValue()).entrySet().stream())
                .filter(operation -> method.isEmpty() || operation.getKey().equalsIgnoreCase(method.get()))
                .anyMatch(operation -> parts.length == 1 || takes(operation.getValue(), parts[1]));
    }

    /** A word in capitals stands for any value. */
    private static boolean matches(String path, String asked) {
        return asked.matches(path.replaceAll("\\{[^}]*}", "[A-Z]+"));
    }

    private static boolean takes(Object operation, String query) {
        var parameters = (List<?>) Template.map(operation).getOrDefault("parameters", List.of());
        return Pattern.compile("&").splitAsStream(query).allMatch(pair -> {
            String[] named = pair.split("=", 2);
            return parameters.stream()
                    .map(Template::map)
                    .filter(parameter -> "query".equals(parameter.get("in")) && named[0].equals(parameter.get("name")))
                    .anyMatch(parameter -> allows(Template.map(parameter.get("schema")), named[1]));
        });
    }

    private static boolean allows(Map<String, Object> schema, String value) {
        return !(schema.get("enum") instanceof List<?> values) || values.contains(value);
    }
}
