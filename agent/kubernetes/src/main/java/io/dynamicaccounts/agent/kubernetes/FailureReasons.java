package io.dynamicaccounts.agent.kubernetes;

import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Describes a failure of a cluster for a human, without class names and without secrets. */
final class FailureReasons {

    private static final Map<Integer, String> PHRASES = Map.of(
            400, "Bad Request",
            401, "Unauthorized",
            403, "Forbidden",
            404, "Not Found",
            429, "Too Many Requests",
            500, "Internal Server Error",
            502, "Bad Gateway",
            503, "Service Unavailable",
            504, "Gateway Timeout");

    private final ClusterAccess access;
    private final Duration timeout;
    private final Supplier<@Nullable String> token;

    /**
     * Creates the reasons of one cluster.
     *
     * @param token the token, which a reason must not repeat even if the server's message does
     */
    FailureReasons(ClusterAccess access, Duration timeout, Supplier<@Nullable String> token) {
        this.access = access;
        this.timeout = timeout;
        this.token = token;
    }

    static String seconds(Duration time) {
        return time.toMillis() % 1000 == 0 ? time.toSeconds() + " s" : time.toMillis() + " ms";
    }

    String of(Throwable fault) {
        List<Throwable> chain = chain(fault);
        String address = access.address();
        for (Throwable each : chain) {
            if (each instanceof KubernetesClientException answered && answered.getCode() >= 300) {
                return status(answered);
            }
        }
        // The innermost cause is the most specific one.
        for (Throwable each : chain.reversed()) {
            String reason = certificate(each);
            if (reason != null) {
                return reason + " (" + address + ")";
            }
        }
        for (Throwable each : chain.reversed()) {
            String reason = network(each);
            if (reason != null) {
                return reason;
            }
        }
        if (chain.stream().anyMatch(SSLException.class::isInstance)) {
            return "TLS with " + address + " failed";
        }
        return address + " does not answer like a Kubernetes API server";
    }

    private static List<Throwable> chain(Throwable fault) {
        List<Throwable> chain = new ArrayList<>();
        for (Throwable each = fault;
                each != null && !chain.contains(each) && chain.size() < 30;
                each = each.getCause()) {
            chain.add(each);
        }
        return chain;
    }

    private String status(KubernetesClientException answered) {
        int code = answered.getCode();
        String reason = code + " " + PHRASES.getOrDefault(code, "") + " from " + access.address();
        // Only the server can name what is forbidden. Messages with other codes are often error pages of proxies.
        String said = answered.getStatus() == null ? null : answered.getStatus().getMessage();
        return (code == 403 && said != null ? reason + ": " + withoutSecrets(said) : reason).replace("  ", " ");
    }

    private String withoutSecrets(String said) {
        String result = said;
        String bearer = token.get();
        if (bearer != null && !bearer.isEmpty()) {
            result = result.replace(bearer, "***");
        }
        var password = access.login().password();
        if (password != null && !password.password().isEmpty()) {
            result = result.replace(password.password(), "***");
        }
        return SafeText.brief(result);
    }

    private @Nullable String certificate(Throwable fault) {
        String message = String.valueOf(fault.getMessage());
        return switch (fault) {
            case CertificateExpiredException _ -> "x509: certificate has expired";
            case CertificateNotYetValidException _ -> "x509: certificate is not yet valid";
            case CertPathBuilderException _, CertPathValidatorException _ ->
                "x509: certificate signed by unknown authority";
            case CertificateException _
            when message.contains("subject alternative") || message.contains("No name matching") ->
                "x509: certificate is not valid for " + access.server().getHost();
            case SSLException _ when message.contains("not an SSL/TLS record") -> "does not speak TLS";
            case SSLException _
            when message.contains("bad_certificate") || message.contains("certificate_required") ->
                "the server refuses the client certificate";
            default -> null;
        };
    }

    private @Nullable String network(Throwable fault) {
        String message = String.valueOf(fault.getMessage()).toLowerCase(Locale.ROOT);
        String address = access.address();
        if (fault instanceof UnknownHostException || message.contains("failed to resolve")) {
            return "no such host " + access.server().getHost();
        }
        if (message.contains("connection refused")) {
            return "connection refused: " + address;
        }
        if (fault instanceof NoRouteToHostException
                || message.contains("no route to host")
                || message.contains("network is unreachable")) {
            return "no route to " + address;
        }
        if (fault instanceof TimeoutException || message.contains("timed out") || message.contains("timeout")) {
            return "timed out after " + seconds(timeout) + " connecting to " + address;
        }
        if (fault instanceof ClosedChannelException
                || message.contains("connection reset")
                || message.contains("closed")
                || message.contains("broken pipe")) {
            return "connection closed by " + address;
        }
        return fault instanceof ConnectException ? "cannot connect to " + address : null;
    }
}
