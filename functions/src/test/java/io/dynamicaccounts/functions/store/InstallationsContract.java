package io.dynamicaccounts.functions.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

public abstract class InstallationsContract extends StoreContract {

    private static final Installation FOUNDED = Installation.create("here", NOON);

    @Test
    void nothing_is_noted_at_first() {
        assertThat(store.installations().find()).isEmpty();
        assertThat(store.installations().home()).isNotBlank();
    }

    @Test
    void what_was_written_is_found_in_milliseconds() {
        var restoring = Installation.restoring("here", "abc", NOON.plus(LESS_THAN_A_MILLISECOND));
        assertThat(store.installations().replace(null, restoring)).isTrue();
        assertThat(store.installations().find()).contains(Installation.restoring("here", "abc", NOON));

        Installation adopting = Installation.restoring("here", "abc", NOON)
                .adopting("there", 0, NOON.plusSeconds(1), NOON.plusSeconds(50));
        assertThat(store.installations().replace(restoring, adopting)).isTrue();
        assertThat(store.installations().find()).contains(adopting);

        Installation ready = adopting.ready(NOON.plusSeconds(60));
        assertThat(store.installations().replace(adopting, ready)).isTrue();
        assertThat(store.installations().find()).contains(ready);
        assertThat(ready.restoring()).isEmpty();
    }

    @Test
    void only_what_was_read_is_replaced() {
        assertThat(store.installations().replace(null, FOUNDED)).isTrue();
        assertThat(store.installations().replace(null, Installation.create("elsewhere", NOON)))
                .isFalse();
        Installation adopting = FOUNDED.adopting("here", 0, NOON, NOON);
        assertThat(store.installations().replace(adopting, adopting.ready(NOON)))
                .isFalse();
        assertThat(store.installations().find()).contains(FOUNDED);
        assertThat(store.installations().replace(FOUNDED, adopting)).isTrue();
        assertThat(store.installations().replace(FOUNDED, adopting)).isFalse();
        assertThat(store.installations().find()).contains(adopting);
    }

    @Test
    void a_check_value_that_another_noted_meanwhile_is_never_replaced() {
        assertThat(store.installations().replace(null, FOUNDED)).isTrue();
        assertThat(store.installations().replace(FOUNDED, FOUNDED.withKeyCheck("first")))
                .isTrue();
        assertThat(store.installations().replace(FOUNDED, FOUNDED.withKeyCheck("second")))
                .isFalse();
        assertThat(store.installations().replace(FOUNDED.withKeyCheck("other"), FOUNDED.withKeyCheck("second")))
                .isFalse();
        assertThat(store.installations().find()).contains(FOUNDED.withKeyCheck("first"));
        assertThat(store.installations().replace(FOUNDED.withKeyCheck("first"), FOUNDED.withKeyCheck("renewed")))
                .isTrue();
        assertThat(store.installations().find()).contains(FOUNDED.withKeyCheck("renewed"));
    }

    @Test
    void of_many_that_note_a_check_value_one_does() {
        assertThat(store.installations().replace(null, FOUNDED)).isTrue();
        var first = new AtomicInteger();
        Race.of(20, number -> {
            if (store.installations().replace(FOUNDED, FOUNDED.withKeyCheck("value-" + number))) {
                first.incrementAndGet();
            }
            return Optional.empty();
        });
        assertThat(first).hasValue(1);
    }

    @Test
    void a_check_value_outlives_an_adoption_and_not_the_beginning_of_a_restore() {
        Installation checked = FOUNDED.withKeyCheck("value");
        assertThat(store.installations().replace(null, checked)).isTrue();
        Installation adopted = checked.adopting("there", 0, NOON, NOON).ready(NOON);
        assertThat(store.installations().replace(checked, adopted)).isTrue();
        assertThat(store.installations().find().flatMap(Installation::keyCheck)).contains("value");
        assertThat(store.installations().replace(adopted, Installation.restoring("there", "abc", NOON)))
                .isTrue();
        assertThat(store.installations().find().flatMap(Installation::keyCheck)).isEmpty();
    }

    @Test
    void of_many_that_are_first_one_is() {
        var first = new AtomicInteger();
        Race.of(20, number -> {
            var installation = Installation.create("home-" + number, NOON.plus(Duration.ofMillis(number)));
            if (store.installations().replace(null, installation)) {
                first.incrementAndGet();
            }
            return Optional.empty();
        });
        assertThat(first).hasValue(1);
    }
}
