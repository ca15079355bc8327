package io.dynamicaccounts.agent.simulated;

import io.dynamicaccounts.agent.watch.ClusterFacts;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/** Invents the facts of a cluster from the account's name: always the same facts for the same name. */
final class InventedFacts {

    private static final List<String> TEAMS = List.of("billing", "checkout", "payments", "search", "shipping", "web");

    private InventedFacts() {}

    static ClusterFacts of(String account) {
        byte[] digest = digest(account);
        // RFC 2606 reserves 'invalid' as a name that never exists, so that no host can be reached by this address.
        String host = "https://" + account.toLowerCase(Locale.ROOT) + ".simulated.invalid:6443";
        String version = "v1." + (30 + Byte.toUnsignedInt(digest[0]) % 6) + "." + Byte.toUnsignedInt(digest[1]) % 10
                + "+simulated";
        List<String> namespaces = new ArrayList<>(List.of("default", "kube-system"));
        int teams = Byte.toUnsignedInt(digest[2]) % (TEAMS.size() + 1);
        namespaces.addAll(TEAMS.subList(0, teams));
        return new ClusterFacts(
                host, version, HexFormat.ofDelimiter(":").withUpperCase().formatHex(digest), namespaces);
    }

    private static byte[] digest(String account) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(account.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
