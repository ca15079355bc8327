package io.dynamicaccounts.sqlite;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.dynamicaccounts.functions.account.Coded;
import io.dynamicaccounts.functions.store.Assignment.AgentOutcome;
import io.dynamicaccounts.functions.store.Assignment.ReportedResult;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.type.TypeReference;

/**
 * Writes and reads the column of the outcomes that the agents of a zone reported of one assignment, by registration.
 */
final class OutcomesColumn {

    private static final String NONE = "{}";
    private static final TypeReference<Map<Long, StoredOutcome>> BY_REGISTRATION = new TypeReference<>() {};

    private OutcomesColumn() {}

    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    private record StoredOutcome(
            long generation, String result, int tries, Optional<Long> at, Optional<String> message) {

        static StoredOutcome of(AgentOutcome outcome) {
            return new StoredOutcome(
                    outcome.generation(),
                    outcome.result().code(),
                    outcome.tries(),
                    outcome.at().map(Instant::toEpochMilli),
                    outcome.message());
        }

        AgentOutcome outcome() {
            return new AgentOutcome(
                    generation, Coded.of(ReportedResult.class, result), tries, at.map(Instant::ofEpochMilli), message);
        }
    }

    static String write(Map<Long, AgentOutcome> outcomes) {
        var stored = new HashMap<Long, StoredOutcome>();
        outcomes.forEach((registration, outcome) -> stored.put(registration, StoredOutcome.of(outcome)));
        return ColumnJson.write(stored);
    }

    static Map<Long, AgentOutcome> read(String json) {
        // Most rows of a long list.
        if (json.equals(NONE)) {
            return Map.of();
        }
        var outcomes = new HashMap<Long, AgentOutcome>();
        ColumnJson.read(json, BY_REGISTRATION)
                .forEach((registration, stored) -> outcomes.put(registration, stored.outcome()));
        return outcomes;
    }
}
