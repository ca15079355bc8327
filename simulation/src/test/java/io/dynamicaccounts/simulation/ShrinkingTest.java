package io.dynamicaccounts.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ShrinkingTest {

    private final DeliberateFault fault = DeliberateFault.all().stream()
            .filter(candidate -> candidate.name().startsWith("a deletion that has to wait"))
            .findFirst()
            .orElseThrow();

    @Test
    void a_failing_script_is_cut_down_to_the_few_deeds_that_it_takes() {
        Script script = failing();

        Script least = new Shrinking(script, fault).least(failure(script));

        assertThat(failure(least)).isInstanceOf(Broken.class);
        assertThat(least.deeds()).hasSizeBetween(3, 8);
        assertThat(least.deeds())
                .extracting(deed -> deed.what() instanceof Deed.Ask ask ? ask.wish() : null)
                .contains(Deed.Wish.ACTIVATE, Deed.Wish.DELETE);
    }

    @Test
    void what_is_told_of_a_failure_begins_with_its_seed_and_tells_the_story() {
        Script script = failing();

        assertThat(new Shrinking(script, fault).explain(failure(script)))
                .startsWith("seed " + script.seed())
                .contains("DELETE -> TO_DEACTIVATE", "nothing goes wrong any more", "should be gone");
    }

    /** Fails for this reason and no other. */
    private Script failing() {
        return LongStream.rangeClosed(1, 300)
                .mapToObj(Script::of)
                .filter(candidate -> catchThrowable(() -> Run.of(candidate)) == null)
                .filter(candidate -> failure(candidate) != null)
                .findFirst()
                .orElseThrow();
    }

    private Throwable failure(Script script) {
        return catchThrowable(() -> Run.of(script, fault));
    }
}
