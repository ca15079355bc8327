package io.dynamicaccounts.sources;

import io.dynamicaccounts.functions.definition.CredentialSource.Unreadable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Set;

/**
 * The addresses at which clouds answer a machine's own secrets. No source lies there: a URL that leads there, by
 * whatever name, would carry the control plane's own credentials into definitions, or a token to a stranger.
 */
final class MetadataAddresses {

    /** Those that are not link-local: AWS over IPv6, and Alibaba Cloud. */
    private static final Set<InetAddress> OTHERS =
            Set.of(InetAddress.ofLiteral("fd00:ec2::254"), InetAddress.ofLiteral("100.100.100.200"));

    private MetadataAddresses() {}

    /**
     * Checks where a URL leads now.
     *
     * @param where the place of the source, for the error
     * @throws Unreadable when it leads to such an address
     */
    static void refuse(String where, URI url) {
        try {
            if (Arrays.stream(InetAddress.getAllByName(url.getHost())).anyMatch(MetadataAddresses::is)) {
                throw new Unreadable(
                        where + " leads to a link-local address, where clouds answer a machine's own secrets: it is"
                                + " not asked",
                        new IOException("a metadata address"));
            }
        } catch (UnknownHostException e) {
            throw new Unreadable(where + " cannot be connected to: is its address right, and does it run?", e);
        }
    }

    /** Returns whether this is such an address. */
    static boolean is(InetAddress address) {
        return address.isLinkLocalAddress() || OTHERS.contains(address);
    }
}
