package io.dynamicaccounts.entry;

import io.dynamicaccounts.configuration.Misconfigured;
import io.dynamicaccounts.configuration.SettingKey;
import io.dynamicaccounts.configuration.SourceSettings;
import io.dynamicaccounts.s3.S3Connection;
import io.dynamicaccounts.s3.S3Object;
import io.dynamicaccounts.s3.S3Text;
import io.dynamicaccounts.sources.ClouddriverConnection;
import io.dynamicaccounts.sources.ClouddriverConnection.PlainHttp;
import io.dynamicaccounts.sources.ConfigurationText;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;

/** The objects of S3 that a configuration names. */
final class S3Objects {

    private S3Objects() {}

    /**
     * Returns the text of an object, which is not read yet.
     *
     * @throws Misconfigured when the settings cannot be used, or no region is known
     */
    static ConfigurationText text(
            String bucket, String key, SourceSettings.S3 settings, InstantSource clock, Supplier<Duration> most) {
        return new S3Text(
                new S3Object(bucket, key),
                new S3Connection(
                        region(settings),
                        settings.endpoint().map(S3Objects::endpoint),
                        S3Connection.defaultCredentials(),
                        settings.request(),
                        most,
                        settings.refresh(),
                        clock));
    }

    private static String region(SourceSettings.S3 settings) {
        return settings.region()
                .or(S3Connection::defaultRegion)
                .orElseThrow(() -> new Misconfigured(List.of(
                        SettingKey.S3_REGION.canonical() + " must be given where the environment names no region")));
    }

    /** An object holds secrets in clear, as Clouddriver's answers do. */
    private static URI endpoint(String text) {
        try {
            return ClouddriverConnection.url(text, PlainHttp.LOOPBACK_ONLY);
        } catch (IllegalArgumentException wrong) {
            throw new Misconfigured(List.of(SettingKey.S3_ENDPOINT.canonical()
                    + " must be an https address, or an http address of this machine"));
        }
    }
}
