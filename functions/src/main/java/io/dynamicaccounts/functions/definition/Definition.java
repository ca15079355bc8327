package io.dynamicaccounts.functions.definition;

import java.util.Map;
import java.util.Optional;

/**
 * The definition of an account with its secrets in clear: what an operator wrote or a credential source holds, on its way to
 * {@link DefinitionEncryption}, or out of it on its way to an agent. Never stored, never logged, never shown to an operator.
 *
 * <p>The fields are a JSON object as plain Java: {@link String}, {@link Number}, {@link Boolean}, {@code null}, {@link Map} with
 * string keys and {@link java.util.List}. Unknown fields are kept in their order. The map is the definition's own: do not change it.
 *
 * @param fields the JSON object, its {@code name} included
 */
public record Definition(Map<String, Object> fields) {

    public Optional<String> text(String field) {
        return fields.get(field) instanceof String text ? Optional.of(text) : Optional.empty();
    }

    /** Names the fields and never a value. */
    @Override
    public String toString() {
        return "Definition" + fields.keySet();
    }
}
