package io.dynamicaccounts.agent.http;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Locale;

/** The address of a control plane, checked before a token is sent there. */
final class ServerAddress {

    private final String base;
    private final String shown;

    /**
     * Checks the address.
     *
     * @throws IllegalArgumentException when the address is neither http nor https, has more than host, port and path,
     *     or would expose a token in the clear beyond this machine
     */
    ServerAddress(URI uri, PlainHttp plainHttp) {
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        String host = uri.getHost();
        if (host == null || !(scheme.equals("http") || scheme.equals("https"))) {
            throw new IllegalArgumentException("the server must be an http or https address");
        }
        if (uri.getRawUserInfo() != null || uri.getRawQuery() != null || uri.getRawFragment() != null) {
            // The address is not quoted, because the text before an @ is likely a password.
            throw new IllegalArgumentException("the server's address must not have a user, a query or a fragment");
        }
        if (scheme.equals("http") && plainHttp == PlainHttp.LOOPBACK_ONLY && !loopback(host)) {
            throw new IllegalArgumentException(
                    "http:// would send the token and the definitions' secrets in the clear to " + host
                            + ": use https://, or allow it explicitly (--insecure)");
        }
        this.shown = scheme + "://" + host + (uri.getPort() < 0 ? "" : ":" + uri.getPort());
        String text = uri.toString();
        this.base = text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    }

    URI at(String path) {
        return URI.create(base + path);
    }

    /** Returns scheme, host and port: all that a human needs to find the server that does not answer. */
    @Override
    public String toString() {
        return shown;
    }

    /**
     * Returns whether the host is this machine. Names other than localhost are not looked up: their address may
     * change afterwards.
     */
    private static boolean loopback(String host) {
        if (host.equalsIgnoreCase("localhost")) {
            return true;
        }
        boolean literal = host.startsWith("[") || host.matches("\\d{1,3}(\\.\\d{1,3}){3}");
        try {
            return literal && InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException wrong) {
            return false;
        }
    }
}
