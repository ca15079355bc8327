package io.dynamicaccounts.oidc;

import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.CachingJWKSetSource;
import com.nimbusds.jose.jwk.source.JWKSetCacheRefreshEvaluator;
import com.nimbusds.jose.jwk.source.JWKSetSource;
import com.nimbusds.jose.jwk.source.JWKSetSourceWrapper;
import com.nimbusds.jose.jwk.source.JWKSetUnavailableException;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.OutageTolerantJWKSetSource;
import com.nimbusds.jose.jwk.source.RateLimitReachedException;
import com.nimbusds.jose.jwk.source.RateLimitedJWKSetSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The keys of an identity provider: kept for a while, read again when a token names an unknown one, at most twice in
 * {@link #INTERVAL} whatever tokens come, and kept longer while they cannot be read. Safe for use by any number of
 * threads, of which one reads while the others that need the keys wait.
 *
 * <p>The parts are those that the library's {@code JWKSourceBuilder} would join. They are joined here, so that a reading
 * that the rate forbids counts as an outage, not as a reason to refuse everybody, and so that time comes from a clock.
 */
final class KeptKeys implements JWKSource<SecurityContext> {

    /** The time in which the keys are read at most twice. */
    static final Duration INTERVAL = Duration.ofSeconds(30);

    private final KeyReadings readings;
    private final JWKSetSource<SecurityContext> kept;
    private final InstantSource clock;

    KeptKeys(Provider provider, InstantSource clock) {
        this.clock = clock;
        this.readings = new KeyReadings(new PublishedKeys(provider), provider.outage());
        var limited = new WithinRate(new RateLimitedJWKSetSource<>(readings, INTERVAL.toMillis(), null));
        var tolerant =
                new OutageTolerantJWKSetSource<>(limited, provider.outage().toMillis(), null);
        this.kept = new CachingJWKSetSource<>(
                tolerant,
                provider.refresh().toMillis(),
                provider.timeout().get().plusSeconds(1).toMillis(),
                null);
    }

    /** A reading that the rate forbids is one that is not possible now. */
    private static final class WithinRate extends JWKSetSourceWrapper<SecurityContext> {

        WithinRate(JWKSetSource<SecurityContext> source) {
            super(source);
        }

        @Override
        public JWKSet getJWKSet(JWKSetCacheRefreshEvaluator evaluator, long currentTime, SecurityContext context)
                throws KeySourceException {
            try {
                return getSource().getJWKSet(evaluator, currentTime, context);
            } catch (RateLimitReachedException e) {
                throw new JWKSetUnavailableException("the keys were read just now", e);
            }
        }
    }

    @Override
    public List<JWK> get(JWKSelector selector, @Nullable SecurityContext context) throws KeySourceException {
        JWKSet keys = read(JWKSetCacheRefreshEvaluator.noRefresh());
        List<JWK> selected = selector.select(keys);
        return selected.isEmpty()
                ? selector.select(read(JWKSetCacheRefreshEvaluator.referenceComparison(keys)))
                : selected;
    }

    /** Reads the keys where none are kept, or those that are kept have become old. */
    void prepare() throws KeySourceException {
        read(JWKSetCacheRefreshEvaluator.noRefresh());
    }

    private JWKSet read(JWKSetCacheRefreshEvaluator evaluator) throws KeySourceException {
        return kept.getJWKSet(evaluator, clock.millis(), null);
    }

    /** Returns why these are not the newest keys; empty while they are. */
    Optional<String> trouble() {
        return readings.trouble();
    }
}
