package io.dynamicaccounts.agent.protocol;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An account that the agent's own configuration declares. The properties are sent as further members beside the name.
 * They must hold no secret, and {@link #toString()} does not show them all the same.
 */
public record StaticAccount(String name, @JsonAnyGetter Map<String, Object> properties) {

    public StaticAccount {
        properties = Collections.unmodifiableMap(new LinkedHashMap<>(properties));
    }

    @Override
    public String toString() {
        return "StaticAccount[" + name + "]";
    }
}
