package io.dynamicaccounts.infra.aws;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What callers reach is the version that the alias of a function names. AWS's own translator says which one that is,
 * given the parameters that {@code release} prints.
 */
class PublishedVersionsTest {

    private static final String UNCHANGED = "nothing";
    private static final String REPEATED = "nothing, once more";
    private static final String ARTIFACT = "the artifact";

    private static Map<String, Set<Version>> versions;

    /** @param id the logical id: another one is another version */
    private record Version(String function, String id, String description) {}

    @BeforeAll
    static void translate(@TempDir Path folder) {
        Tool.TRANSLATOR.require();
        var checkout = Checkout.in(folder);
        var cases = new LinkedHashMap<String, String>();
        cases.put(UNCHANGED, checkout.release("").succeeded());
        cases.put(REPEATED, checkout.release("").succeeded());
        changes()
                .forEach((name, value) ->
                        cases.put(name, checkout.release("", name + "=" + value).succeeded()));
        checkout.buildArtifact("another");
        cases.put(ARTIFACT, checkout.release("").succeeded());
        var input = new StringBuilder();
        cases.forEach((name, parameters) ->
                input.append(name).append('\n').append(parameters).append('\n'));
        versions = Run.of(
                        Path.of("."),
                        Map.of(),
                        input.toString(),
                        List.of("python3", "src/test/python/translate.py", Template.FILE.toString()))
                .succeeded()
                .lines()
                .map(line -> line.split("\t"))
                .collect(groupingBy(
                        fields -> fields[0], mapping(fields -> new Version(fields[1], fields[2], fields[3]), toSet())));
    }

    @Test
    void each_parameter_that_changes_has_every_function_published_anew() {
        assertThat(changes()).hasSizeGreaterThan(20).allSatisfy((name, value) -> assertAnew(name));
    }

    @Test
    void a_table_that_was_brought_back_reaches_the_functions() {
        assertThat(changes()).containsKey("TableInUse");
        assertAnew("TableInUse");
    }

    @Test
    void so_does_a_new_artifact() {
        assertAnew(ARTIFACT);
    }

    @Test
    void what_did_not_change_is_not_published() {
        assertThat(versions.get(REPEATED)).isEqualTo(versions.get(UNCHANGED)).hasSize(4);
    }

    /** Lambda publishes no version that is like the last: the description at least must be another. */
    private static void assertAnew(String changed) {
        Set<Version> before = versions.get(UNCHANGED);
        Set<Version> after = versions.get(changed);
        assertThat(after).as(changed).extracting(Version::function).containsExactlyInAnyOrder(names(before));
        assertThat(after).as(changed).extracting(Version::id).doesNotContainAnyElementsOf(ids(before));
        assertThat(after)
                .as(changed)
                .extracting(Version::description)
                .doesNotContainAnyElementsOf(
                        before.stream().map(Version::description).toList());
    }

    private static String[] names(Set<Version> versions) {
        return versions.stream().map(Version::function).toArray(String[]::new);
    }

    private static List<String> ids(Set<Version> versions) {
        return versions.stream().map(Version::id).toList();
    }

    /** Every parameter but the release, and a value that is not its default. */
    private static Map<String, String> changes() {
        var changes = new LinkedHashMap<String, String>();
        Template.read().section("Parameters").forEach((name, written) -> {
            if (!name.equals("Release")) {
                changes.put(name, another(Template.map(written)));
            }
        });
        return changes;
    }

    private static String another(Map<String, Object> parameter) {
        String usual = String.valueOf(parameter.get("Default"));
        if (parameter.get("AllowedValues") instanceof List<?> allowed) {
            return allowed.stream()
                    .map(String::valueOf)
                    .filter(value -> !value.equals(usual))
                    .findFirst()
                    .orElseThrow();
        }
        return parameter.get("Type").equals("Number") ? String.valueOf(Integer.parseInt(usual) + 1) : usual + "another";
    }
}
