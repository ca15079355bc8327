package io.dynamicaccounts.agent.protocol;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An account's definition with its secrets in the clear: how the account's cluster is reached. Its text form masks
 * all fields in logs, messages and failed assertions. A holder drops the definition as soon as the cluster's client
 * is built.
 *
 * @param fields the JSON object: text, numbers, booleans, lists and maps
 */
public record ClearDefinition(@JsonValue Map<String, Object> fields) {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public ClearDefinition {
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }

    @Override
    public String toString() {
        return "Definition[masked]";
    }
}
