package io.dynamicaccounts.http.endpoint;

import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.account.AgentId;
import io.dynamicaccounts.functions.definition.Roles;
import io.dynamicaccounts.http.auth.Principal;
import io.dynamicaccounts.http.json.Identifiers;
import java.util.Map;
import java.util.Optional;

/**
 * What an endpoint receives beside its input.
 *
 * @param path the variables of the path, decoded: any text that the caller sent
 */
public record Call(Principal principal, Map<String, String> path) {

    /** Returns the name under which the history records what the caller does. */
    public String actor() {
        return principal.actor();
    }

    /** Returns what decides which credentials the caller may read and write. */
    Roles roles() {
        return principal.roles();
    }

    /**
     * Returns the account that the path names; empty where the name is not legal, so that there cannot be such an
     * account.
     */
    Optional<AccountName> accountName() {
        return Identifiers.legal(AccountName::new, path.getOrDefault("accountName", ""));
    }

    /** Returns the agent that the path names; empty where the id is not legal. */
    Optional<AgentId> agentId() {
        return Identifiers.legal(AgentId::new, path.getOrDefault("agentId", ""));
    }
}
