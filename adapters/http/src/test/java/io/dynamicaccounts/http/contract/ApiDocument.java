package io.dynamicaccounts.http.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.dynamicaccounts.http.json.JsonBytes;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The OpenAPI document that a deployment serves, against which exchanges are checked. */
public final class ApiDocument {

    private static final SchemaRegistry REGISTRY =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

    private final Map<String, Object> document;
    private final Map<Object, Schema> schemas = new ConcurrentHashMap<>();

    public ApiDocument(Map<String, Object> document) {
        this.document = document;
    }

    static List<String> errors(Schema schema, String json) {
        return schema.validate(json, InputFormat.JSON).stream()
                .map(Error::toString)
                .toList();
    }

    static Schema schema(Map<String, Object> schema) {
        return REGISTRY.getSchema(JsonBytes.text(schema), InputFormat.JSON);
    }

    Map<String, Object> all() {
        return document;
    }

    /** Returns the operation at a path; HEAD has the operation of GET. The literal path wins. */
    public Optional<Map<String, Object>> operation(String method, String path) {
        Map<String, Object> paths = object(document, "paths");
        String word = method.equals("HEAD") ? "get" : method.toLowerCase(Locale.ROOT);
        if (paths.containsKey(path)) {
            return Optional.ofNullable(objectIfThere(object(paths, path), word));
        }
        return paths.keySet().stream()
                .filter(template -> path.matches(template.replaceAll("\\{[^}]+}", "[^/]+")))
                .findFirst()
                .map(template -> objectIfThere(object(paths, template), word));
    }

    /** Fails where the document does not have this answer of this operation: status, media type and body. */
    public void checkReply(Map<String, Object> operation, Reply reply, String what) {
        Map<String, Object> responses = object(operation, "responses");
        assertThat(responses).as("undocumented status: " + what).containsKey(Integer.toString(reply.status()));
        Map<String, Object> response = response(object(responses, Integer.toString(reply.status())));
        if (reply.body().length == 0) {
            return;
        }
        assertThat(response).as("undocumented body: " + what).containsKey("content");
        Map<String, Object> content = object(response, "content");
        assertThat(content).as("undocumented media type: " + what).containsKey(reply.header("Content-Type"));
        Map<String, Object> schema = object(object(content, reply.header("Content-Type")), "schema");
        assertThat(errors(resolved(schema), reply.text())).as(what).isEmpty();
    }

    /** Returns the response itself, also where the operation only refers to it. */
    private Map<String, Object> response(Map<String, Object> response) {
        if (!(response.get("$ref") instanceof String reference)) {
            return response;
        }
        Map<String, Object> shared = object(object(document, "components"), "responses");
        return object(shared, reference.replace("#/components/responses/", ""));
    }

    /**
     * Returns the errors that the schema of the document finds in the body of a request; none where the operation
     * accepts any body.
     */
    List<String> errorsOfRequest(Map<String, Object> operation, Request request) {
        Map<String, Object> body = object(operation, "requestBody");
        if (!Boolean.TRUE.equals(body.get("required"))) {
            return List.of();
        }
        Map<String, Object> schema = object(object(object(body, "content"), "application/json"), "schema");
        return errors(resolved(schema), new String(request.body(), StandardCharsets.UTF_8).replace("\uFEFF", ""));
    }

    /** Returns the schema together with the components that its references lead to. */
    private Schema resolved(Map<String, Object> schema) {
        return schemas.computeIfAbsent(schema, it -> {
            var whole = new LinkedHashMap<String, Object>();
            whole.put("allOf", List.of(schema));
            whole.put("components", document.get("components"));
            return schema(whole);
        });
    }

    static Map<String, Object> object(Map<String, Object> map, String key) {
        Map<String, Object> object = objectIfThere(map, key);
        assertThat(object).as(key).isNotNull();
        return object;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> objectIfThere(Map<String, Object> map, String key) {
        return (Map<String, Object>) map.get(key);
    }
}
