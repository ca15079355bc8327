package io.dynamicaccounts.agent.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SecrecyTest {

    @Test
    void no_text_of_anything_that_holds_a_definition_shows_it() {
        Definition definition = new Definition(Map.of("kubeconfigContents", "canary"));
        DefinitionsAnswer answer =
                new DefinitionsAnswer(List.of(new DefinitionsAnswer.Entry("a", 1, definition)), null, null);
        assertThat(List.of(definition, answer, new Answer.Answered<>(answer), Optional.of(definition))
                        .toString())
                .doesNotContain("canary");
        assertThat(new StaticAccount("a", Map.of("kubeconfigContents", "canary")).toString())
                .doesNotContain("canary");
    }

    @Test
    void numbers_from_the_wire_are_bounded() {
        assertThat(new PollAnswer(1, 1, -5, 1e300, null, false, null)).satisfies(answer -> {
            assertThat(answer.pollAfter()).isZero();
            assertThat(answer.lease()).hasHours(1);
        });
        assertThat(new ReportAnswer(null, Double.NaN).pollAfter().orElseThrow()).isZero();
    }
}
