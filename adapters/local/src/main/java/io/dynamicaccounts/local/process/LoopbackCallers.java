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
 * Whom a process without authentication answers: programs of its own machine. A browser is one, and runs the pages of strangers; a
 * stranger's name may be made to mean 127.0.0.1 (DNS rebinding), and then the browser takes the answers for the stranger's own.
 * What tells such a request is the name it asks for, and the page it comes from.
 */
final class LoopbackCallers {

    private LoopbackCallers() {}

    /** Why a request with these headers is not answered; empty when it is. Looks no name up. */
    static Optional<Problem> problem(Headers headers) {
        List<String> hosts = headers.all("Host");
        if (hosts.size() != 1 || !isLoopback(hostname(hosts.getFirst()))) {
            return Optional.of(Problem.of(
                    ProblemKind.FOREIGN_HOST,
                    "without authentication only requests to localhost, 127.0.0.0/8 or [::1] are answered:"
                            + " ask for one of these, or set dynamic-accounts.auth.mode to tokens"));
        }
        List<String> origins = headers.all("Origin");
        if (!origins.isEmpty() && !origins.equals(ownOrigins(origins.getFirst(), hosts.getFirst()))) {
            return Optional.of(Problem.of(
                    ProblemKind.FOREIGN_ORIGIN,
                    "without authentication pages of other sites may not ask: send no Origin,"
                            + " or set dynamic-accounts.auth.mode to tokens"));
        }
        return Optional.empty();
    }

    /** The list of just this origin, if it is the one that the request asks; none otherwise. */
    private static List<String> ownOrigins(String origin, String host) {
        String lower = origin.toLowerCase(Locale.ROOT);
        String own = host.toLowerCase(Locale.ROOT);
        return lower.equals("http://" + own) || lower.equals("https://" + own) ? List.of(origin) : List.of();
    }

    /** Without the port; empty when this is no host. */
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
