package io.dynamicaccounts.http.endpoint;

import io.dynamicaccounts.http.json.Schema;
import java.util.List;
import java.util.Map;

/** The schemas that descriptions refer to by name. */
public final class Schemas {

    private Schemas() {}

    public static Map<String, Object> byName() {
        Map<String, Object> text = Schema.of("type", "string");
        var fresh = new DefinitionShape(DefinitionShape.Masks.REFUSED);
        var changed = new DefinitionShape(DefinitionShape.Masks.MEAN_UNCHANGED);
        return Schema.of(
                fresh.name(),
                fresh.facts(),
                changed.name(),
                changed.facts(),
                "Account",
                AccountBody.SCHEMA,
                "Agent",
                AgentBody.SCHEMA,
                "Problem",
                Schema.of(
                        "type",
                        "object",
                        "description",
                        "A problem as RFC 9457 has it.",
                        "properties",
                        Schema.of(
                                "type",
                                Schema.of("type", "string", "format", "uri"),
                                "title",
                                text,
                                "status",
                                Schema.of("type", "integer"),
                                "detail",
                                text,
                                "errors",
                                Schema.of(
                                        "type",
                                        "array",
                                        "minItems",
                                        1,
                                        "items",
                                        Schema.objectOf("pointer", text, "detail", text)),
                                "state",
                                BatchAnswers.STATE_SCHEMA,
                                "correlationId",
                                text),
                        "required",
                        List.of("type", "title", "status", "detail"),
                        "additionalProperties",
                        false));
    }
}
