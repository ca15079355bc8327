package io.dynamicaccounts.functions.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.store.AccountNames.Entry;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every store must do with the names of accounts. */
public abstract class NamesContract extends StoreContract {

    /** The names in the order of their code units: '-' '.' digits, upper case, '_', lower case; a prefix first. */
    private static final List<String> IN_ORDER = List.of(
            "0", "10", "9", "A", "A-", "A-b", "A.b", "A0", "AA", "A_b", "Aa", "B", "Z", "a", "a-b", "a.b", "aB", "a_b",
            "ab", "b", "z");

    @Test
    void names_are_in_the_order_of_their_code_units() {
        putShuffled(IN_ORDER);

        assertThat(store.names().after(null, 100))
                .extracting(NamesContract::text)
                .containsExactlyElementsOf(IN_ORDER);
        assertThat(store.names().page(0, 100)).extracting(NamesContract::text).containsExactlyElementsOf(IN_ORDER);
    }

    @Test
    void what_comes_after_any_name_is_the_rest_up_to_the_limit() {
        putShuffled(IN_ORDER);

        for (int i = 0; i < IN_ORDER.size(); i++) {
            List<String> rest = IN_ORDER.subList(i + 1, Math.min(IN_ORDER.size(), i + 4));
            assertThat(store.names().after(account(IN_ORDER.get(i)), 3))
                    .extracting(NamesContract::text)
                    .containsExactlyElementsOf(rest);
        }
    }

    @Test
    void the_name_to_go_on_from_need_not_exist() {
        putShuffled(List.of("a", "c"));

        assertThat(store.names().after(account("b"), 10))
                .extracting(NamesContract::text)
                .containsExactly("c");
        assertThat(store.names().after(account("d"), 10)).isEmpty();
    }

    @Test
    void pages_skip_what_was_on_the_pages_before() {
        List<String> names =
                IntStream.range(100, 350).mapToObj(i -> "name-" + i).toList();
        putShuffled(names);

        var walked = new ArrayList<String>();
        for (long offset = 0; offset <= 250; offset += 100) {
            store.names().page(offset, 100).forEach(entry -> walked.add(text(entry)));
        }

        assertThat(walked).containsExactlyElementsOf(names);
        assertThat(store.names().page(250, 100)).isEmpty();
        assertThat(store.names().page(10_000, 100)).isEmpty();
        assertThat(store.names().count()).isEqualTo(250);
    }

    @Test
    void a_name_is_as_it_was_last_written() {
        store.names().put(new Entry(ACCOUNT, "first", NOON));
        store.names().put(new Entry(ACCOUNT, "second", NOON.plusSeconds(1).plus(LESS_THAN_A_MILLISECOND)));

        assertThat(store.names().after(null, 10)).containsExactly(new Entry(ACCOUNT, "second", NOON.plusSeconds(1)));
        assertThat(store.names().count()).isEqualTo(1);
    }

    @Test
    void a_name_is_deleted_only_on_the_token_it_carries() {
        store.names().put(new Entry(ACCOUNT, "first", NOON));
        store.names().put(new Entry(ACCOUNT, "second", NOON));

        assertThat(store.names().delete(ACCOUNT, "first")).isFalse();
        assertThat(store.names().count()).isEqualTo(1);
        assertThat(store.names().delete(ACCOUNT, "second")).isTrue();
        assertThat(store.names().delete(ACCOUNT, "second")).isFalse();
        assertThat(store.names().after(null, 10)).isEmpty();
        assertThat(store.names().count()).isZero();
    }

    @Test
    void deleting_a_name_leaves_the_others() {
        putShuffled(List.of("a", "b"));

        store.names().delete(account("a"), "token of a");

        assertThat(store.names().after(null, 10))
                .extracting(NamesContract::text)
                .containsExactly("b");
    }

    @Test
    void of_many_who_delete_a_name_exactly_one_did() {
        store.names().put(new Entry(ACCOUNT, "token", NOON));

        assertThat(Race.of(i -> store.names().delete(ACCOUNT, "token")))
                .filteredOn(deleted -> deleted)
                .hasSize(1);
    }

    private void putShuffled(List<String> names) {
        var shuffled = new ArrayList<>(names);
        Collections.shuffle(shuffled, new Random(11));
        Race.of(shuffled.size(), i -> {
            AccountName name = account(shuffled.get(i));
            store.names().put(new Entry(name, "token of " + name, NOON));
            return name;
        });
    }

    private static String text(Entry entry) {
        return entry.name().value();
    }
}
