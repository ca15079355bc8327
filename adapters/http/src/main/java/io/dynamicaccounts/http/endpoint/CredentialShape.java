package io.dynamicaccounts.http.endpoint;

import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.credential.CredentialsOfType;
import io.dynamicaccounts.functions.definition.Definition;
import io.dynamicaccounts.functions.definition.DefinitionRules;
import io.dynamicaccounts.http.json.Flaws;
import io.dynamicaccounts.http.json.Identifiers;
import io.dynamicaccounts.http.json.Pointer;
import io.dynamicaccounts.http.json.Schema;
import io.dynamicaccounts.http.json.Shape;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A definition as Clouddriver's clients write it: {@code type}, or {@code @type} as older clients have it, the name,
 * and any of the options, which follow {@link DefinitionRules#options}. Unknown and former options are kept. How the
 * cluster is reached is not checked before an account is made of it, since Clouddriver takes a definition without.
 */
final class CredentialShape implements Shape<CredentialShape.Written> {

    static final String NAME = "Credential";

    private static final String TYPE = "type";
    private static final String FORMER_TYPE = "@type";

    /** A definition that was found right. */
    record Written(AccountName name, Definition definition) {}

    @Override
    public Optional<Written> read(@Nullable Object value, Pointer at, Flaws flaws) {
        Optional<Map<String, Object>> object = DefinitionShape.readObject(value, at, flaws);
        if (object.isEmpty()) {
            return Optional.empty();
        }
        int before = flaws.count();
        Map<String, Object> written = object.get();
        readType(written, at, flaws);
        Optional<AccountName> name = DefinitionShape.readName(written, at, flaws);
        if (written.get("zoneId") != null) {
            Identifiers.ZONE.read(written.get("zoneId"), at.field("zoneId"), flaws);
        }
        DefinitionRules.options(written).forEach(flaw -> flaws.add(at.below(flaw.pointer()), flaw.detail()));
        return flaws.count() == before ? name.map(it -> new Written(it, definition(written))) : Optional.empty();
    }

    private static void readType(Map<String, Object> written, Pointer at, Flaws flaws) {
        boolean former = written.get(TYPE) == null && written.get(FORMER_TYPE) != null;
        String field = former ? FORMER_TYPE : TYPE;
        if (!CredentialsOfType.KUBERNETES.equals(written.get(field))) {
            flaws.add(at.field(field), "must be " + CredentialsOfType.KUBERNETES);
        }
    }

    private static Definition definition(Map<String, Object> written) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put(TYPE, CredentialsOfType.KUBERNETES);
        fields.putAll(written);
        fields.put(TYPE, CredentialsOfType.KUBERNETES);
        fields.remove(FORMER_TYPE);
        return new Definition(fields);
    }

    /** Returns a reference by name: several bodies use the schema. */
    @Override
    public Map<String, Object> schema() {
        return Schema.ref(NAME);
    }

    /** Returns the schema itself. */
    static Map<String, Object> facts() {
        Map<String, Object> type = Schema.of("const", CredentialsOfType.KUBERNETES);
        return Schema.of(
                "type",
                "object",
                "description",
                "A definition of at most 256 KiB, of the type kubernetes (or @type, where type is left out). Options"
                        + " that are not listed are kept. A mask (********) in the place of a secret means: as it is"
                        + " stored.",
                "properties",
                DefinitionShape.properties(),
                "required",
                List.of("name"),
                "additionalProperties",
                true,
                "oneOf",
                List.of(
                        Schema.of("required", List.of(TYPE), "properties", Schema.of(TYPE, type)),
                        Schema.of(
                                "required",
                                List.of(FORMER_TYPE),
                                "properties",
                                Schema.of(TYPE, Schema.of("type", "null"), FORMER_TYPE, type))),
                "allOf",
                DefinitionShape.EXCLUSIVE_OPTIONS);
    }
}
