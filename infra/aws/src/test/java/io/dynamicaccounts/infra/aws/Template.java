package io.dynamicaccounts.infra.aws;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.AbstractConstruct;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** The template as it is when nobody gives a parameter: conditions decided, references to parameters replaced by their defaults. */
record Template(Map<?, ?> written) {

    static final Path FILE = Path.of("template.yaml");

    static Template read() {
        try {
            return new Template(new Yaml(new ShortForms()).load(Files.readString(FILE)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Map<?, ?> section(String name) {
        return map(written.get(name));
    }

    /** The names of the resources of a type. */
    List<String> ofType(String type) {
        return section("Resources").entrySet().stream()
                .filter(resource -> map(resource.getValue()).get("Type").equals(type))
                .map(resource -> (String) resource.getKey())
                .toList();
    }

    Map<?, ?> resource(String name) {
        return map(section("Resources").get(name));
    }

    /** A resource's properties, resolved. */
    Map<?, ?> properties(String resource) {
        return map(resolved(resource(resource).get("Properties")));
    }

    /** The variables of a function, those that all of them have included, as text. What only a deployment knows stays a name. */
    Map<String, String> environment(String function) {
        var variables = new java.util.TreeMap<String, String>();
        variables.putAll(variables(map(map(section("Globals").get("Function")).get("Environment"))));
        variables.putAll(variables(map(map(resource(function).get("Properties")).get("Environment"))));
        return variables;
    }

    private Map<String, String> variables(Map<?, ?> environment) {
        return map(resolved(environment.get("Variables"))).entrySet().stream()
                .filter(variable -> !variable.getValue().equals("AWS::NoValue"))
                .collect(Collectors.toMap(
                        variable -> (String) variable.getKey(),
                        variable -> variable.getValue().toString()));
    }

    /** The default of a parameter. */
    String parameter(String name) {
        return String.valueOf(map(section("Parameters").get(name)).get("Default"));
    }

    static Map<?, ?> map(Object value) {
        if (value instanceof Map<?, ?> map) {
            return map;
        }
        throw new IllegalArgumentException("not a map: " + value);
    }

    private Object resolved(Object value) {
        return switch (value) {
            case Map<?, ?> map when map.size() == 1 && map.containsKey("Ref") -> reference((String) map.get("Ref"));
            case Map<?, ?> map
            when map.size() == 1 && map.containsKey("Fn::If") -> {
                var choice = (List<?>) map.get("Fn::If");
                boolean holds = holds(section("Conditions").get(choice.getFirst()));
                yield resolved(holds ? choice.get(1) : choice.get(2));
            }
            case Map<?, ?> map ->
                map.entrySet().stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, entry -> resolved(entry.getValue())));
            case List<?> list -> list.stream().map(this::resolved).toList();
            default -> value;
        };
    }

    private Object reference(String name) {
        return section("Parameters").containsKey(name) ? parameter(name) : name;
    }

    private boolean holds(Object condition) {
        Map<?, ?> asked = map(condition);
        if (asked.get("Fn::Not") instanceof List<?> not) {
            return !holds(not.getFirst());
        }
        var equal = (List<?>) asked.get("Fn::Equals");
        return resolved(equal.getFirst()).equals(equal.getLast());
    }

    /** Reads {@code !Ref x} as {@code {Ref: x}}, and {@code !Sub x} as {@code {Fn::Sub: x}}, as CloudFormation does. */
    private static final class ShortForms extends SafeConstructor {

        ShortForms() {
            super(new LoaderOptions());
            yamlMultiConstructors.put("!", new AbstractConstruct() {
                @Override
                public Object construct(Node node) {
                    String name = node.getTag().getValue().substring(1);
                    return Map.of(name.equals("Ref") ? name : "Fn::" + name, value(node));
                }
            });
        }

        private Object value(Node node) {
            return switch (node) {
                case ScalarNode scalar -> scalar.getValue();
                case SequenceNode sequence -> constructSequence(sequence);
                case MappingNode mapping -> constructMapping(mapping);
                default -> throw new IllegalArgumentException("neither a value nor a list nor a map: " + Tag.NULL);
            };
        }
    }
}
