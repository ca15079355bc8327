package io.dynamicaccounts.agent.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SecrecyTest {

    @Test
    void no_text_form_of_an_object_with_a_definition_shows_the_definition() {
        ClearDefinition definition = new ClearDefinition(Map.of("kubeconfigContents", "canary"));
        DefinitionsAnswer answer =
                new DefinitionsAnswer(List.of(new DefinitionsAnswer.Entry("a", 1, definition)), null, null);
        assertThat(List.of(definition, answer, new ControlPlaneAnswer.Answered<>(answer), Optional.of(definition))
                        .toString())
                .doesNotContain("canary");
        assertThat(new StaticAccount("a", Map.of("kubeconfigContents", "canary")).toString())
                .doesNotContain("canary");
    }

    @Test
    void numbers_of_answers_are_bounded() {
        assertThat(new PollAnswer(1, 1, -5, 1e300, null, false, null)).satisfies(answer -> {
            assertThat(answer.pollAfter()).isZero();
            assertThat(answer.lease()).hasHours(1);
        });
        assertThat(new PollAnswer(1, 1, 1, 1, null, false, null, -3, null).protocol())
                .isEqualTo(1);
        PollRequest poll = new PollRequest("z", "s", null, 1, "v", List.of(), null);
        assertThat(poll.caching(Optional.empty(), Duration.ofDays(1)).leaseHeldSeconds())
                .isEqualTo(3600);
        assertThat(poll.caching(Optional.empty(), Duration.ofSeconds(-1)).leaseHeldSeconds())
                .isZero();
        assertThat(new ReportAnswer(null, Double.NaN).pollAfter().orElseThrow()).isZero();
    }
}
