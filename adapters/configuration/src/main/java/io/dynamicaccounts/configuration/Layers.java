package io.dynamicaccounts.configuration;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Merges the layers of configuration, of which a later one wins: defaults, the file, the environment, the command
 * line.
 *
 * <p>An unknown key that begins with {@code dynamic-accounts.} is refused, and the nearest known key suggested. In
 * the environment, and under the plugin's prefix, only a key that nearly equals a known key is refused: a container
 * platform adds variables such as {@code DYNAMIC_ACCOUNTS_SERVICE_HOST} to the environment, and a shared file may
 * have keys of the plugin.
 */
final class Layers {

    private final Map<SettingKey, Value> values = new EnumMap<>(SettingKey.class);
    private final List<String> problems = new ArrayList<>();

    /** A value, with the text that it was read from and its origin. */
    record Value(Object value, String text, Origin origin) {}

    private Layers(Place place) {
        for (SettingKey key : SettingKey.values()) {
            String text = place.byDefault(key);
            values.put(key, new Value(key.kind().read(text), text, new Origin.Default()));
        }
    }

    static Layers of(Place place, Optional<Path> file, Map<String, String> environment, List<String> assignments) {
        var layers = new Layers(place);
        file.ifPresent(path -> ConfigurationFile.read(path).forEach(layers::put));
        new TreeMap<>(environment).forEach(layers::putVariable);
        assignments.forEach(layers::putAssignment);
        return layers;
    }

    Value get(SettingKey key) {
        Value value = values.get(key);
        if (value == null) {
            throw new IllegalStateException(key + " has no default");
        }
        return value;
    }

    List<String> problems() {
        return problems;
    }

    private void put(ConfiguredValue entry) {
        Optional<SettingKey> key = SettingKey.written(entry.written());
        if (key.isPresent()) {
            set(key.get(), entry);
        } else if (SettingKey.relaxed(entry.written()).startsWith(SettingKey.relaxed(SettingKey.PREFIX))) {
            problems.add("there is no key " + entry.written() + " (from "
                    + entry.origin().words() + ")"
                    + NearestKey.to(entry.written())
                            .map(it -> ": did you mean " + it.canonical() + "?")
                            .orElse(""));
        } else if (SettingKey.relaxed(entry.written()).startsWith(SettingKey.relaxed(SettingKey.KUBESVC_PREFIX))) {
            refuseNearMiss(entry);
        }
    }

    private void putVariable(String name, String value) {
        Optional<SettingKey> key = SettingKey.variable(name);
        var entry = new ConfiguredValue(name, value, new Origin.Variable(name));
        if (key.isPresent()) {
            set(key.get(), entry);
        } else if (name.toUpperCase(Locale.ROOT).matches("(DYNAMIC_?ACCOUNTS|KUBESVC_DYNAMIC_?ACCOUNTS)_.*")) {
            refuseNearMiss(entry);
        }
    }

    private void putAssignment(String assignment) {
        int equals = assignment.indexOf('=');
        String written =
                equals < 0 ? assignment : assignment.substring(0, equals).strip();
        var origin = new Origin.CommandLine("--set " + written);
        if (equals < 0) {
            problems.add("--set takes KEY=VALUE, and '" + assignment + "' has no =");
        } else if (SettingKey.written(written).isEmpty()
                && !SettingKey.relaxed(written).startsWith(SettingKey.relaxed(SettingKey.PREFIX))) {
            // A --set may leave out the prefix, which is long to type.
            put(new ConfiguredValue(SettingKey.PREFIX + written, assignment.substring(equals + 1), origin));
        } else {
            put(new ConfiguredValue(written, assignment.substring(equals + 1), origin));
        }
    }

    private void refuseNearMiss(ConfiguredValue entry) {
        NearestKey.nearlyHit(entry.written())
                .ifPresent(key -> problems.add("there is no key " + entry.written() + " (from "
                        + entry.origin().words() + "): did you mean " + key.canonical() + "?"));
    }

    private void set(SettingKey key, ConfiguredValue entry) {
        try {
            values.put(
                    key,
                    new Value(
                            key.kind().read(entry.value().strip()),
                            entry.value().strip(),
                            entry.origin()));
        } catch (IllegalArgumentException e) {
            problems.add(key.canonical() + " " + e.getMessage() + ", not '" + entry.value() + "' (from "
                    + entry.origin().words() + ")");
        }
    }
}
