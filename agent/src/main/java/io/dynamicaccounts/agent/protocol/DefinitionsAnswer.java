package io.dynamicaccounts.agent.protocol;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The definitions that fit into one answer.
 *
 * @param denied accounts that are not assigned to the agent's zone
 * @param remaining accounts that did not fit: ask again
 */
public record DefinitionsAnswer(List<Entry> definitions, List<String> denied, List<String> remaining) {

    /** The definition of one account in one generation. */
    public record Entry(
            @JsonProperty(required = true) String account,
            @JsonProperty(required = true) long generation,
            @JsonProperty(required = true) ClearDefinition definition) {}

    public DefinitionsAnswer(
            @Nullable List<Entry> definitions, @Nullable List<String> denied, @Nullable List<String> remaining) {
        this.definitions = definitions == null ? List.of() : List.copyOf(definitions);
        this.denied = denied == null ? List.of() : List.copyOf(denied);
        this.remaining = remaining == null ? List.of() : List.copyOf(remaining);
    }
}
