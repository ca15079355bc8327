package io.dynamicaccounts.entry;

import io.dynamicaccounts.configuration.Configuration.Auth;
import io.dynamicaccounts.http.auth.Authentication;
import io.dynamicaccounts.http.auth.KnownTokens;
import io.dynamicaccounts.http.auth.TokenCheck;
import io.dynamicaccounts.http.auth.TokenSource;
import io.dynamicaccounts.oidc.IssuedTokens;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** Translates the configuration into the way in which callers prove who they are. */
public final class ConfiguredAuthentication {

    private ConfiguredAuthentication() {}

    /** When the keys of an identity provider are read for the first time. */
    public enum FirstKeys {
        /** At once, so that an operator who starts a process reads what is wrong. */
        NOW,
        /** With the first token that needs one. */
        WHEN_NEEDED
    }

    /**
     * Returns the way to identify callers. Lists of tokens are read now.
     *
     * @param lists returns the source of tokens at a configured place
     * @param remaining asked before keys are read: the longest time for that, beside the configured one
     * @throws io.dynamicaccounts.configuration.Misconfigured when the identity provider's settings cannot be used
     * @throws KnownTokens.Unusable when there are no tokens to begin with
     * @throws PemIdentity.Unusable when the certificates cannot be used
     */
    public static Authentication of(
            Auth auth,
            Function<String, TokenSource> lists,
            InstantSource clock,
            Supplier<Duration> remaining,
            FirstKeys firstKeys) {
        return switch (auth) {
            case Auth.None none -> new Authentication.None();
            case Auth.Tokens(String where, var limit) ->
                new Authentication.Tokens(new KnownTokens(lists.apply(where), clock));
            case Auth.Oidc oidc -> new Authentication.Tokens(signedIn(oidc, lists, clock, remaining, firstKeys));
        };
    }

    private static TokenCheck signedIn(
            Auth.Oidc oidc,
            Function<String, TokenSource> lists,
            InstantSource clock,
            Supplier<Duration> remaining,
            FirstKeys firstKeys) {
        Optional<TokenCheck> listed = oidc.tokens().map(where -> new KnownTokens(lists.apply(where), clock));
        var issued = new IssuedTokens(ConfiguredProvider.of(oidc.provider(), remaining), clock);
        if (firstKeys == FirstKeys.NOW) {
            issued.prepare();
        }
        return listed.map(tokens -> tokens.or(issued)).orElse(issued);
    }
}
