package io.dynamicaccounts.infra.aws;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.AbstractConstruct;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * The template as it is deployed: conditions decided, references to parameters replaced by their values.
 *
 * @param given the values of parameters; those of the others are their defaults
 */
record Template(Map<String, Object> written, Map<String, String> given) {

    static final Path FILE = Path.of("template.yaml");

    /** In the place of what is left out. */
    private static final String NOTHING = "AWS::NoValue";

    /** Read once for all tests, none of which changes it. */
    private static final Template WRITTEN = parsed();

    static Template read() {
        return WRITTEN;
    }

    private static Template parsed() {
        try {
            return new Template(new Yaml(new ShortForms()).load(Files.readString(FILE)), Map.of());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same template, deployed with these parameters. */
    Template with(Map<String, String> parameters) {
        return new Template(written, parameters);
    }

    Map<String, Object> section(String name) {
        return map(written.get(name));
    }

    /** A section, resolved. */
    Map<String, Object> resolvedSection(String name) {
        return map(resolved(section(name)));
    }

    /** The names of the resources of a type. */
    List<String> ofType(String type) {
        return section("Resources").entrySet().stream()
                .filter(resource -> map(resource.getValue()).get("Type").equals(type))
                .map(resource -> resource.getKey())
                .toList();
    }

    Map<String, Object> resource(String name) {
        return map(section("Resources").get(name));
    }

    /** A resource's properties, resolved. */
    Map<String, Object> properties(String resource) {
        return map(resolved(resource(resource).get("Properties")));
    }

    /**
     * The variables of a function, those that all of them have included, as text. What only a deployment knows stays
     * a name.
     */
    Map<String, String> environment(String function) {
        var variables = new TreeMap<String, String>();
        variables.putAll(variables(map(map(section("Globals").get("Function")).get("Environment"))));
        variables.putAll(variables(map(map(resource(function).get("Properties")).get("Environment"))));
        return variables;
    }

    private Map<String, String> variables(Map<String, Object> environment) {
        return map(resolved(environment.get("Variables"))).entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, variable -> variable.getValue().toString()));
    }

    /** The artifact of the functions, from here. */
    String artifact() {
        return ofType("AWS::Serverless::Function").stream()
                .map(function -> (String) properties(function).get("CodeUri"))
                .reduce((one, other) -> {
                    if (!one.equals(other)) {
                        throw new IllegalStateException("functions are made of several artifacts");
                    }
                    return one;
                })
                .orElseThrow();
    }

    /** The value of a parameter. */
    String parameter(String name) {
        return given.getOrDefault(
                name, String.valueOf(map(section("Parameters").get(name)).get("Default")));
    }

    /** Whether a resource is made. */
    boolean exists(String resource) {
        return !(resource(resource).get("Condition") instanceof String condition)
                || holds(section("Conditions").get(condition));
    }

    /** A map of the template: their keys are words. */
    @SuppressWarnings("unchecked")
    static Map<String, Object> map(@Nullable Object value) {
        return (Map<String, Object>) Objects.requireNonNull(value);
    }

    private Object resolved(Object value) {
        return switch (value) {
            case Map<?, ?> function
            when function.size() == 1 && function.get("Ref") instanceof String name -> reference(name);
            case Map<?, ?> function
            when function.size() == 1 && function.get("Fn::If") instanceof List<?> choice -> {
                boolean holds = holds(section("Conditions").get((String) choice.getFirst()));
                yield resolved(holds ? choice.get(1) : choice.get(2));
            }
            case Map<?, ?> map ->
                map(map).entrySet().stream()
                        .map(entry -> Map.entry(entry.getKey(), resolved(entry.getValue())))
                        .filter(entry -> !entry.getValue().equals(NOTHING))
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
            case List<?> list ->
                list.stream()
                        .map(this::resolved)
                        .filter(each -> !each.equals(NOTHING))
                        .toList();
            default -> value;
        };
    }

    private Object reference(String name) {
        return section("Parameters").containsKey(name) ? parameter(name) : name;
    }

    private boolean holds(@Nullable Object condition) {
        Map.Entry<String, Object> asked = map(condition).entrySet().iterator().next();
        return switch (asked.getKey()) {
            case "Fn::Not" -> !holds(((List<?>) asked.getValue()).getFirst());
            case "Fn::And" -> ((List<?>) asked.getValue()).stream().allMatch(this::holds);
            case "Fn::Or" -> ((List<?>) asked.getValue()).stream().anyMatch(this::holds);
            case "Fn::Condition" -> holds(section("Conditions").get((String) asked.getValue()));
            case "Fn::Equals" -> {
                var equal = (List<?>) asked.getValue();
                yield resolved(equal.getFirst())
                        .toString()
                        .equals(equal.getLast().toString());
            }
            default -> throw new IllegalArgumentException("no condition that is known here: " + asked.getKey());
        };
    }

    /**
     * Reads {@code !Ref x} as {@code {Ref: x}}, and {@code !Sub x} as {@code {Fn::Sub: x}}, as CloudFormation does.
     */
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
