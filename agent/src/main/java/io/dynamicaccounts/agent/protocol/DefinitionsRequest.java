package io.dynamicaccounts.agent.protocol;

import java.util.List;

/** The request for the definitions of up to 1,000 accounts. */
public record DefinitionsRequest(String zoneId, String session, List<String> accounts) {

    public DefinitionsRequest {
        accounts = List.copyOf(accounts);
    }
}
