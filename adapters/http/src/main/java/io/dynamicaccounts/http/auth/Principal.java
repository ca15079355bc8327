package io.dynamicaccounts.http.auth;

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
 */
public record Principal(String actor, Set<Scope> scopes, Optional<ZoneId> zone, Optional<String> allowance) {

    /** Everybody, where no authentication is configured. */
    public static final Principal ANYBODY =
            new Principal("anonymous", EnumSet.allOf(Scope.class), Optional.empty(), Optional.empty());

    public Principal {
        scopes = Set.copyOf(scopes);
    }

    public boolean mayActIn(ZoneId other) {
        return zone.isEmpty() || zone.get().equals(other);
    }
}
