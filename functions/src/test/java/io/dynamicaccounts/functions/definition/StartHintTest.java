package io.dynamicaccounts.functions.definition;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StartHintTest {

    private static Optional<String> hint(String field, Object value) {
        return StartHint.of(new Definition(Map.of("name", "a", field, value)), Optional.of("/k"));
    }

    static Stream<Map.Entry<String, Object>> unresolved() {
        return Stream.of(
                Map.entry("context", "${CONTEXT}"),
                Map.entry("namespaces", "${NAMESPACES}"),
                Map.entry("omitNamespaces", List.of("a", "${NAMESPACE:b}")));
    }

    @ParameterizedTest
    @MethodSource("unresolved")
    void a_placeholder_that_agents_would_need_is_told_with_the_way_out(Map.Entry<String, Object> field) {
        assertThat(hint(field.getKey(), field.getValue()))
                .contains(field.getKey() + " holds a placeholder, which agents do not fill in: write its value, or let"
                        + " dynamic-accounts.sources.placeholders list its name and migrate the account again");
    }

    @Test
    void contents_that_are_a_placeholder_are_told_and_those_that_hold_one_are_not() {
        assertThat(StartHint.of(
                        new Definition(Map.of("name", "a", "kubeconfigContents", "${CONTENTS}")), Optional.empty()))
                .hasValueSatisfying(hint -> assertThat(hint).startsWith("kubeconfigContents holds a placeholder"));
        assertThat(StartHint.of(
                        new Definition(Map.of("name", "a", "kubeconfigContents", "apiVersion: v1 # ${X}")),
                        Optional.empty()))
                .isEmpty();
    }

    @Test
    void placeholders_in_options_that_agents_do_not_use_are_not_told() {
        assertThat(hint("permissions", "${PERMISSIONS}")).isEmpty();
        assertThat(hint("cacheThreads", "${THREADS:1}")).isEmpty();
    }
}
