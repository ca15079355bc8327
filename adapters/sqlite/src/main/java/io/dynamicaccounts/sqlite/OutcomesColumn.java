package io.dynamicaccounts.sqlite;

import io.dynamicaccounts.functions.account.Coded;
import io.dynamicaccounts.functions.store.Assignment.AgentOutcome;
import io.dynamicaccounts.functions.store.Assignment.ReportedResult;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What the agents of a zone said of one assignment, and how a column holds it. */
final class OutcomesColumn {

    private static final String NONE = "{}";

    private OutcomesColumn() {}

    static String write(Map<Long, AgentOutcome> outcomes) {
        var json = new HashMap<String, Object>();
        outcomes.forEach((registration, outcome) -> json.put(registration.toString(), json(outcome)));
        return ColumnJson.write(json);
    }

    private static Map<String, Object> json(AgentOutcome outcome) {
        var json = new HashMap<String, Object>();
        json.put("generation", outcome.generation());
        json.put("result", outcome.result().code());
        json.put("tries", outcome.tries());
        outcome.at().ifPresent(at -> json.put("at", at.toEpochMilli()));
        outcome.message().ifPresent(message -> json.put("message", message));
        return json;
    }

    static Map<Long, AgentOutcome> read(String json) {
        // Most rows of a long list.
        if (json.equals(NONE)) {
            return Map.of();
        }
        var outcomes = new HashMap<Long, AgentOutcome>();
        ColumnJson.object(json)
                .forEach((registration, outcome) ->
                        outcomes.put(Long.parseLong(registration), outcome((Map<?, ?>) outcome)));
        return outcomes;
    }

    private static AgentOutcome outcome(Map<?, ?> json) {
        return new AgentOutcome(
                ColumnJson.number(json, "generation"),
                Coded.of(ReportedResult.class, ColumnJson.text(json, "result")),
                Math.toIntExact(ColumnJson.number(json, "tries")),
                json.containsKey("at")
                        ? Optional.of(Instant.ofEpochMilli(ColumnJson.number(json, "at")))
                        : Optional.empty(),
                ColumnJson.textIfAny(json, "message"));
    }
}
