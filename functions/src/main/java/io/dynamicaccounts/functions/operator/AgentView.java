package io.dynamicaccounts.functions.operator;

import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.account.AgentId;
import io.dynamicaccounts.functions.account.ZoneId;
import java.time.Instant;
import java.util.List;

/**
 * A live agent as operators see it.
 *
 * @param accounts the accounts that the agent reported to watch, by name
 * @param caching whether the agent caches any of these accounts
 * @param lastSeen the time of the agent's last poll, by the control plane's clock
 * @param version the version that the agent reports of itself
 */
public record AgentView(
        AgentId agent, ZoneId zone, List<AccountName> accounts, boolean caching, Instant lastSeen, String version) {}
