package io.dynamicaccounts.functions.definition;

import java.util.Map;
import java.util.Optional;

/**
 * The definition of an account with its secrets in clear. A definition comes from an operator or a credential source
 * on its way to {@link DefinitionEncryption}, or from {@link DefinitionEncryption} on its way to an agent. A
 * definition in clear is never stored, never logged and never shown to an operator.
 *
 * <p>The fields are a JSON object as plain Java: {@link String}, {@link Number}, {@link Boolean}, {@code null},
 * {@link Map} with string keys and {@link java.util.List}. Unknown fields are kept in their order. The map belongs
 * to the definition: callers must not change it.
 *
 * @param fields the JSON object, including its {@code name}
 */
public record Definition(Map<String, Object> fields) {

    public Optional<String> text(String field) {
        return fields.get(field) instanceof String text ? Optional.of(text) : Optional.empty();
    }

    /** Returns the names of the fields and never a value. */
    @Override
    public String toString() {
        return "Definition" + fields.keySet();
    }
}
