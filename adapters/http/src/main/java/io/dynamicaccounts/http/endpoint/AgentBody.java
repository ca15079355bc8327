package io.dynamicaccounts.http.endpoint;

import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.operator.AgentView;
import io.dynamicaccounts.http.json.Identifiers;
import io.dynamicaccounts.http.json.Member;
import io.dynamicaccounts.http.json.ObjectWriter;
import io.dynamicaccounts.http.json.Schema;

/**
 * A live agent as operators' tooling reads it.
 *
 * @param installation the id of the installation that the agent belongs to
 */
record AgentBody(AgentView view, String installation) {

    static final ObjectWriter<AgentBody> WRITER = ObjectWriter.of(
            Member.required(
                    "agentId",
                    Identifiers.AGENT.schema(),
                    body -> body.view().agent().value()),
            Member.required(
                    "zoneId",
                    Identifiers.ZONE.schema(),
                    body -> body.view().zone().value()),
            Member.required("type", Schema.of("const", "kubernetes"), body -> "kubernetes"),
            Member.required(
                    "accounts",
                    Schema.listOf(Identifiers.ACCOUNT.schema()),
                    body -> body.view().accounts().stream()
                            .map(AccountName::value)
                            .toList()),
            Member.required(
                    "caching", Schema.of("type", "boolean"), body -> body.view().caching()),
            Member.required(
                    "lastConnection",
                    Schema.of("type", "string", "format", "date-time"),
                    body -> body.view().lastSeen().toString()),
            Member.required(
                    "version", Schema.of("type", "string"), body -> body.view().version()),
            Member.required("clouddriverId", Schema.text("Which installation this is."), AgentBody::installation));
}
