package io.dynamicaccounts.http.endpoint;

import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.operator.AgentView;
import io.dynamicaccounts.http.json.Identifiers;
import io.dynamicaccounts.http.json.Schema;
import java.util.Map;

/** A live agent as operators' tooling reads it. */
final class AgentBody {

    private static final Map<String, Object> TEXT = Schema.of("type", "string");

    static final Map<String, Object> SCHEMA = Schema.objectOf(
            "agentId", Identifiers.AGENT.schema(),
            "zoneId", Identifiers.ZONE.schema(),
            "type", Schema.of("const", "kubernetes"),
            "accounts", Schema.listOf(Identifiers.ACCOUNT.schema()),
            "caching", Schema.of("type", "boolean"),
            "lastConnection", Schema.of("type", "string", "format", "date-time"),
            "version", TEXT,
            "clouddriverId", Schema.text("Which installation this is."));

    private AgentBody() {}

    static Map<String, Object> of(AgentView view, String installation) {
        return Schema.of(
                "agentId", view.agent().value(),
                "zoneId", view.zone().value(),
                "type", "kubernetes",
                "accounts", view.accounts().stream().map(AccountName::value).toList(),
                "caching", view.caching(),
                "lastConnection", view.lastSeen().toString(),
                "version", view.version(),
                "clouddriverId", installation);
    }
}
