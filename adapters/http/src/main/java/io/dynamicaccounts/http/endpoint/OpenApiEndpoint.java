package io.dynamicaccounts.http.endpoint;

import io.dynamicaccounts.http.json.Schema;
import java.util.Map;
import java.util.function.Supplier;

/** {@code GET /openapi.json}: this API, as OpenAPI 3.1 has it. */
public final class OpenApiEndpoint implements Endpoint<Input.Nothing> {

    private final Supplier<Map<String, Object>> document;

    /**
     * Creates the endpoint. The document is made at each request, because it describes the table that holds this
     * endpoint.
     */
    public OpenApiEndpoint(Supplier<Map<String, Object>> document) {
        this.document = document;
    }

    @Override
    public Description<Input.Nothing> description() {
        return Description.of("This document", new Input.Nothing())
                .replies(200, "OpenAPI 3.1.", Schema.of("type", "object"));
    }

    @Override
    public Answer answer(Call call, Input.Nothing nothing) {
        return Answer.ok(document.get());
    }
}
