package io.dynamicaccounts.local.process;

import io.dynamicaccounts.http.Headers;
import io.dynamicaccounts.http.problem.Problem;
import io.dynamicaccounts.http.problem.ProblemKind;
import java.net.InetAddress;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Decides which requests a process without authentication answers: those of programs on its own machine. A browser
 * is such a program, and runs the pages of strangers. A stranger can make a host name resolve to 127.0.0.1 (DNS
 * rebinding), and then the browser treats the answers as the stranger's own. The requested host name and the page of
 * origin reveal such a request.
 */
final class LoopbackCallers {

    private LoopbackCallers() {}

    /**
     * Returns why a request with these headers is not answered; empty when it is answered. Resolves no host name.
     */
    static Optional<Problem> problem(Headers headers) {
        List<String> hosts = headers.all("Host");
        if (hosts.size() != 1 || !isLoopback(hostname(hosts.getFirst()))) {
            return Optional.of(Problem.of(
                    ProblemKind.FOREIGN_HOST,
                    "without authentication only requests to localhost, 127.0.0.0/8 or [::1] are answered:"
                            + " ask for one of these, or set dynamic-accounts.auth.mode to tokens or oidc"));
        }
        List<String> origins = headers.all("Origin");
        if (!origins.isEmpty() && !origins.equals(ownOrigins(origins.getFirst(), hosts.getFirst()))) {
            return Optional.of(Problem.of(
                    ProblemKind.FOREIGN_ORIGIN,
                    "without authentication pages of other sites may not ask: send no Origin,"
                            + " or set dynamic-accounts.auth.mode to tokens or oidc"));
        }
        return Optional.empty();
    }

    /** Returns the list of just this origin if the request's own host is the origin, and an empty list otherwise. */
    private static List<String> ownOrigins(String origin, String host) {
        String lower = origin.toLowerCase(Locale.ROOT);
        String own = host.toLowerCase(Locale.ROOT);
        return lower.equals("http://" + own) || lower.equals("https://" + own) ? List.of(origin) : List.of();
    }

    /** Returns the host name without its port; empty when the text is no host. */
    private static String hostname(String host) {
        try {
            String name = URI.create("http://" + host).getHost();
            return host.indexOf('@') >= 0 || host.indexOf('/') >= 0 || name == null ? "" : name;
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    private static boolean isLoopback(String name) {
        if (name.equalsIgnoreCase("localhost")) {
            return true;
        }
        try {
            return !name.isEmpty() && InetAddress.ofLiteral(name).isLoopbackAddress();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
