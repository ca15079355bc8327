package io.dynamicaccounts.configuration;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where accounts are migrated from, beside the credentials that are stored.
 *
 * @param files configuration files of Clouddriver, in their order
 * @param placeholders the environment variables that placeholders of the files may name
 * @param s3 how files are read that are objects of S3
 * @param clouddriver a running Clouddriver
 */
public record SourceSettings(
        Order order, List<Location> files, Set<String> placeholders, S3 s3, Optional<Clouddriver> clouddriver) {

    private static final Pattern S3_OBJECT = Pattern.compile("s3://([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])/(.{1,1024})");

    /** What a placeholder could read of this process's own: its credentials and its configuration. */
    private static final List<String> OWN_VARIABLES = List.of("AWS_", "DYNAMIC_ACCOUNTS_");

    /** Which of two kinds of sources wins a name that both have. */
    public enum Order {
        FILES_FIRST,
        CLOUDDRIVER_FIRST
    }

    /** Where a configuration file lies. */
    public sealed interface Location {

        /** A file of this machine. */
        record Local(Path path) implements Location {}

        /** An object of S3. */
        record InS3(String bucket, String key) implements Location {}
    }

    /**
     * How objects of S3 are read.
     *
     * @param region the region of the buckets; empty for the one of the environment
     * @param endpoint what speaks S3's protocol in its place, as it is configured, and not checked yet
     * @param request how long one request may take
     * @param refresh how long what was read is taken for the present object
     */
    public record S3(Optional<String> region, Optional<String> endpoint, Duration request, Duration refresh) {

        /** Returns the region and no URL. */
        @Override
        public String toString() {
            return "S3[region=" + region + "]";
        }
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
        var all = new ArrayList<Location>(List.of(new Location.Local(file)));
        all.addAll(files);
        return new SourceSettings(order, List.copyOf(all), placeholders, s3, clouddriver);
    }

    static SourceSettings of(Layers layers, Place place, List<String> problems) {
        List<SettingKey> given = SettingKey.SOURCES.stream()
                .filter(key -> !layers.get(key).text().equals(place.byDefault(key)))
                .toList();
        List<Location> files = files(layers, problems);
        if (files.stream().noneMatch(Location.InS3.class::isInstance)) {
            given.stream()
                    .filter(SettingKey::isOfS3)
                    .forEach(key -> problems.add(key.canonical() + " means nothing without an s3://BUCKET/KEY in "
                            + SettingKey.SOURCES_FILES.canonical()));
        }
        checkPlaceholders(layers, problems);
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
                files,
                Set.copyOf(names(layers, SettingKey.SOURCES_PLACEHOLDERS)),
                new S3(
                        text(layers, SettingKey.S3_REGION),
                        text(layers, SettingKey.S3_ENDPOINT),
                        seconds(layers, SettingKey.S3_REQUEST_SECONDS),
                        seconds(layers, SettingKey.S3_REFRESH_SECONDS)),
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

    private static List<Location> files(Layers layers, List<String> problems) {
        var files = new ArrayList<Location>();
        for (String file : names(layers, SettingKey.SOURCES_FILES)) {
            Matcher object = S3_OBJECT.matcher(file);
            if (object.matches()) {
                files.add(new Location.InS3(object.group(1), object.group(2)));
            } else if (file.contains("://")) {
                // Without the text, since a URL may hold a password.
                problems.add(SettingKey.SOURCES_FILES.canonical()
                        + " must be files and objects of S3 as s3://BUCKET/KEY, and no other URLs (from "
                        + layers.get(SettingKey.SOURCES_FILES).origin().words() + ")");
            } else {
                files.add(new Location.Local(Path.of(file)));
            }
        }
        return List.copyOf(files);
    }

    /** Whoever writes a file of accounts must not read this process's own secrets through a placeholder. */
    private static void checkPlaceholders(Layers layers, List<String> problems) {
        names(layers, SettingKey.SOURCES_PLACEHOLDERS).stream()
                .filter(name -> OWN_VARIABLES.stream().anyMatch(name::startsWith))
                .forEach(name -> problems.add(SettingKey.SOURCES_PLACEHOLDERS.canonical() + " must not name " + name
                        + ", which is this process's own"));
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
