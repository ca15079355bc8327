package io.dynamicaccounts.functions.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.store.MigrationMarks.Mark;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What every store must do with the marks of the automatic migration. */
public abstract class MigrationMarksContract extends StoreContract {

    @ParameterizedTest
    @EnumSource(Mark.class)
    void at_first_no_name_has_a_mark(Mark mark) {
        assertThat(store.migrationMarks().after(mark, null, 10)).isEmpty();
        assertThat(store.migrationMarks().among(mark, List.of(ACCOUNT))).isEmpty();
        store.migrationMarks().remove(mark, List.of(ACCOUNT));
        store.migrationMarks().put(mark, List.of());
        assertThat(store.migrationMarks().among(mark, List.of())).isEmpty();
    }

    @Test
    void a_name_has_the_mark_that_was_put_on_it_and_no_other_until_it_is_removed() {
        store.migrationMarks().put(Mark.BEGUN, List.of(ACCOUNT, account("b")));
        store.migrationMarks().put(Mark.BEGUN, List.of(ACCOUNT));
        store.migrationMarks().put(Mark.REMOVED, List.of(account("c")));

        assertThat(store.migrationMarks().among(Mark.BEGUN, List.of(ACCOUNT, account("c"), account("d"))))
                .containsExactly(ACCOUNT);
        assertThat(store.migrationMarks().among(Mark.REMOVED, List.of(ACCOUNT, account("c"))))
                .containsExactly(account("c"));

        store.migrationMarks().remove(Mark.BEGUN, List.of(ACCOUNT));
        assertThat(store.migrationMarks().after(Mark.BEGUN, null, 10)).containsExactly(account("b"));
        assertThat(store.migrationMarks().after(Mark.REMOVED, null, 10)).containsExactly(account("c"));
    }

    @Test
    void many_names_are_marked_found_and_walked_in_their_order() {
        List<AccountName> names = IntStream.range(0, 1_050)
                .mapToObj(i -> account("name-%04d".formatted(i)))
                .toList();
        store.migrationMarks().put(Mark.BEGUN, names);

        assertThat(store.migrationMarks().among(Mark.BEGUN, names)).hasSize(1_050);
        assertThat(store.migrationMarks().after(Mark.BEGUN, null, 3)).containsExactlyElementsOf(names.subList(0, 3));
        assertThat(store.migrationMarks().after(Mark.BEGUN, names.get(2), 1_000))
                .containsExactlyElementsOf(names.subList(3, 1_003));
        assertThat(store.migrationMarks().after(Mark.BEGUN, names.getLast(), 10))
                .isEmpty();

        store.migrationMarks().remove(Mark.BEGUN, names.subList(0, 1_049));
        assertThat(store.migrationMarks().after(Mark.BEGUN, null, 10)).containsExactly(names.getLast());
    }
}
