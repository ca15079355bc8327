package io.dynamicaccounts.oidc;

import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSetCacheRefreshEvaluator;
import com.nimbusds.jose.jwk.source.JWKSetSource;
import com.nimbusds.jose.jwk.source.JWKSetSourceWrapper;
import com.nimbusds.jose.proc.SecurityContext;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Remembers, and logs, whether the keys could be read. */
final class KeyReadings extends JWKSetSourceWrapper<SecurityContext> {

    private static final Logger LOG = LoggerFactory.getLogger(KeyReadings.class);

    private final Duration outage;
    private volatile Readings readings = new Readings(Optional.empty(), Optional.empty());

    /**
     * What became of the readings.
     *
     * @param good when the keys were last read
     * @param failed when they first could not be read since
     */
    private record Readings(Optional<Instant> good, Optional<Instant> failed) {}

    KeyReadings(JWKSetSource<SecurityContext> source, Duration outage) {
        super(source);
        this.outage = outage;
    }

    @Override
    public JWKSet getJWKSet(JWKSetCacheRefreshEvaluator evaluator, long currentTime, SecurityContext context)
            throws KeySourceException {
        Instant now = Instant.ofEpochMilli(currentTime);
        try {
            JWKSet keys = getSource().getJWKSet(evaluator, currentTime, context);
            if (readings.failed().isPresent()) {
                LOG.info("the keys of the identity provider can be read again");
            }
            readings = new Readings(Optional.of(now), Optional.empty());
            return keys;
        } catch (KeySourceException e) {
            readings =
                    new Readings(readings.good(), Optional.of(readings.failed().orElse(now)));
            LOG.error("{}: {}", describe(readings), e.getMessage());
            throw e;
        }
    }

    /** Returns what is wrong, as anybody may read it; empty while nothing is. */
    Optional<String> trouble() {
        Readings present = readings;
        return present.failed().isEmpty() ? Optional.empty() : Optional.of(describe(present));
    }

    private String describe(Readings present) {
        return "the keys of the identity provider cannot be read"
                + present.failed()
                        .map(since -> " since " + since.truncatedTo(ChronoUnit.SECONDS))
                        .orElse("")
                + present.good()
                        .map(good -> "; those read at " + good.truncatedTo(ChronoUnit.SECONDS) + " hold until "
                                + good.plus(outage).truncatedTo(ChronoUnit.SECONDS))
                        .orElse("; there are none yet");
    }
}
