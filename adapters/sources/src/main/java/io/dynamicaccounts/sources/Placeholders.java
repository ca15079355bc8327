package io.dynamicaccounts.sources;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Fills in the placeholders of a configuration file, <code>${NAME}</code> and <code>${NAME:default}</code>, whose
 * name an operator allows. All others stay as they are: whoever writes the file must not read this process's
 * environment.
 */
public final class Placeholders {

    /** Fills nothing in. */
    public static final Placeholders NONE = new Placeholders(Set.of(), Map.of());

    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{(?<name>[^${}:]+)(?::(?<otherwise>[^${}]*))?\\}");

    private final Set<String> allowed;
    private final Map<String, String> values;

    private Placeholders(Set<String> allowed, Map<String, String> values) {
        this.allowed = allowed;
        this.values = values;
    }

    /** Takes the values of the allowed names from an environment, and nothing else. */
    public static Placeholders of(Set<String> allowed, Map<String, String> environment) {
        var values = new LinkedHashMap<>(environment);
        values.keySet().retainAll(allowed);
        return new Placeholders(Set.copyOf(allowed), Map.copyOf(values));
    }

    /**
     * Returns the text with those placeholders filled in that can be. What is filled in is not looked into again. A
     * text that would become larger than a definition stays as it is.
     */
    String fill(String text) {
        if (!text.contains("${")) {
            return text;
        }
        var filled = new StringBuilder();
        Matcher placeholders = PLACEHOLDER.matcher(text);
        while (placeholders.find()) {
            placeholders.appendReplacement(filled, Matcher.quoteReplacement(value(placeholders)));
            if (filled.length() > Bounds.MAX_SIZE) {
                return text;
            }
        }
        return placeholders.appendTail(filled).toString();
    }

    private String value(Matcher placeholder) {
        String name = placeholder.group("name").strip();
        if (!allowed.contains(name)) {
            return placeholder.group();
        }
        return Optional.ofNullable(values.get(name))
                .or(() -> Optional.ofNullable(placeholder.group("otherwise")))
                .orElse(placeholder.group());
    }
}
