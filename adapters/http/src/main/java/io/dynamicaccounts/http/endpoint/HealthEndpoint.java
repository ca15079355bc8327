package io.dynamicaccounts.http.endpoint;

import io.dynamicaccounts.http.json.Schema;
import java.util.List;
import java.util.Map;

/** {@code GET /health}: the process is alive. */
public final class HealthEndpoint implements Endpoint<Input.Nothing> {

    static final Map<String, Object> UP = Schema.of("status", "UP");
    static final Map<String, Object> SCHEMA =
            Schema.objectOf("status", Schema.of("type", "string", "enum", List.of("UP")));

    @Override
    public Description<Input.Nothing> description() {
        return Description.of("Whether the process is alive", new Input.Nothing())
                .replies(200, "It is.", SCHEMA);
    }

    @Override
    public Answer answer(Call call, Input.Nothing nothing) {
        return Answer.ok(UP);
    }
}
