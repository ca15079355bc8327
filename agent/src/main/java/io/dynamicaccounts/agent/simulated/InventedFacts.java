package io.dynamicaccounts.agent.simulated;

import io.dynamicaccounts.agent.watch.ClusterFacts;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/** What a cluster of this account's name would be like if there were one: always the same for the same name. */
final class InventedFacts {

    private static final List<String> TEAMS = List.of("billing", "checkout", "payments", "search", "shipping", "web");

    private InventedFacts() {}

    static ClusterFacts of(String account) {
        byte[] digest = digest(account);
        // 'invalid' is reserved never to exist (RFC 2606): nobody reaches anything by following it.
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
