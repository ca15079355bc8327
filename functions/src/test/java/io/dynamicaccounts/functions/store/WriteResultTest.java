package io.dynamicaccounts.functions.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WriteResultTest {

    private final WriteResult<Integer> written = new WriteResult.Written<>(1);
    private final WriteResult<Integer> rejected = new WriteResult.Rejected<>(2);
    private final WriteResult<Integer> missing = new WriteResult.Missing<>();

    @Test
    void only_what_was_written_is_written() {
        assertThat(written.isWritten()).isTrue();
        assertThat(rejected.isWritten()).isFalse();
        assertThat(missing.isWritten()).isFalse();
        assertThat(written.written()).contains(1);
        assertThat(rejected.written()).isEmpty();
        assertThat(missing.written()).isEmpty();
    }

    @Test
    void what_is_made_of_it_has_the_same_result() {
        assertThat(written.map(number -> "no. " + number)).isEqualTo(new WriteResult.Written<>("no. 1"));
        assertThat(rejected.map(number -> "no. " + number)).isEqualTo(new WriteResult.Rejected<>("no. 2"));
        assertThat(missing.map(number -> "no. " + number)).isEqualTo(new WriteResult.Missing<>());
    }
}
