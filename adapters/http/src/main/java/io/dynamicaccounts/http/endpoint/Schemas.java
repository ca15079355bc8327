package io.dynamicaccounts.http.endpoint;

import io.dynamicaccounts.http.json.Schema;
import io.dynamicaccounts.http.problem.Problem;
import java.util.Map;

/** The schemas that descriptions refer to by name. */
public final class Schemas {

    /** The name of the schema of a credential's summary. */
    static final String CREDENTIAL_SUMMARY = "CredentialSummary";

    /** The name of the schema of a stored definition as it is shown. */
    static final String CREDENTIAL_DEFINITION = "CredentialDefinition";

    private Schemas() {}

    /** Returns each schema by its name in the published document. */
    public static Map<String, Object> byName() {
        var fresh = new DefinitionShape(DefinitionShape.Masks.REFUSED);
        var changed = new DefinitionShape(DefinitionShape.Masks.MEAN_UNCHANGED);
        return Schema.of(
                fresh.name(),
                fresh.facts(),
                changed.name(),
                changed.facts(),
                "Account",
                AccountBody.WRITER.schema(),
                "Agent",
                AgentBody.WRITER.schema(),
                "Source",
                ListSourcesEndpoint.WRITER.schema(),
                CredentialShape.NAME,
                CredentialShape.facts(),
                CREDENTIAL_SUMMARY,
                CredentialBody.summarySchema(),
                CREDENTIAL_DEFINITION,
                CredentialBody.definitionSchema(),
                "Problem",
                Problem.schema());
    }
}
