package io.dynamicaccounts.agent.protocol;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The result of one account's assignment in one generation.
 *
 * @param message the reason of a failure, for a human; never a secret
 * @param kubeHost where the cluster answered
 * @param kubeVersion the version that the cluster stated
 * @param certFingerprint the fingerprint of the cluster's certificate
 * @param namespaces the namespaces that were found
 */
public record AccountReport(
        String account,
        long generation,
        Outcome outcome,
        @Nullable String message,
        @Nullable String kubeHost,
        @Nullable String kubeVersion,
        @Nullable String certFingerprint,
        @Nullable List<String> namespaces) {

    /** The results that an agent can report of an assignment. */
    public enum Outcome {
        WATCHING,
        STOPPED,
        FAILED
    }

    /** A longer reason is cut: a chain of causes must not fill the body that the reports of other accounts share. */
    private static final int LONGEST_MESSAGE = 2000;

    public AccountReport {
        message = message == null || message.length() <= LONGEST_MESSAGE
                ? message
                : message.substring(0, LONGEST_MESSAGE - 1) + "…";
        namespaces = namespaces == null ? null : List.copyOf(namespaces);
    }

    /** Returns the report that the account is watched, with the facts that were found. */
    public static AccountReport watching(
            String account,
            long generation,
            @Nullable String kubeHost,
            @Nullable String kubeVersion,
            @Nullable String certFingerprint,
            @Nullable List<String> namespaces) {
        return new AccountReport(
                account, generation, Outcome.WATCHING, null, kubeHost, kubeVersion, certFingerprint, namespaces);
    }

    /** Returns the report that the account is no longer watched. */
    public static AccountReport stopped(String account, long generation) {
        return new AccountReport(account, generation, Outcome.STOPPED, null, null, null, null, null);
    }

    /** Returns the report that the watch of the account could not be started, or not be stopped. */
    public static AccountReport failed(String account, long generation, String message) {
        return new AccountReport(account, generation, Outcome.FAILED, message, null, null, null, null);
    }
}
