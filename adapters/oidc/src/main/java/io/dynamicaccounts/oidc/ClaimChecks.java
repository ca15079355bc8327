package io.dynamicaccounts.oidc;

import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.BadJWTException;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import java.time.InstantSource;
import java.util.Collections;
import java.util.Date;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Checks whom a token is from and for, and when. A token without {@code aud} is for its {@code client_id}, as Amazon
 * Cognito issues access tokens and API Gateway accepts them.
 */
final class ClaimChecks extends DefaultJWTClaimsVerifier<SecurityContext> {

    private static final Set<String> NEEDED = Set.of("iss", "sub", "exp");

    private final Set<String> audiences;
    private final InstantSource clock;

    ClaimChecks(Provider provider, InstantSource clock) {
        super(new JWTClaimsSet.Builder().issuer(provider.issuer()).build(), NEEDED);
        this.audiences = provider.audiences();
        this.clock = clock;
        setMaxClockSkew(Math.toIntExact(provider.leeway().toSeconds()));
    }

    @Override
    protected Date currentTime() {
        return Date.from(clock.instant());
    }

    @Override
    public void verify(JWTClaimsSet claims, @Nullable SecurityContext context) throws BadJWTException {
        super.verify(claims, context);
        boolean named = claims.getAudience().isEmpty()
                ? claims.getClaim("client_id") instanceof String client && audiences.contains(client)
                : !Collections.disjoint(claims.getAudience(), audiences);
        if (!named) {
            throw new BadJWTException("the token is for another audience");
        }
    }
}
