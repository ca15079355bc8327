package io.dynamicaccounts.configuration;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * Reads a file of configuration, YAML or properties, as flat keys in the order of the file. Nested and dotted YAML
 * keys mean the same, also mixed. Messages never quote the file, because the file may hold secrets too.
 */
final class ConfigurationFile {

    private final Path file;
    private final List<ConfiguredValue> entries = new ArrayList<>();

    private ConfigurationFile(Path file) {
        this.file = file;
    }

    /**
     * Returns the entries of this file.
     *
     * @throws Misconfigured when the file cannot be read
     */
    static List<ConfiguredValue> read(Path file) {
        String text;
        try {
            text = Files.readString(file);
        } catch (NoSuchFileException e) {
            throw unreadable("the configuration file " + file + " does not exist");
        } catch (CharacterCodingException e) {
            throw unreadable("the configuration file " + file + " is not UTF-8 text");
        } catch (IOException e) {
            throw unreadable("the configuration file " + file + " cannot be read ("
                    + e.getClass().getSimpleName() + ")");
        }
        var reading = new ConfigurationFile(file);
        if (file.toString().toLowerCase(Locale.ROOT).endsWith(".properties")) {
            reading.properties(text);
        } else {
            reading.yaml(text);
        }
        return reading.entries;
    }

    private static Misconfigured unreadable(String problem) {
        return new Misconfigured(List.of(problem));
    }

    private void properties(String text) {
        try {
            // One logical line at a time, so that each entry has its line.
            String[] lines = text.split("\n", -1);
            for (int i = 0; i < lines.length; i++) {
                int first = i;
                var logical = new StringBuilder(lines[i]);
                while (lines[i].matches(".*[^\\\\](\\\\\\\\)*\\\\\r?") && i + 1 < lines.length) {
                    logical.append('\n').append(lines[++i]);
                }
                var properties = new Properties();
                properties.load(new StringReader(logical.toString()));
                properties.forEach((key, value) -> entries.add(
                        new ConfiguredValue((String) key, (String) value, new Origin.File(file, first + 1))));
            }
        } catch (IOException | IllegalArgumentException e) {
            throw unreadable("the configuration file " + file + " is not in the format of properties");
        }
    }

    private void yaml(String text) {
        try {
            new Yaml(new LoaderOptions()).composeAll(new StringReader(text)).forEach(node -> flatten("", node));
        } catch (MarkedYAMLException e) {
            var mark = e.getProblemMark();
            throw unreadable("the configuration file " + file + " is not YAML: see "
                    + (mark == null
                            ? "its beginning"
                            : "line " + (mark.getLine() + 1) + ", column " + (mark.getColumn() + 1)));
        } catch (YAMLException e) {
            throw unreadable("the configuration file " + file + " is not YAML");
        }
    }

    private void flatten(String prefix, Node node) {
        switch (node) {
            case MappingNode mapping ->
                mapping.getValue().forEach(tuple -> {
                    if (tuple.getKeyNode() instanceof ScalarNode key) {
                        flatten(
                                prefix.isEmpty() ? key.getValue() : prefix + "." + key.getValue(),
                                tuple.getValueNode());
                    }
                });
            case SequenceNode sequence -> add(prefix, commaSeparated(sequence), node);
            case ScalarNode scalar -> add(prefix, scalar.getValue(), node);
            default -> {}
        }
    }

    private static String commaSeparated(SequenceNode sequence) {
        return String.join(
                ",",
                sequence.getValue().stream()
                        .filter(ScalarNode.class::isInstance)
                        .map(item -> ((ScalarNode) item).getValue())
                        .toList());
    }

    private void add(String key, String value, Node node) {
        entries.add(new ConfiguredValue(
                key, value, new Origin.File(file, node.getStartMark().getLine() + 1)));
    }
}
