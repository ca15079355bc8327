package io.dynamicaccounts.http.endpoint;

import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.account.ZoneId;
import io.dynamicaccounts.functions.definition.Definition;
import io.dynamicaccounts.functions.definition.DefinitionRules;
import io.dynamicaccounts.functions.definition.SecretFields;
import io.dynamicaccounts.http.json.Flaws;
import io.dynamicaccounts.http.json.Identifiers;
import io.dynamicaccounts.http.json.JsonBytes;
import io.dynamicaccounts.http.json.Pointer;
import io.dynamicaccounts.http.json.Schema;
import io.dynamicaccounts.http.json.Shape;
import io.dynamicaccounts.http.json.Shapes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The definition of an account as an operator writes it, by {@link DefinitionRules}: flaws are refused here, where
 * the operator reads the answer; unknown members are kept.
 */
final class DefinitionShape implements Shape<NewDefinition> {

    /** The most UTF-8 bytes of a definition as compact JSON: what one item of a store can hold beside its keys. */
    static final int MAX_BYTES = 256 * 1024;

    /** The schemas of options of which only one may be filled. */
    static final List<Map<String, Object>> EXCLUSIVE_OPTIONS =
            List.of(notBoth("namespaces", "omitNamespaces"), notBoth("kinds", "omitKinds"));

    /** Whether a mask may stand for a secret that is stored already. */
    enum Masks {
        REFUSED,
        MEAN_UNCHANGED
    }

    private final Masks masks;

    DefinitionShape(Masks masks) {
        this.masks = masks;
    }

    @Override
    public Optional<NewDefinition> read(@Nullable Object value, Pointer at, Flaws flaws) {
        Optional<Map<String, Object>> object = readObject(value, at, flaws);
        if (object.isEmpty()) {
            return Optional.empty();
        }
        Map<String, Object> written = object.get();
        int before = flaws.count();
        Optional<AccountName> name = readName(written, at, flaws);
        Optional<ZoneId> zone = Optional.ofNullable(written.get("zoneId"))
                .flatMap(it -> Identifiers.ZONE.read(it, at.field("zoneId"), flaws));
        Stream.concat(DefinitionRules.options(written).stream(), DefinitionRules.ways(written).stream())
                .forEach(flaw -> flaws.add(at.below(flaw.pointer()), flaw.detail()));
        var fields = new LinkedHashMap<>(written);
        fields.remove("zoneId");
        var definition = new Definition(fields);
        checkMasks(definition, at, flaws);
        return flaws.count() == before
                ? name.map(it -> new NewDefinition(it, zone, definition, written))
                : Optional.empty();
    }

    /** Reads an object that is small enough to be stored as a definition. */
    static Optional<Map<String, Object>> readObject(@Nullable Object value, Pointer at, Flaws flaws) {
        Optional<Map<String, Object>> object = Shapes.anyObject().read(value, at, flaws);
        if (object.isPresent() && JsonBytes.of(object.get()).length > MAX_BYTES) {
            flaws.addTooLarge(at, "a definition has at most 256 KiB as JSON");
            return Optional.empty();
        }
        return object;
    }

    /** Reads the name, which must be there. */
    static Optional<AccountName> readName(Map<String, Object> written, Pointer at, Flaws flaws) {
        if (!written.containsKey("name")) {
            flaws.add(at.field("name"), "is missing: an account is known by its name");
            return Optional.empty();
        }
        return Identifiers.ACCOUNT.read(written.get("name"), at.field("name"), flaws);
    }

    private void checkMasks(Definition definition, Pointer at, Flaws flaws) {
        switch (masks) {
            case MEAN_UNCHANGED -> {}
            case REFUSED ->
                SecretFields.masks(definition)
                        .forEach(pointer -> flaws.add(
                                at.below(pointer),
                                "is a mask, which stands for a secret that is stored; a new account has none yet"));
        }
    }

    /** Returns a reference by name: the schema is long, and several bodies use it. */
    @Override
    public Map<String, Object> schema() {
        return Schema.ref(name());
    }

    /** Returns the name of the schema in the published document. */
    String name() {
        return switch (masks) {
            case REFUSED -> "NewAccount";
            case MEAN_UNCHANGED -> "ChangedAccount";
        };
    }

    /** Returns the schema itself. */
    Map<String, Object> facts() {
        return Schema.of(
                "type",
                "object",
                "description",
                "A Kubernetes account: at most 256 KiB, with exactly one of kubeconfigContents, kubeconfigFile and "
                        + "serviceAccount: true. Options that are not listed are kept. "
                        + switch (masks) {
                            case REFUSED -> "A mask (********) in the place of a secret is refused.";
                            case MEAN_UNCHANGED -> "A mask (********) in the place of a secret means: as it is stored.";
                        },
                "properties",
                properties(),
                "required",
                List.of("name"),
                "additionalProperties",
                true,
                "oneOf",
                List.of(
                        given("kubeconfigContents", Schema.of("type", "string")),
                        given("kubeconfigFile", Schema.of("type", "string")),
                        given("serviceAccount", Schema.of("const", true))),
                "allOf",
                EXCLUSIVE_OPTIONS);
    }

    /** Returns the schemas of the name, the zone and the options of a definition. */
    static Map<String, Object> properties() {
        var properties = new LinkedHashMap<String, Object>();
        properties.put("name", Identifiers.ACCOUNT.schema());
        properties.put("zoneId", Schema.nullable(Identifiers.ZONE.schema()));
        properties.putAll(KubernetesOptions.SCHEMAS);
        return properties;
    }

    private static Map<String, Object> given(String field, Map<String, Object> schema) {
        return Schema.of("required", List.of(field), "properties", Schema.of(field, schema));
    }

    private static Map<String, Object> notBoth(String one, String other) {
        Map<String, Object> filled = Schema.of("type", "array", "minItems", 1);
        return Schema.of(
                "not", Schema.of("required", List.of(one, other), "properties", Schema.of(one, filled, other, filled)));
    }
}
