package io.dynamicaccounts.agent.kubernetes;

import java.net.URI;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Everything that it takes to reach one cluster. It shows no secrets.
 *
 * @param proxy to go through, null for none
 */
record ClusterAccess(
        URI server, Trust trust, Login login, @Nullable URI proxy, Impersonation impersonation) {

    /** Whose certificates are believed. */
    sealed interface Trust {
        /** Those that this machine believes. */
        record Machine() implements Trust {}

        /** Those that were signed by one of these, in PEM. */
        record Authorities(String pem) implements Trust {}

        /** Any: asked for as insecure. */
        record Anybody() implements Trust {}
    }

    /**
     * Who the agent is to the cluster; what is null is not shown. A token is asked for again with each request, since it may
     * have been replaced meanwhile.
     *
     * @param certificate client certificate and key, in PEM
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

    /** As whom the agent acts. */
    record Impersonation(@Nullable String user, List<String> groups, Map<String, List<String>> extra) {
        static final Impersonation NONE = new Impersonation(null, List.of(), Map.of());
    }

    /** Knows the token of this moment. */
    @FunctionalInterface
    interface Tokens {
        String now() throws CannotConnect;
    }

    /** Scheme, host and port: all of the address that humans need, and nothing that could be secret. */
    String address() {
        return address(server);
    }

    static String address(URI server) {
        return server.getScheme() + "://" + server.getHost() + (server.getPort() < 0 ? "" : ":" + server.getPort());
    }
}
