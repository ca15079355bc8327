package io.dynamicaccounts.agent.protocol;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of one account in one generation.
 *
 * @param message the reason of a failure, for a human; never a secret
 * @param kubeHost where the cluster answered
 * @param kubeVersion what it says it is
 * @param certFingerprint of the certificate that it showed
 * @param namespaces those found
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

    /** The three things that an agent can say of an assignment. */
    public enum Outcome {
        WATCHING,
        STOPPED,
        FAILED
    }

    /** Longer reasons are cut: a stack of causes must not fill the body that other accounts' reports share. */
    private static final int LONGEST_MESSAGE = 2000;

    public AccountReport {
        message = message == null || message.length() <= LONGEST_MESSAGE
                ? message
                : message.substring(0, LONGEST_MESSAGE - 1) + "…";
        namespaces = namespaces == null ? null : List.copyOf(namespaces);
    }

    /** The account is watched, and this was found. */
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

    /** The account is no longer watched. */
    public static AccountReport stopped(String account, long generation) {
        return new AccountReport(account, generation, Outcome.STOPPED, null, null, null, null, null);
    }

    /** The account could not be watched, or not be stopped. */
    public static AccountReport failed(String account, long generation, String message) {
        return new AccountReport(account, generation, Outcome.FAILED, message, null, null, null, null);
    }
}
