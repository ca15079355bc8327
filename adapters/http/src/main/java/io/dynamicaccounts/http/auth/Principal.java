package io.dynamicaccounts.http.auth;

import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.account.ZoneId;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * Who asks.
 *
 * @param actor under which name the history keeps what it does
 * @param scopes what it may do
 * @param zone the one zone that it may speak for as an agent; empty when it is not bound to one
 * @param allowance whose rate limit its requests count against; empty when they count against none
 * @param declarable which accounts its agents may declare
 */
public record Principal(
        String actor,
        Set<Scope> scopes,
        Optional<ZoneId> zone,
        Optional<String> allowance,
        DeclarableAccounts declarable) {

    /** Everybody, where no authentication is configured. */
    public static final Principal ANYBODY = new Principal(
            "anonymous", EnumSet.allOf(Scope.class), Optional.empty(), Optional.empty(), DeclarableAccounts.ALL);

    public Principal {
        scopes = Set.copyOf(scopes);
    }

    /** One whose agents, if it has any, may declare no account. */
    public Principal(String actor, Set<Scope> scopes, Optional<ZoneId> zone, Optional<String> allowance) {
        this(actor, scopes, zone, allowance, DeclarableAccounts.NONE);
    }

    public boolean mayDeclare(AccountName account) {
        return declarable.contain(account);
    }

    public boolean mayActIn(ZoneId other) {
        return zone.isEmpty() || zone.get().equals(other);
    }
}
