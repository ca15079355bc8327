package io.dynamicaccounts.configuration;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Where accounts are migrated from, beside the credentials that are stored.
 *
 * @param files configuration files of Clouddriver, in their order
 * @param placeholders the environment variables that placeholders of the files may name
 * @param clouddriver a running Clouddriver
 */
public record SourceSettings(
        Order order, List<Path> files, Set<String> placeholders, Optional<Clouddriver> clouddriver) {

    /** Which of two kinds of sources wins a name that both have. */
    public enum Order {
        FILES_FIRST,
        CLOUDDRIVER_FIRST
    }

    /**
     * A running Clouddriver.
     *
     * @param url as it is configured, and not checked yet: it may hold a password, and is not to be shown before
     * @param plainHttp whether plain HTTP is allowed to another machine
     * @param user who asks
     * @param tokenFile the file of a bearer token
     * @param identity the certificate that Clouddriver asks for
     * @param authorities the file of the certificates that Clouddriver's must be signed by; empty for the usual ones
     * @param connect how long connecting may take
     * @param request how long one request may take
     * @param reading how long reading everything may take
     * @param refresh how long what was read is kept
     */
    public record Clouddriver(
            String url,
            boolean plainHttp,
            Optional<String> user,
            Optional<Path> tokenFile,
            Optional<Identity> identity,
            Optional<Path> authorities,
            Duration connect,
            Duration request,
            Duration reading,
            Duration refresh) {

        /** Returns the names of the settings, and no URL. */
        @Override
        public String toString() {
            return "Clouddriver[user=" + user + ", tokenFile=" + tokenFile + "]";
        }
    }

    /** The files of a certificate with its chain, and of its key. */
    public record Identity(Path certificates, Path key) {}

    /** Returns the same settings with one more file, before the others. */
    public SourceSettings withFile(Path file) {
        var all = new ArrayList<>(List.of(file));
        all.addAll(files);
        return new SourceSettings(order, List.copyOf(all), placeholders, clouddriver);
    }

    static SourceSettings of(Layers layers, Place place, List<String> problems) {
        List<SettingKey> given = SettingKey.SOURCES.stream()
                .filter(key -> !layers.get(key).text().equals(place.byDefault(key)))
                .toList();
        if (place == Place.FUNCTION) {
            given.forEach(key ->
                    problems.add(key.canonical() + " means nothing here: a function in a cloud has no such sources"));
        }
        Optional<String> url = text(layers, SettingKey.CLOUDDRIVER_URL);
        if (url.isEmpty()) {
            given.stream()
                    .filter(SettingKey::isOfClouddriver)
                    .forEach(key -> problems.add(
                            key.canonical() + " means nothing without " + SettingKey.CLOUDDRIVER_URL.canonical()));
        }
        Optional<Path> certificates = file(layers, SettingKey.CLOUDDRIVER_CERTIFICATE_FILE);
        Optional<Path> key = file(layers, SettingKey.CLOUDDRIVER_KEY_FILE);
        if (certificates.isPresent() != key.isPresent()) {
            problems.add(SettingKey.CLOUDDRIVER_CERTIFICATE_FILE.canonical() + " and "
                    + SettingKey.CLOUDDRIVER_KEY_FILE.canonical() + " must be given together");
        }
        return new SourceSettings(
                layers.get(SettingKey.SOURCES_ORDER).text().startsWith("files")
                        ? Order.FILES_FIRST
                        : Order.CLOUDDRIVER_FIRST,
                names(layers, SettingKey.SOURCES_FILES).stream().map(Path::of).toList(),
                Set.copyOf(names(layers, SettingKey.SOURCES_PLACEHOLDERS)),
                url.map(it -> new Clouddriver(
                        it,
                        (Boolean) layers.get(SettingKey.CLOUDDRIVER_PLAIN_HTTP).value(),
                        text(layers, SettingKey.CLOUDDRIVER_USER),
                        file(layers, SettingKey.CLOUDDRIVER_TOKEN_FILE),
                        certificates.flatMap(chain -> key.map(own -> new Identity(chain, own))),
                        file(layers, SettingKey.CLOUDDRIVER_CA_FILE),
                        seconds(layers, SettingKey.CLOUDDRIVER_CONNECT_SECONDS),
                        seconds(layers, SettingKey.CLOUDDRIVER_REQUEST_SECONDS),
                        seconds(layers, SettingKey.CLOUDDRIVER_READING_SECONDS),
                        seconds(layers, SettingKey.CLOUDDRIVER_REFRESH_SECONDS))));
    }

    private static Optional<String> text(Layers layers, SettingKey key) {
        return Optional.of(layers.get(key).text()).filter(text -> !text.isEmpty());
    }

    private static Optional<Path> file(Layers layers, SettingKey key) {
        return text(layers, key).map(Path::of);
    }

    private static List<String> names(Layers layers, SettingKey key) {
        return ((List<?>) layers.get(key).value())
                .stream().map(String.class::cast).toList();
    }

    private static Duration seconds(Layers layers, SettingKey key) {
        return Duration.ofSeconds((Long) layers.get(key).value());
    }
}
