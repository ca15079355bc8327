package io.dynamicaccounts.http.auth;

import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.account.ZoneId;
import io.dynamicaccounts.functions.definition.Roles;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * The caller of a request.
 *
 * @param actor the name under which the history records what the caller does
 * @param scopes what the caller may do
 * @param zone the one zone that the caller may speak for as an agent; empty where the caller is not bound to a zone
 * @param allowance the name of the rate limit that the caller's requests count against; empty where they count
 *     against none
 * @param declarable the accounts that the caller's agents may declare
 * @param roles what decides which credentials the caller may read and write
 */
public record Principal(
        String actor,
        Set<Scope> scopes,
        Optional<ZoneId> zone,
        Optional<String> allowance,
        DeclarableAccounts declarable,
        Roles roles) {

    /** Every caller, where no authentication is configured. */
    public static final Principal ANYBODY = new Principal(
            "anonymous",
            EnumSet.allOf(Scope.class),
            Optional.empty(),
            Optional.empty(),
            DeclarableAccounts.ALL,
            Roles.ALL);

    public Principal {
        scopes = Set.copyOf(scopes);
    }

    /** Returns whether agents of the caller may declare an account. */
    public boolean mayDeclare(AccountName account) {
        return declarable.contain(account);
    }

    /** Returns whether the caller may speak for a zone. */
    public boolean mayActIn(ZoneId other) {
        return zone.isEmpty() || zone.get().equals(other);
    }
}
