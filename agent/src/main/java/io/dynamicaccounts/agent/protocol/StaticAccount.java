package io.dynamicaccounts.agent.protocol;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An account that the agent's own configuration declares. What else it says about it goes out as further members beside the
 * name; nothing secret belongs there, and {@link #toString()} shows none of it all the same.
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
