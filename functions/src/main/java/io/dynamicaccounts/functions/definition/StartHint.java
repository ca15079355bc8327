package io.dynamicaccounts.functions.definition;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The hint for operators about what in a definition agents cannot use as it is, and the remedy: a path that exists
 * only on Clouddriver's machine, or a reference that Clouddriver resolves and agents do not. The result is a hint
 * and not a refusal, because an agent may be configured with the directory of such files
 * ({@code --kubeconfig-root}), which the control plane cannot see.
 */
public final class StartHint {

    private static final String FILE = "kubeconfigFile";

    private static final Pattern SCHEME = Pattern.compile("(?<scheme>[A-Za-z][A-Za-z0-9+.-]*):.*", Pattern.DOTALL);

    /** The references that agents look for at any depth of a definition. */
    private static final Pattern SECRET =
            Pattern.compile("(?<scheme>encrypted|encryptedFile|secret):.*", Pattern.DOTALL);

    /** The fields beside the file without whose value agents cannot watch what is meant. */
    private static final Set<String> USED_BY_AGENTS =
            Set.of("kubeconfigContents", "context", "namespaces", "omitNamespaces");

    /** The number of characters by which an operator can recognise a path. */
    private static final int LONGEST_PATH = 200;

    private StartHint() {}

    /**
     * Returns the hint for what agents receive of a definition; empty where nothing is known that they cannot use.
     * The hint contains paths, which are no secrets, and of references to secrets only the scheme.
     *
     * @param kubeconfigFile the path given with migrate or activate
     */
    public static Optional<String> of(Definition definition, Optional<String> kubeconfigFile) {
        Map<String, Object> fields =
                ClusterConnection.forAgents(definition, kubeconfigFile).fields();
        Optional<String> file = fields.get(FILE) instanceof String text ? file(text) : Optional.empty();
        return file.or(() -> fields.entrySet().stream()
                .filter(field -> !field.getKey().equals(FILE))
                .flatMap(
                        field -> secret(field.getKey(), field.getValue())
                                .or(() -> placeholder(field.getKey(), field.getValue()))
                                .stream())
                .findFirst());
    }

    private static Optional<String> file(String file) {
        if (file.contains("${")) {
            String from = file.substring(0, file.lastIndexOf('}') + 1);
            return hint(
                    shown(file) + " has a placeholder, which agents do not fill in", "'" + shown(from) + "=DIRECTORY'");
        }
        Matcher scheme = SCHEME.matcher(file);
        if (file.startsWith("/")) {
            return Optional.empty();
        }
        if (file.startsWith("configserver:")) {
            return hint(
                    shown(file) + " is a file of Spring's configuration server, which agents do not ask",
                    "configserver:=DIRECTORY");
        }
        if (scheme.matches() || file.startsWith("{cipher}")) {
            String what = scheme.matches() ? "is a reference (" + scheme.group("scheme") + ":)" : "is encrypted";
            return hint(what + ", which agents do not resolve", "FROM=DIRECTORY");
        }
        return file.startsWith("~")
                ? hint(
                        shown(file) + " begins with ~, which agents do not expand",
                        shown(firstSegment(file)) + "=DIRECTORY")
                : hint(shown(file) + " is relative to where Clouddriver runs", ".=DIRECTORY");
    }

    private static Optional<String> hint(String what, String root) {
        return Optional.of(FILE + " " + what + ": give an absolute path on the agents' machines, or start agents with"
                + " --kubeconfig-root " + root);
    }

    private static Optional<String> secret(String field, @Nullable Object value) {
        return scheme(value)
                .map(scheme -> shown(field) + " holds a reference (" + scheme + ":), which agents do not resolve: "
                        + (field.equals("kubeconfigContents")
                                ? "give kubeconfigFile, an absolute path on the agents' machines, instead"
                                : "write its value, or leave it out"));
    }

    private static Optional<String> placeholder(String field, @Nullable Object value) {
        return USED_BY_AGENTS.contains(field) && holdsPlaceholder(value)
                ? Optional.of(
                        shown(field) + " holds a placeholder, which agents do not fill in: write its value, or let"
                                + " dynamic-accounts.sources.placeholders list its name and migrate the account again")
                : Optional.empty();
    }

    private static boolean holdsPlaceholder(@Nullable Object value) {
        return switch (value) {
            // Later in a text, as in the contents of a kubeconfig, it may be meant for a program.
            case String text -> text.strip().startsWith("${");
            case List<?> list -> list.stream().anyMatch(StartHint::holdsPlaceholder);
            case null, default -> false;
        };
    }

    private static Optional<String> scheme(@Nullable Object value) {
        return switch (value) {
            case String text -> {
                Matcher secret = SECRET.matcher(text);
                yield secret.matches() ? Optional.of(secret.group("scheme")) : Optional.empty();
            }
            case Map<?, ?> map -> scheme(map.values());
            case Iterable<?> list -> {
                for (Object each : list) {
                    Optional<String> found = scheme(each);
                    if (found.isPresent()) {
                        yield found;
                    }
                }
                yield Optional.empty();
            }
            case null, default -> Optional.empty();
        };
    }

    private static String firstSegment(String path) {
        int end = path.indexOf('/');
        return end < 0 ? path : path.substring(0, end);
    }

    /** Returns the text on one line, shortened if necessary. */
    private static String shown(String text) {
        String line = text.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
        return line.length() <= LONGEST_PATH ? line : line.substring(0, LONGEST_PATH) + "…";
    }
}
