package io.dynamicaccounts.secrets.engine;

import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The secrets that the control plane itself uses, which are given to nobody, whatever is permitted: the secrets that
 * it was told the names of, and whatever looks like a keyset or a token file of it, since copies of these are kept
 * somewhere.
 */
final class OwnSecrets {

    private static final String ARN = "arn:";
    private static final String SECRET = ":secret:";

    /** What Secrets Manager appends to the name in an ARN. */
    private static final Pattern SUFFIX = Pattern.compile("-[A-Za-z0-9]{6}$");

    private static final Pattern KEYSET = Pattern.compile("[\"']?primaryKeyId[\"']?\\s*:");
    /** In JSON, and in YAML; the digest of an image, {@code @sha256:…}, is neither. */
    private static final Pattern TOKEN = Pattern.compile(
            "\"sha256\"\\s*:\\s*\"[0-9a-fA-F]{64}\"" + "|(^|[\\s{,])[\"']?sha256[\"']?\\s*:\\s+[\"']?[0-9a-fA-F]{64}");

    private final Set<String> names;

    /** Creates the secrets of these names or ARNs. */
    OwnSecrets(Set<String> names) {
        this.names = names.stream().flatMap(OwnSecrets::names).collect(Collectors.toUnmodifiableSet());
    }

    /** Returns whether this is a name or an ARN, whole or without its suffix, of a secret of the control plane. */
    boolean has(String nameOrArn) {
        return names(nameOrArn).anyMatch(names::contains);
    }

    /** Returns whether a secret is of the kind that the control plane keeps for itself. */
    static boolean looksOwn(String content) {
        return KEYSET.matcher(content).find() || TOKEN.matcher(content).find();
    }

    private static Stream<String> names(String nameOrArn) {
        int secret = nameOrArn.indexOf(SECRET);
        if (!nameOrArn.startsWith(ARN) || secret < 0) {
            return Stream.of(nameOrArn);
        }
        String name = nameOrArn.substring(secret + SECRET.length());
        return Stream.of(name, SUFFIX.matcher(name).replaceFirst(""));
    }
}
