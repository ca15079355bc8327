package io.dynamicaccounts.functions.definition;

import io.dynamicaccounts.functions.account.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which references the control plane resolves for which zone. Whoever may write accounts decides what a definition
 * refers to, so nothing is resolved that is not listed here; by default nothing is.
 *
 * <p>An entry is a zone, or {@code *} for all, and the place of a secret in the form of references:
 * {@code eu=secrets-manager!r:eu-central-1!s:clusters/eu/*}. The last parameter may end with {@code *}, which stands
 * for any rest; all else is compared as it is.
 */
public record AllowedReferences(List<Entry> entries) {

    /** Permits nothing. */
    public static final AllowedReferences NONE = new AllowedReferences(List.of());

    private static final String ANY = "*";

    public AllowedReferences {
        entries = List.copyOf(entries);
    }

    /**
     * One entry.
     *
     * @param zone the zone whose agents get the secret; empty for every zone
     * @param location the values of the parameters of the engine's location
     */
    public record Entry(Optional<ZoneId> zone, String engine, Map<String, String> location) {

        boolean permits(SecretReference reference) {
            if (!reference.engine().equals(engine)) {
                return false;
            }
            List<String> names = SecretEngine.LOCATIONS.getOrDefault(engine, List.of());
            boolean known = reference.parameters().keySet().stream()
                    .allMatch(name -> names.contains(name) || name.equals(SecretEngine.KEY));
            return known
                    && names.stream()
                            .allMatch(name -> matches(
                                    location.getOrDefault(name, ""),
                                    reference.parameters().getOrDefault(name, ""),
                                    name.equals(names.getLast())));
        }

        private static boolean matches(String permitted, String given, boolean last) {
            return !given.isEmpty()
                    && ((last && permitted.endsWith(ANY))
                            ? given.startsWith(permitted.substring(0, permitted.length() - 1))
                            : given.equals(permitted));
        }
    }

    /**
     * Reads a list of entries, separated by commas.
     *
     * @throws IllegalArgumentException "must be …"
     */
    public static AllowedReferences read(String text) {
        var entries = new ArrayList<Entry>();
        for (String entry : text.split(",", -1)) {
            if (!entry.isBlank()) {
                entries.add(entry(entry.strip()));
            }
        }
        return new AllowedReferences(entries);
    }

    private static Entry entry(String text) {
        int equals = text.indexOf('=');
        int parameters = text.indexOf('!');
        if (equals < 1 || parameters < equals) {
            throw wrong();
        }
        String engine = text.substring(equals + 1, parameters);
        List<String> names = SecretEngine.location(engine).orElseThrow(AllowedReferences::wrong);
        Map<String, String> location = SecretReference.parameters(text.substring(parameters));
        boolean complete = location.keySet().equals(Set.copyOf(names))
                && location.values().stream().noneMatch(String::isEmpty);
        boolean literal = names.stream()
                .limit(names.size() - 1L)
                .noneMatch(name -> location.getOrDefault(name, "").contains(ANY));
        String last = location.getOrDefault(names.getLast(), "");
        boolean inside = last.contains(ANY) && last.indexOf(ANY) < last.length() - 1;
        if (!complete || !literal || inside) {
            throw wrong();
        }
        return new Entry(zone(text.substring(0, equals)), engine, Map.copyOf(location));
    }

    private static Optional<ZoneId> zone(String text) {
        try {
            return text.equals(ANY) ? Optional.empty() : Optional.of(new ZoneId(text));
        } catch (IllegalArgumentException e) {
            throw wrong();
        }
    }

    private static IllegalArgumentException wrong() {
        String forms = SecretEngine.LOCATIONS.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(engine -> "ZONE=" + engine.getKey()
                        + engine.getValue().stream()
                                .map(name -> "!" + name + ":…")
                                .collect(Collectors.joining()))
                .collect(Collectors.joining(" or "));
        return new IllegalArgumentException("must be entries separated by commas, each " + forms
                + "; ZONE may be *, and the last parameter may end with *");
    }

    /** Returns whether the control plane resolves a reference for the agents of a zone. */
    public boolean permits(ZoneId zone, SecretReference reference) {
        return entries.stream()
                .filter(entry -> entry.zone().isEmpty() || entry.zone().get().equals(zone))
                .anyMatch(entry -> entry.permits(reference));
    }

    /** Returns whether the control plane resolves a reference for the agents of any zone. */
    public boolean permitsSomewhere(SecretReference reference) {
        return entries.stream().anyMatch(entry -> entry.permits(reference));
    }
}
