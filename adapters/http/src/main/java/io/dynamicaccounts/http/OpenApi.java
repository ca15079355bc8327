package io.dynamicaccounts.http;

import io.dynamicaccounts.http.endpoint.Description;
import io.dynamicaccounts.http.endpoint.Input;
import io.dynamicaccounts.http.endpoint.Schemas;
import io.dynamicaccounts.http.json.Field;
import io.dynamicaccounts.http.json.Identifiers;
import io.dynamicaccounts.http.json.QueryShape;
import io.dynamicaccounts.http.json.Schema;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Writes the route table as an OpenAPI 3.1 document. */
final class OpenApi {

    private OpenApi() {}

    static Map<String, Object> of(List<Route<?>> table) {
        var paths = new LinkedHashMap<String, Object>();
        table.stream().map(route -> route.path().text()).distinct().forEach(path -> {
            var operations = new LinkedHashMap<String, Object>();
            table.stream()
                    .filter(route -> route.path().text().equals(path))
                    .forEach(route -> operations.put(route.method().name().toLowerCase(Locale.ROOT), operation(route)));
            paths.put(path, operations);
        });
        return Schema.of(
                "openapi", "3.1.0",
                "info", info(),
                "tags",
                        Arrays.stream(Route.Group.values())
                                .map(group -> Schema.of("name", group.title()))
                                .toList(),
                "paths", paths,
                "components",
                        Schema.of(
                                "schemas",
                                Schemas.byName(),
                                "responses",
                                ResponseSchemas.shared(table),
                                "securitySchemes",
                                Schema.of("token", Schema.of("type", "http", "scheme", "bearer"))));
    }

    private static Map<String, Object> info() {
        return Schema.of(
                "title",
                "Dynamic Accounts",
                "version",
                "0.1",
                "description",
                "Every answer carries X-Request-Id: the caller's, if it sent one of up to 64 safe characters. "
                        + "Every error is a problem as RFC 9457 has it, but for the 409s whose body is an array. "
                        + "A path that is not there is 404, a method that a path does not know 405 with Allow. "
                        + "Without authentication, a request to another host than loopback is 421, and one of another "
                        + "origin's page 403.",
                "license",
                Schema.of("name", "Apache-2.0", "identifier", "Apache-2.0"));
    }

    private static <I> Map<String, Object> operation(Route<I> route) {
        Description<I> description = route.description();
        var operation = Schema.of(
                "operationId", route.operationId(),
                "summary", description.summary(),
                "tags", List.of(route.group().title()));
        route.scope()
                .ifPresentOrElse(
                        scope -> operation.put("security", List.of(Schema.of("token", List.of(scope.word())))),
                        () -> operation.put("security", List.of()));
        List<Map<String, Object>> parameters = parameters(route.path(), description.input());
        if (!parameters.isEmpty()) {
            operation.put("parameters", parameters);
        }
        switch (description.input()) {
            case Input.Body<?>(var shape) ->
                operation.put(
                        "requestBody",
                        Schema.of("required", true, "content", json("application/json", shape.schema())));
            case Input.QueryBesideIgnored<?> ignored ->
                operation.put(
                        "requestBody",
                        Schema.of(
                                "required",
                                false,
                                "description",
                                "Accepted and ignored.",
                                "content",
                                json("application/json", Map.of())));
            case Input.Query<?> query -> {}
            case Input.Nothing nothing -> {}
        }
        operation.put("responses", ResponseSchemas.of(route, description));
        return operation;
    }

    static Map<String, Object> json(String mediaType, Map<String, Object> schema) {
        return Schema.of(mediaType, Schema.of("schema", schema));
    }

    private static List<Map<String, Object>> parameters(PathTemplate path, Input<?> input) {
        var parameters = new ArrayList<Map<String, Object>>();
        for (String variable : path.variables()) {
            parameters.add(
                    Schema.of("name", variable, "in", "path", "required", true, "schema", variableSchema(variable)));
        }
        for (Field<?> field : queried(input)) {
            parameters.add(Schema.of(
                    "name", field.name(),
                    "in", "query",
                    "required", field.need() == Field.Need.REQUIRED,
                    "description", field.description(),
                    "schema", field.shape().schema()));
        }
        return parameters;
    }

    private static List<Field<?>> queried(Input<?> input) {
        return switch (input) {
            case Input.Query<?>(QueryShape<?> shape) -> shape.fields();
            case Input.QueryBesideIgnored<?>(QueryShape<?> shape) -> shape.fields();
            case Input.Body<?> body -> List.of();
            case Input.Nothing nothing -> List.of();
        };
    }

    private static Map<String, Object> variableSchema(String variable) {
        return switch (variable) {
            case "accountName" -> Identifiers.ACCOUNT.schema();
            case "agentId" -> Identifiers.AGENT.schema();
            case "accountType" -> Schema.of("type", "string");
            default -> throw new IllegalStateException("no schema for the path variable " + variable);
        };
    }
}
