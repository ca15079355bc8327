package io.dynamicaccounts.http.endpoint;

import io.dynamicaccounts.functions.account.Coded;
import io.dynamicaccounts.functions.store.Intent;
import io.dynamicaccounts.http.json.Member;
import io.dynamicaccounts.http.json.ObjectWriter;
import io.dynamicaccounts.http.json.Schema;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the interceptor made of a write of a credential, as operators read it. Bodies of writes are Clouddriver's, so
 * that answers to them tell it in a header.
 */
final class IntentTold {

    /** The header of answers to writes, such as {@code create ended}. */
    static final String HEADER = "Account-Intent";

    /** The sentence on the header in descriptions of replies. */
    static final String IN_WORDS = " Where the interceptor is on, the header " + HEADER
            + " tells what became of the account: 'create', 'update' or 'delete', 'pending' or 'ended', and details.";

    private static final ObjectWriter<Intent> WRITER = ObjectWriter.of(
            Member.required(
                    "kind",
                    Schema.of("enum", Coded.all(Intent.Kind.class)),
                    intent -> intent.kind().code()),
            Member.required("status", Schema.of("enum", List.of("pending", "ended")), IntentTold::status),
            Member.optional("detail", Schema.of("type", "string"), Intent::outcome));

    private IntentTold() {}

    static Map<String, Object> schema() {
        return WRITER.schema();
    }

    static Object body(Intent intent) {
        return WRITER.write(intent);
    }

    /** Returns the header; none where the interceptor is off. */
    static Map<String, String> headers(Optional<Intent> intent) {
        return intent.map(it -> Map.of(
                        HEADER,
                        it.kind().code() + " " + status(it)
                                + it.outcome()
                                        .map(detail -> ": " + printable(detail))
                                        .orElse("")))
                .orElse(Map.of());
    }

    private static String status(Intent intent) {
        return intent.pending() ? "pending" : "ended";
    }

    /** A header takes printable ASCII only. */
    private static String printable(String text) {
        return text.replaceAll("[^ -~]", "?");
    }
}
