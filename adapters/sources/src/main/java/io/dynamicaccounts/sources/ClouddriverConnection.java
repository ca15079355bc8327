package io.dynamicaccounts.sources;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;

/**
 * How a running Clouddriver is reached.
 *
 * @param url where its paths begin
 * @param user who asks, as the header {@code X-SPINNAKER-USER} tells Clouddriver
 * @param tokenFile the file of a bearer token, which is read for each reading of Clouddriver
 * @param tls the certificates for TLS, asked for at each reading of Clouddriver; empty for those of the Java runtime
 * @param timeouts how long everything may take
 * @param kept how long what was read is kept
 */
public record ClouddriverConnection(
        URI url,
        Optional<String> user,
        Optional<Path> tokenFile,
        Optional<Supplier<SSLContext>> tls,
        Timeouts timeouts,
        Duration kept) {

    private static final Pattern LOOPBACK = Pattern.compile("localhost|127(\\.[0-9]{1,3}){3}|\\[::1\\]");

    private static final Pattern HEADER_TEXT = Pattern.compile("[\\x21-\\x7e]([\\x20-\\x7e]*[\\x21-\\x7e])?");

    /**
     * How long something may take.
     *
     * @param connect to connect
     * @param request to answer one request, body included
     * @param reading to read all pages
     */
    public record Timeouts(Duration connect, Duration request, Duration reading) {}

    /** Whether plain HTTP is allowed to another machine, which shows the definitions' secrets to the network. */
    public enum PlainHttp {
        LOOPBACK_ONLY,
        EVERYWHERE
    }

    public ClouddriverConnection {
        if (user.filter(text -> !isUser(text)).isPresent()) {
            throw new IllegalArgumentException("the user must be printable ASCII");
        }
    }

    /** Returns whether a text can be sent as the user: printable ASCII. */
    public static boolean isUser(String text) {
        return HEADER_TEXT.matcher(text).matches();
    }

    /**
     * Returns the URL that a text is.
     *
     * @throws IllegalArgumentException "must …", without the text, which may hold a password
     */
    public static URI url(String text, PlainHttp plainHttp) {
        URI url;
        try {
            url = new URI(text);
        } catch (URISyntaxException e) {
            // Without the exception, which quotes the text.
            throw new IllegalArgumentException("must be a URL such as https://spin-clouddriver:7002");
        }
        String scheme = String.valueOf(url.getScheme());
        if (url.getRawUserInfo() != null) {
            throw new IllegalArgumentException("must not hold a user or a password");
        }
        if (url.getHost() == null
                || !(scheme.equalsIgnoreCase("http") || scheme.equalsIgnoreCase("https"))
                || url.getRawQuery() != null
                || url.getRawFragment() != null) {
            throw new IllegalArgumentException(
                    "must be a URL of http or https without ? and #, such as https://spin-clouddriver:7002");
        }
        if (isMetadataAddress(url.getHost())) {
            throw new IllegalArgumentException(
                    "must not be a link-local address, where clouds answer a machine's own secrets");
        }
        if (scheme.equalsIgnoreCase("http")
                && plainHttp == PlainHttp.LOOPBACK_ONLY
                && !LOOPBACK.matcher(url.getHost()).matches()) {
            throw new IllegalArgumentException("must be https beyond this machine, since Clouddriver answers secrets in"
                    + " clear; to send them over plain http all the same, allow it");
        }
        return url;
    }

    /** Returns whether a host is such an address as it is written; names are looked up when they are asked. */
    private static boolean isMetadataAddress(String host) {
        try {
            return MetadataAddresses.is(InetAddress.ofLiteral(host.replaceAll("[\\[\\]]", "")));
        } catch (IllegalArgumentException aName) {
            return false;
        }
    }
}
