package io.dynamicaccounts.agent.kubernetes;

import java.net.URI;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All that a client needs to reach one cluster. The text form shows no secrets.
 *
 * @param proxy the proxy to connect through, null for none
 */
record ClusterAccess(
        URI server, Trust trust, Login login, @Nullable URI proxy, Impersonation impersonation) {

    /** The server certificates that are trusted. */
    sealed interface Trust {
        /** The certificates that this machine trusts. */
        record Machine() implements Trust {}

        /** The certificates that one of these authorities signed, in PEM. */
        record Authorities(String pem) implements Trust {}

        /** Every certificate, because the definition says insecure. */
        record Anybody() implements Trust {}
    }

    /**
     * The credentials that the agent presents to the cluster; null credentials are not presented. The token is read
     * again for each request, because it may have been replaced.
     *
     * @param certificate the client certificate and key, in PEM
     */
    record Login(
            @Nullable Tokens tokens,
            @Nullable KeyPair certificate,
            @Nullable Password password) {
        static final Login NOBODY = new Login(null, null, null);

        @Override
        public String toString() {
            return "Login[masked]";
        }
    }

    /** A certificate in PEM with its key. */
    record KeyPair(String certificate, String key) {
        @Override
        public String toString() {
            return "KeyPair[masked]";
        }
    }

    /** A name with its password. */
    record Password(String name, String password) {
        @Override
        public String toString() {
            return "Password[masked]";
        }
    }

    /** The user that the agent impersonates. */
    record Impersonation(@Nullable String user, List<String> groups, Map<String, List<String>> extra) {
        static final Impersonation NONE = new Impersonation(null, List.of(), Map.of());
    }

    /** Returns the token to present now. */
    @FunctionalInterface
    interface Tokens {
        String now() throws CannotConnect;
    }

    /** Returns scheme, host and port: all of the address that humans need, and nothing that could be secret. */
    String address() {
        return address(server);
    }

    static String address(URI server) {
        return server.getScheme() + "://" + server.getHost() + (server.getPort() < 0 ? "" : ":" + server.getPort());
    }
}
