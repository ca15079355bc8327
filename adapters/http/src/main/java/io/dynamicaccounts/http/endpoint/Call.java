package io.dynamicaccounts.http.endpoint;

import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.account.AgentId;
import io.dynamicaccounts.http.auth.Principal;
import io.dynamicaccounts.http.json.Identifiers;
import java.util.Map;
import java.util.Optional;

/**
 * What an endpoint is told beside its input.
 *
 * @param path the variables of the path, decoded: any text that a caller cared to send
 */
public record Call(Principal principal, Map<String, String> path) {

    public String actor() {
        return principal.actor();
    }

    /** The account that the path names; empty when that is no legal name, so there cannot be such an account. */
    Optional<AccountName> accountName() {
        return Identifiers.legal(AccountName::new, path.getOrDefault("accountName", ""));
    }

    /** The agent that the path names; empty when that is no legal id. */
    Optional<AgentId> agentId() {
        return Identifiers.legal(AgentId::new, path.getOrDefault("agentId", ""));
    }
}
