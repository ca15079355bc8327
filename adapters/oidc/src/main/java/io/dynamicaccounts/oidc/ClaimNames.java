package io.dynamicaccounts.oidc;

/**
 * The names of the claims that say what a caller may do. A claim within an object is named by its path with dots,
 * such as {@code realm_access.roles}; a claim whose own name has dots comes first.
 *
 * @param scope the scopes: a list, or one text with spaces between them
 * @param zone the one zone of an agent's token
 * @param staticAccounts RE2 patterns of the accounts that the caller's agents may declare: a list, or one
 * @param roles the roles that permissions of credentials are compared with: a list, or one
 */
public record ClaimNames(String scope, String zone, String staticAccounts, String roles) {}
