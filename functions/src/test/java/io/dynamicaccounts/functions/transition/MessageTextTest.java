package io.dynamicaccounts.functions.transition;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MessageTextTest {

    @Test
    void a_short_text_stays_unchanged() {
        assertThat(MessageText.truncated("12345", 5)).isEqualTo("12345");
    }

    @Test
    void a_long_text_ends_in_an_ellipsis() {
        assertThat(MessageText.truncated("123456", 5)).isEqualTo("1234…");
    }

    @Test
    void a_surrogate_pair_is_not_cut_in_two() {
        assertThat(MessageText.truncated("123\uD83D\uDE00456", 5)).isEqualTo("123…");
    }
}
