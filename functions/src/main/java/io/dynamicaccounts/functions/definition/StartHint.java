package io.dynamicaccounts.functions.definition;

import io.dynamicaccounts.functions.account.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The hint for operators about what in a definition agents cannot use as it is, and the remedy: a path that exists
 * only on Clouddriver's machine, or a reference that Clouddriver resolves and agents do not receive resolved. The
 * result is a hint and not a refusal, because an agent may be configured with the directory of such files
 * ({@code --kubeconfig-root}) or with a secret engine, which the control plane cannot see.
 *
 * @param allowed the references that the control plane resolves
 */
public record StartHint(AllowedReferences allowed) {

    private static final String FILE = "kubeconfigFile";

    private static final Pattern SCHEME = Pattern.compile("(?<scheme>[A-Za-z][A-Za-z0-9+.-]*):.*", Pattern.DOTALL);

    /** The fields beside the file without whose value agents cannot watch what is meant. */
    private static final Set<String> USED_BY_AGENTS =
            Set.of("kubeconfigContents", "context", "namespaces", "omitNamespaces");

    /**
     * Returns the hint for what agents receive of a definition; empty where nothing is known that they cannot use.
     * The hint contains paths, which are no secrets, and of references to secrets only the scheme.
     *
     * @param kubeconfigFile the path given with migrate or activate
     * @param zone the account's zone, which decides what is resolved; empty where it is not known yet
     */
    public Optional<String> of(Definition definition, Optional<String> kubeconfigFile, Optional<ZoneId> zone) {
        Map<String, Object> fields =
                ClusterConnection.forAgents(definition, kubeconfigFile).fields();
        Optional<String> file = fields.get(FILE) instanceof String text ? file(text, zone) : Optional.empty();
        return file.or(() -> fields.entrySet().stream()
                .filter(field -> !field.getKey().equals(FILE))
                .flatMap(field ->
                        reference(field.getKey(), SecretFields.isSecret(field.getKey()), field.getValue(), zone)
                                .or(() -> placeholder(field.getKey(), field.getValue()))
                                .stream())
                .findFirst());
    }

    private Optional<String> file(String file, Optional<ZoneId> zone) {
        Optional<SecretReference> reference = SecretReference.of(file);
        if (reference.isPresent()) {
            return permitted(reference.get(), zone)
                    ? Optional.empty()
                    : hint("is a reference " + unresolved(reference.get()), "FROM=DIRECTORY");
        }
        return file(file);
    }

    private static Optional<String> file(String file) {
        if (file.contains("${")) {
            String from = file.substring(0, file.lastIndexOf('}') + 1);
            return hint(
                    FieldName.shown(file) + " has a placeholder, which agents do not fill in",
                    "'" + FieldName.shown(from) + "=DIRECTORY'");
        }
        Matcher scheme = SCHEME.matcher(file);
        if (file.startsWith("/")) {
            return Optional.empty();
        }
        if (file.startsWith("configserver:")) {
            return hint(
                    FieldName.shown(file) + " is a file of Spring's configuration server, which agents do not ask",
                    "configserver:=DIRECTORY");
        }
        if (scheme.matches() || file.startsWith("{cipher}")) {
            String what = scheme.matches() ? "is a reference (" + scheme.group("scheme") + ":)" : "is encrypted";
            return hint(what + ", which agents do not resolve", "FROM=DIRECTORY");
        }
        return file.startsWith("~")
                ? hint(
                        FieldName.shown(file) + " begins with ~, which agents do not expand",
                        FieldName.shown(firstSegment(file)) + "=DIRECTORY")
                : hint(FieldName.shown(file) + " is relative to where Clouddriver runs", ".=DIRECTORY");
    }

    private static Optional<String> hint(String what, String root) {
        return Optional.of(FILE + " " + what + (what.endsWith("or ") ? "" : ": ")
                + "give an absolute path on the agents' machines, or start agents with" + " --kubeconfig-root " + root);
    }

    private Optional<String> reference(String field, boolean secret, @Nullable Object value, Optional<ZoneId> zone) {
        return switch (value) {
            case String text ->
                SecretReference.of(text)
                        .filter(reference -> !secret || !permitted(reference, zone))
                        .map(reference -> FieldName.shown(field) + " holds a reference "
                                + (secret
                                        ? unresolved(reference) + ReferenceResolver.remedy(field)
                                        : "(" + reference.form().scheme()
                                                + ":), which is resolved in secret fields only: write its value"));
            case Map<?, ?> map ->
                map.entrySet().stream()
                        .flatMap(each ->
                                reference(
                                        field,
                                        secret || SecretFields.isSecret((String) each.getKey()),
                                        each.getValue(),
                                        zone)
                                        .stream())
                        .findFirst();
            case List<?> list ->
                list.stream()
                        .flatMap(each -> reference(field, secret, each, zone).stream())
                        .findFirst();
            case null, default -> Optional.empty();
        };
    }

    private boolean permitted(SecretReference reference, Optional<ZoneId> zone) {
        return ReferenceResolver.mayBeResolvedHere(reference)
                && zone.map(known -> allowed.permits(known, reference))
                        .orElseGet(() -> allowed.permitsSomewhere(reference));
    }

    /** Returns why a reference is not resolved, and the remedy as far as "or". */
    private static String unresolved(SecretReference reference) {
        String of = "(" + reference.form().scheme() + ":) to " + reference.engineName() + ", which ";
        if (ReferenceResolver.mayBeResolvedHere(reference)) {
            return of + "dynamic-accounts.references.allowed does not permit: permit it there, or ";
        }
        return of + "only agents resolve that have this secret engine: start agents of its zone with it"
                + (reference.engine().equals("k8s") ? " (--secrets-from NAMESPACE)" : "") + ", or ";
    }

    private static Optional<String> placeholder(String field, @Nullable Object value) {
        return USED_BY_AGENTS.contains(field) && holdsPlaceholder(value)
                ? Optional.of(FieldName.shown(field)
                        + " holds a placeholder, which agents do not fill in: write its value, or let"
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

    private static String firstSegment(String path) {
        int end = path.indexOf('/');
        return end < 0 ? path : path.substring(0, end);
    }
}
