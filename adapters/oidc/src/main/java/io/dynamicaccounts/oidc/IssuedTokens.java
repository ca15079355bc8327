package io.dynamicaccounts.oidc;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import io.dynamicaccounts.http.auth.Authentication.Identified;
import io.dynamicaccounts.http.auth.TokenCheck;
import java.text.ParseException;
import java.time.InstantSource;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The JWTs that an identity provider issues: signed by one of its keys with an accepted algorithm, from it, for an
 * accepted audience, and not expired. Anything else is refused without saying why: the reason would help only those
 * who guess. No token is logged or kept.
 */
public final class IssuedTokens implements TokenCheck {

    /** Gateways and servers take no longer headers. */
    static final int LONGEST = 16 * 1024;

    private final KeptKeys keys;
    private final Claims claims;
    private final DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();

    /** Creates the check, which reads the keys when the first token comes. */
    public IssuedTokens(Provider provider, InstantSource clock) {
        this.keys = new KeptKeys(provider, clock);
        this.claims = new Claims(provider.claims());
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(
                provider.algorithms().stream().map(JWSAlgorithm::parse).collect(Collectors.toSet()), keys));
        processor.setJWSTypeVerifier(
                new DefaultJOSEObjectTypeVerifier<>(JOSEObjectType.JWT, new JOSEObjectType("at+jwt"), null));
        processor.setJWTClaimsSetVerifier(new ClaimChecks(provider, clock));
    }

    /** Reads the keys now, where there are none: what is wrong is in the log before the first token comes. */
    public void prepare() {
        try {
            keys.prepare();
        } catch (KeySourceException e) {
            // It is in the log, and the first token tries again.
        }
    }

    @Override
    public Identified check(String token) {
        if (token.length() > LONGEST) {
            return new Identified.Invalid();
        }
        try {
            JWTClaimsSet checked = processor.process(SignedJWT.parse(token), null);
            return claims.principal(checked)
                    .<Identified>map(Identified.Known::new)
                    .orElseGet(Identified.Invalid::new);
        } catch (KeySourceException e) {
            return new Identified.Unknowable();
        } catch (ParseException | BadJOSEException | JOSEException | RuntimeException e) {
            // Of what a stranger wrote, the library may throw anything.
            return new Identified.Invalid();
        }
    }

    @Override
    public Optional<String> trouble() {
        return keys.trouble();
    }
}
