package io.dynamicaccounts.oidc;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Set;

/**
 * Decides which URLs the keys of an identity provider are read from: by https, or by http from this machine. What
 * tells a machine in a cloud its own credentials answers plain http at a link-local address, so neither a slip in the
 * configuration nor an identity provider can have it asked.
 */
public final class ProviderUrl {

    /** The metadata services that have another address than a link-local one. */
    private static final Set<String> METADATA = Set.of("metadata.google.internal", "[fd00:ec2::254]", "[fd20:ce::254]");

    private ProviderUrl() {}

    /**
     * Returns the URL that a text is. Resolves no host name.
     *
     * @throws IllegalArgumentException "must …", without the text, which may hold a password
     */
    public static URI of(String text) {
        URI url;
        try {
            url = new URI(text);
        } catch (URISyntaxException e) {
            // Without the exception, which quotes the text.
            throw new IllegalArgumentException("must be a URL such as https://id.example.org");
        }
        String host = url.getHost();
        if (host == null || url.getRawFragment() != null) {
            throw new IllegalArgumentException("must be a URL without #, such as https://id.example.org");
        }
        if (url.getRawUserInfo() != null) {
            throw new IllegalArgumentException("must not hold a user or a password");
        }
        if (METADATA.contains(host) || isLinkLocal(host)) {
            throw new IllegalArgumentException("must not be an address at which a machine reads its own credentials");
        }
        if (!"https".equalsIgnoreCase(url.getScheme())
                && !("http".equalsIgnoreCase(url.getScheme()) && isLoopback(host))) {
            throw new IllegalArgumentException("must be https; http is for this machine alone");
        }
        return url;
    }

    private static boolean isLinkLocal(String host) {
        try {
            return InetAddress.ofLiteral(host).isLinkLocalAddress();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static boolean isLoopback(String host) {
        if (host.equalsIgnoreCase("localhost")) {
            return true;
        }
        try {
            return InetAddress.ofLiteral(host).isLoopbackAddress();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
