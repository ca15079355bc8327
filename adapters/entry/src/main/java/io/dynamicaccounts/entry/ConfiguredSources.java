package io.dynamicaccounts.entry;

import io.dynamicaccounts.configuration.Misconfigured;
import io.dynamicaccounts.configuration.SettingKey;
import io.dynamicaccounts.configuration.SourceSettings;
import io.dynamicaccounts.configuration.SourceSettings.Location;
import io.dynamicaccounts.functions.definition.CredentialSource.Unreadable;
import io.dynamicaccounts.functions.definition.OrderedSources;
import io.dynamicaccounts.functions.definition.SingleSource;
import io.dynamicaccounts.sources.ClouddriverConfiguration;
import io.dynamicaccounts.sources.ClouddriverConnection;
import io.dynamicaccounts.sources.ClouddriverConnection.PlainHttp;
import io.dynamicaccounts.sources.ClouddriverConnection.Timeouts;
import io.dynamicaccounts.sources.LiveClouddriver;
import io.dynamicaccounts.sources.Placeholders;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;

/** The sources that a configuration names, in its order. */
public final class ConfiguredSources {

    /** Longer than any setting allows. */
    private static final Duration UNBOUNDED = Duration.ofDays(1);

    private ConfiguredSources() {}

    /**
     * Opens the sources of a process. Files of this machine are read now, so that what an operator should correct is
     * reported at the start; objects of S3 and Clouddriver are not, since they may be there later.
     *
     * @param environment the values of the placeholders that the settings allow
     * @throws Misconfigured when the settings of S3 or Clouddriver cannot be used
     * @throws Unreadable when a file cannot be read
     * @throws PemIdentity.Unusable when the certificates cannot be used
     */
    public static OrderedSources of(SourceSettings settings, Map<String, String> environment, InstantSource clock) {
        Placeholders placeholders = Placeholders.of(settings.placeholders(), environment);
        for (Location file : settings.files()) {
            if (file instanceof Location.Local(Path path)) {
                var _ = new ClouddriverConfiguration(path, placeholders, clock).problems();
            }
        }
        return unread(settings, environment, clock, () -> UNBOUNDED);
    }

    /**
     * Opens the sources, and reads none of them.
     *
     * @param environment the values of the placeholders that the settings allow
     * @param most how long the reading of a source that begins now may take at most, whatever the settings say
     * @throws Misconfigured when the settings of S3 or Clouddriver cannot be used
     * @throws PemIdentity.Unusable when the certificates cannot be used
     */
    public static OrderedSources unread(
            SourceSettings settings, Map<String, String> environment, InstantSource clock, Supplier<Duration> most) {
        Placeholders placeholders = Placeholders.of(settings.placeholders(), environment);
        List<ClouddriverConfiguration> files = settings.files().stream()
                .map(file -> switch (file) {
                    case Location.Local(Path path) -> new ClouddriverConfiguration(path, placeholders, clock);
                    case Location.InS3(String bucket, String key) ->
                        new ClouddriverConfiguration(
                                S3Objects.text(bucket, key, settings.s3(), clock, most), placeholders, clock);
                })
                .toList();
        List<LiveClouddriver> live =
                settings
                        .clouddriver()
                        .map(clouddriver -> new LiveClouddriver(connection(clouddriver), clock, most))
                        .stream()
                        .toList();
        var sources = new ArrayList<SingleSource>();
        switch (settings.order()) {
            case FILES_FIRST -> {
                sources.addAll(files);
                sources.addAll(live);
            }
            case CLOUDDRIVER_FIRST -> {
                sources.addAll(live);
                sources.addAll(files);
            }
        }
        return new OrderedSources(sources);
    }

    private static ClouddriverConnection connection(SourceSettings.Clouddriver settings) {
        Optional<Supplier<SSLContext>> tls = tls(settings);
        tls.ifPresent(checked -> {
            SSLContext _ = checked.get();
        });
        return new ClouddriverConnection(
                url(settings),
                user(settings),
                settings.tokenFile(),
                tls.map(ConfiguredSources::unreadableWhenUnusable),
                new Timeouts(settings.connect(), settings.request(), settings.reading()),
                settings.refresh());
    }

    private static URI url(SourceSettings.Clouddriver settings) {
        try {
            return ClouddriverConnection.url(
                    settings.url(), settings.plainHttp() ? PlainHttp.EVERYWHERE : PlainHttp.LOOPBACK_ONLY);
        } catch (IllegalArgumentException e) {
            throw new Misconfigured(List.of(SettingKey.CLOUDDRIVER_URL.canonical() + " " + e.getMessage()));
        }
    }

    private static Optional<String> user(SourceSettings.Clouddriver settings) {
        if (settings.user().filter(text -> !ClouddriverConnection.isUser(text)).isPresent()) {
            throw new Misconfigured(List.of(SettingKey.CLOUDDRIVER_USER.canonical() + " must be printable ASCII"));
        }
        return settings.user();
    }

    private static Optional<Supplier<SSLContext>> tls(SourceSettings.Clouddriver settings) {
        if (settings.identity().isPresent()) {
            SourceSettings.Identity own = settings.identity().get();
            return Optional.of(() -> settings.authorities()
                    .map(authorities -> PemIdentity.read(own.certificates(), own.key(), authorities))
                    .orElseGet(() -> PemIdentity.read(own.certificates(), own.key())));
        }
        return settings.authorities().map(authorities -> () -> PemIdentity.trusting(authorities));
    }

    /** The files are read again at each reading, when they may be about to be replaced. */
    private static Supplier<SSLContext> unreadableWhenUnusable(Supplier<SSLContext> tls) {
        return () -> {
            try {
                return tls.get();
            } catch (PemIdentity.Unusable e) {
                throw new Unreadable(String.valueOf(e.getMessage()), e);
            }
        };
    }
}
