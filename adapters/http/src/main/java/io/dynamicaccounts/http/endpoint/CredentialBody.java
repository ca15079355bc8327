package io.dynamicaccounts.http.endpoint;

import io.dynamicaccounts.functions.credential.CredentialView;
import io.dynamicaccounts.functions.credential.CredentialsOfType;
import io.dynamicaccounts.http.json.Identifiers;
import io.dynamicaccounts.http.json.Member;
import io.dynamicaccounts.http.json.ObjectWriter;
import io.dynamicaccounts.http.json.Schema;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A credential as Clouddriver's clients read it: a summary, an expanded summary, or the definition alone. */
final class CredentialBody {

    private static final Map<String, Object> TEXT = Schema.of("type", "string");
    private static final Map<String, Object> FLAG = Schema.of("type", "boolean");

    /** What Clouddriver's list has of each account; what a definition leaves out has Clouddriver's default. */
    private static final ObjectWriter<CredentialView> SUMMARY = ObjectWriter.of(
            Member.required(
                    "name", Identifiers.ACCOUNT.schema(), view -> view.name().value()),
            Member.required(
                    "type", Schema.of("const", CredentialsOfType.KUBERNETES), view -> CredentialsOfType.KUBERNETES),
            Member.required(
                    "cloudProvider",
                    Schema.of("const", CredentialsOfType.KUBERNETES),
                    view -> CredentialsOfType.KUBERNETES),
            Member.required("accountType", TEXT, view -> textOrName(view, "accountType")),
            Member.required("environment", TEXT, view -> textOrName(view, "environment")),
            Member.required(
                    "requiredGroupMembership",
                    Schema.listOf(TEXT),
                    view -> texts(view.fields().get("requiredGroupMembership"))),
            Member.optional(
                    "permissions",
                    Schema.of("type", "object", "additionalProperties", Schema.listOf(TEXT)),
                    CredentialBody::permissions),
            Member.required("challengeDestructiveActions", FLAG, view -> flag(view, "challengeDestructiveActions")),
            Member.required("primaryAccount", FLAG, view -> flag(view, "primaryAccount")));

    private CredentialBody() {}

    /** Returns the summary. */
    static Map<String, @Nullable Object> summary(CredentialView view) {
        return SUMMARY.write(view);
    }

    /**
     * Returns the summary with the fields of the definition, secrets masked. Where both have a member, it is the
     * summary's, and so are the permissions.
     */
    static Map<String, @Nullable Object> expanded(CredentialView view) {
        Map<String, @Nullable Object> body = SUMMARY.write(view);
        body.put("enabled", !Boolean.FALSE.equals(view.fields().get("enabled")));
        view.fields().forEach((field, value) -> {
            // The summary has the permissions that can be read, in one spelling.
            if (!field.equals("permissions")) {
                body.putIfAbsent(field, value);
            }
        });
        return body;
    }

    /** Returns the definition as it was written, secrets masked. */
    static Map<String, Object> definition(CredentialView view) {
        var definition = new LinkedHashMap<String, Object>();
        definition.put("type", CredentialsOfType.KUBERNETES);
        definition.putAll(view.fields());
        return definition;
    }

    /** Returns the schema of a summary, expanded or not. */
    static Map<String, Object> summarySchema() {
        return Schema.with(
                SUMMARY.schema(),
                "description",
                "A credential's summary; where it is expanded, with the other fields of its definition, secrets masked.",
                "additionalProperties",
                true);
    }

    /** Returns the schema of a definition. */
    static Map<String, Object> definitionSchema() {
        return Schema.of(
                "type",
                "object",
                "description",
                "A definition, its secrets masked.",
                "properties",
                Schema.of(
                        "type", Schema.of("const", CredentialsOfType.KUBERNETES),
                        "name", Identifiers.ACCOUNT.schema()),
                "required",
                List.of("type", "name"),
                "additionalProperties",
                true);
    }

    private static String textOrName(CredentialView view, String field) {
        return view.fields().get(field) instanceof String text && !text.isBlank()
                ? text
                : view.name().value();
    }

    private static List<String> texts(@Nullable Object value) {
        return value instanceof List<?> list
                ? list.stream()
                        .filter(String.class::isInstance)
                        .map(String.class::cast)
                        .toList()
                : List.of();
    }

    private static boolean flag(CredentialView view, String field) {
        return Boolean.TRUE.equals(view.fields().get(field));
    }

    private static Optional<Map<String, List<String>>> permissions(CredentialView view) {
        return Optional.of(PermissionsSchema.lenient(view.fields().get("permissions")))
                .filter(permissions -> !permissions.isEmpty());
    }
}
