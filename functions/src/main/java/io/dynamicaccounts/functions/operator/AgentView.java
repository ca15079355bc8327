package io.dynamicaccounts.functions.operator;

import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.account.AgentId;
import io.dynamicaccounts.functions.account.ZoneId;
import java.time.Instant;
import java.util.List;

/**
 * A live agent as operators see it.
 *
 * @param accounts those it confirmed that it watches, by name
 * @param caching whether it caches any of them
 * @param lastSeen its last poll, by the control plane's clock
 * @param version what it says of itself
 */
public record AgentView(
        AgentId agent, ZoneId zone, List<AccountName> accounts, boolean caching, Instant lastSeen, String version) {}
