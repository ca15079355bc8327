package io.dynamicaccounts.oidc;

import com.nimbusds.jwt.JWTClaimsSet;
import io.dynamicaccounts.functions.account.ZoneId;
import io.dynamicaccounts.functions.definition.Roles;
import io.dynamicaccounts.http.auth.DeclarableAccounts;
import io.dynamicaccounts.http.auth.Principal;
import io.dynamicaccounts.http.auth.Scope;
import io.dynamicaccounts.http.json.Identifiers;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads the caller from the claims of a checked token. A claim that is missing, or is not what it should be, allows
 * nothing. A caller without the claim of roles has none.
 */
record Claims(ClaimNames names) {

    /** The greatest length of an actor in the history. */
    private static final int LONGEST_ACTOR = 128;

    /**
     * Returns the caller, whom the history knows by the claim {@code sub}; empty where there is none. The scope of
     * agents is only for a token with a zone.
     */
    Optional<Principal> principal(JWTClaimsSet claims) {
        String subject = claims.getSubject();
        if (subject == null || subject.isBlank()) {
            return Optional.empty();
        }
        Map<String, Object> all = claims.getClaims();
        Optional<ZoneId> zone =
                texts(find(all, names.zone())).findFirst().flatMap(text -> Identifiers.legal(ZoneId::new, text));
        return Optional.of(new Principal(
                subject.substring(0, Math.min(subject.length(), LONGEST_ACTOR)),
                scopes(all, zone),
                zone,
                Optional.of("sub " + subject),
                declarable(all),
                Roles.of(texts(find(all, names.roles())).toList())));
    }

    private Set<Scope> scopes(Map<String, Object> claims, Optional<ZoneId> zone) {
        var scopes = EnumSet.noneOf(Scope.class);
        texts(find(claims, names.scope()))
                .flatMap(text -> Arrays.stream(text.strip().split("\\s+")))
                .map(Scope.words()::get)
                .filter(Objects::nonNull)
                .filter(scope -> scope != Scope.AGENT || zone.isPresent())
                .forEach(scopes::add);
        return scopes;
    }

    private DeclarableAccounts declarable(Map<String, Object> claims) {
        return new DeclarableAccounts(texts(find(claims, names.staticAccounts()))
                .flatMap(text -> DeclarableAccounts.find(text).stream())
                .toList());
    }

    private static @Nullable Object find(Map<?, ?> claims, String name) {
        if (claims.containsKey(name)) {
            return claims.get(name);
        }
        int dot = name.indexOf('.');
        return dot > 0 && claims.get(name.substring(0, dot)) instanceof Map<?, ?> inner
                ? find(inner, name.substring(dot + 1))
                : null;
    }

    private static Stream<String> texts(@Nullable Object claim) {
        return (claim instanceof List<?> list ? list.stream() : Stream.ofNullable(claim))
                .filter(String.class::isInstance)
                .map(String.class::cast);
    }
}
