package io.dynamicaccounts.functions.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.dynamicaccounts.functions.store.Observations.Observation;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every store must do with observations. */
public abstract class ObservationsContract extends StoreContract {

    private static final Observation FULL = new Observation(
            Optional.of("https://cluster:6443"),
            Optional.of("v1.35"),
            Optional.of("ab:cd"),
            List.of("kube-system", "default"));

    @Test
    void of_an_account_that_was_never_observed_nothing_is_found() {
        assertThat(store.observations().find(ACCOUNT)).isEmpty();
        assertThat(store.observations().find(List.of(ACCOUNT))).isEmpty();
    }

    @Test
    void the_last_word_counts_in_every_part() {
        store.observations().put(ACCOUNT, FULL);
        assertThat(store.observations().find(ACCOUNT)).contains(FULL);

        store.observations().put(ACCOUNT, Observation.NONE);
        assertThat(store.observations().find(ACCOUNT)).contains(Observation.NONE);

        var third = new Observation(Optional.empty(), Optional.of("v1.36"), Optional.empty(), List.of("b", "a", "b"));
        store.observations().put(ACCOUNT, third);
        assertThat(store.observations().find(ACCOUNT)).contains(third);
    }

    @Test
    void all_the_namespaces_that_are_kept_come_back_in_their_order() {
        List<String> namespaces = IntStream.range(0, Observations.MAX_NAMESPACES)
                .mapToObj(i -> "namespace-" + (Observations.MAX_NAMESPACES - i))
                .toList();
        store.observations()
                .put(ACCOUNT, new Observation(Optional.empty(), Optional.empty(), Optional.empty(), namespaces));

        assertThat(store.observations().find(ACCOUNT).orElseThrow().namespaces())
                .isEqualTo(namespaces);
    }

    @Test
    void those_of_many_accounts_are_found_at_once() {
        store.observations().put(account("a"), FULL);
        store.observations().put(account("b"), Observation.NONE);
        var asked =
                IntStream.range(0, 1_500).mapToObj(i -> account("unknown-" + i)).collect(Collectors.toList());
        asked.addAll(List.of(account("b"), account("a")));

        assertThat(store.observations().find(asked))
                .hasSize(2)
                .containsEntry(account("a"), FULL)
                .containsEntry(account("b"), Observation.NONE);
    }

    @Test
    void what_is_deleted_is_gone_and_the_rest_stays() {
        store.observations().put(account("a"), FULL);
        store.observations().put(account("b"), FULL);

        store.observations().delete(account("a"));
        store.observations().delete(account("unknown"));

        assertThat(store.observations().find(account("a"))).isEmpty();
        assertThat(store.observations().find(account("b"))).contains(FULL);
    }
}
