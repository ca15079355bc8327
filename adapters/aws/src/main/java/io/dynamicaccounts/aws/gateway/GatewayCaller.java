package io.dynamicaccounts.aws.gateway;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext.Authorizer;
import io.dynamicaccounts.functions.definition.Roles;
import io.dynamicaccounts.http.auth.DeclarableAccounts;
import io.dynamicaccounts.http.auth.Principal;
import io.dynamicaccounts.http.auth.Scope;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Reads the caller where the gateway has checked a JWT. Only the gateway can supply this: it is no part of a
 * request.
 */
public final class GatewayCaller {

    /**
     * The claims that name the caller: the first is the one that people recognise in a history, and every token has
     * the last.
     */
    private static final String[] NAMES = {"email", "preferred_username", "username", "client_id", "sub"};

    /** The claims in which identity providers list the scopes of a token. */
    private static final String[] SCOPES = {"scope", "scp"};

    private static final int MAX_NAME = 128;

    private GatewayCaller() {}

    /**
     * Returns the caller whom the gateway has identified; empty where the gateway checks nothing. The caller has the
     * known scopes of the token except {@code agent}: an agent is bound to a zone, which no such token names.
     */
    public static Optional<Principal> of(APIGatewayV2HTTPEvent event) {
        return Optional.ofNullable(event.getRequestContext())
                .map(context -> context.getAuthorizer())
                .map(Authorizer::getJwt)
                .map(Authorizer.JWT::getClaims)
                .flatMap(GatewayCaller::principal);
    }

    private static Optional<Principal> principal(Map<String, String> claims) {
        return Arrays.stream(NAMES)
                .map(claims::get)
                .filter(Objects::nonNull)
                .filter(name -> !name.isBlank())
                .findFirst()
                .map(name -> new Principal(
                        name.substring(0, Math.min(name.length(), MAX_NAME)),
                        scopes(claims),
                        Optional.empty(),
                        Optional.of("jwt " + claims.getOrDefault("iss", "") + " " + claims.getOrDefault("sub", name)),
                        DeclarableAccounts.NONE,
                        Roles.ALL));
    }

    /** Splits a claim into its scopes. A list arrives as text as well: {@code [accounts:read accounts:write]}. */
    private static Set<Scope> scopes(Map<String, String> claims) {
        var scopes = EnumSet.noneOf(Scope.class);
        Arrays.stream(SCOPES)
                .map(claims::get)
                .filter(Objects::nonNull)
                .flatMap(text ->
                        Stream.of(text.replaceAll("[\\[\\],]", " ").strip().split("\\s+")))
                .map(Scope.words()::get)
                .filter(Objects::nonNull)
                .filter(scope -> scope != Scope.AGENT)
                .forEach(scopes::add);
        return scopes;
    }
}
