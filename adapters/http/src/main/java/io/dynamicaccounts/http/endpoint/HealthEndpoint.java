package io.dynamicaccounts.http.endpoint;

import io.dynamicaccounts.http.json.Member;
import io.dynamicaccounts.http.json.ObjectWriter;
import io.dynamicaccounts.http.json.Schema;
import java.util.List;

/** {@code GET /health}: the process is alive. */
public final class HealthEndpoint implements Endpoint<Input.Nothing> {

    private static final String UP = "UP";

    private static final ObjectWriter<Input.Nothing> BODY = ObjectWriter.of(up());

    /** Returns the member {@code status}, which says that the process answers. */
    static <T> Member<T> up() {
        return Member.required("status", Schema.of("type", "string", "enum", List.of(UP)), from -> UP);
    }

    @Override
    public Description<Input.Nothing> description() {
        return Description.of("Whether the process is alive", new Input.Nothing())
                .replies(200, "It is.", BODY.schema());
    }

    @Override
    public Answer answer(Call call, Input.Nothing nothing) {
        return Answer.ok(BODY.write(nothing));
    }
}
