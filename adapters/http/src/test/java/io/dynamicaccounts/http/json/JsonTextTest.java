package io.dynamicaccounts.http.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTextTest {

    private static JsonText.Result read(String text) {
        return JsonText.read(text.getBytes(StandardCharsets.UTF_8));
    }

    private static Object value(String text) {
        return ((JsonText.Result.Value) read(text)).value();
    }

    @Test
    void numbers_keep_their_kind_and_their_digits() {
        assertThat(value("[1, 2147483648, 9223372036854775808, 1.10, 1e2, -0]"))
                .isEqualTo(List.of(
                        1,
                        2147483648L,
                        new BigInteger("9223372036854775808"),
                        new BigDecimal("1.10"),
                        new BigDecimal("1e2"),
                        0));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"b\":1,\"a\":[null,true,false,{}],\"\":\"\"}",
                "[1.10,1E+2,12345678901234567890,1E+400]",
                "\"\\u0000\\\"\\\\\"",
                "\"\ud83d\ude00é\u2028\"",
                "null"
            })
    void a_value_that_was_read_is_written_as_it_was(String text) {
        assertThat(JsonBytes.text(value(text))).isEqualTo(text);
    }

    @Test
    void values_that_json_cannot_express_are_written_as_closely_as_possible() {
        assertThat(JsonBytes.text("cut \ud83d")).isEqualTo("\"cut \ufffd\"");
        assertThat(JsonBytes.text(Map.of("\udc00", Double.NaN))).isEqualTo("{\"\ufffd\":\"NaN\"}");
        assertThat(JsonBytes.text(1.5f)).isEqualTo("1.5");
    }

    @Test
    void members_keep_their_order() {
        assertThat(((Map<?, ?>) value("{\"z\":1,\"a\":2,\"m\":3}"))
                        .keySet().stream().map(Object::toString))
                .containsExactly("z", "a", "m");
    }

    @Test
    void a_mistake_is_reported_by_line_and_column_without_a_quotation() {
        assertThat(read("{\n  \"a\": hunter2\n}")).isInstanceOfSatisfying(JsonText.Result.Broken.class, broken -> {
            assertThat(broken.line()).isEqualTo(2);
            assertThat(broken.column()).isBetween(8, 16);
            assertThat(broken.detail()).doesNotContain("hunter2");
        });
        assertThat(read("[\n1,\n{\"a\":1, \"a\":2}]"))
                .isInstanceOfSatisfying(
                        JsonText.Result.Broken.class,
                        broken -> assertThat(broken.line()).isEqualTo(3));
        byte[] bytes = "[\n\"ab".getBytes(StandardCharsets.UTF_8);
        byte[] withBadByte = Arrays.copyOf(bytes, bytes.length + 1);
        withBadByte[bytes.length] = (byte) 0xff;
        assertThat(JsonText.read(withBadByte)).isEqualTo(new JsonText.Result.Broken(2, 4, "these bytes are not UTF-8"));
    }

    @Test
    void sixty_four_levels_are_read_and_one_more_is_not() {
        assertThat(read("[".repeat(64) + "]".repeat(64))).isInstanceOf(JsonText.Result.Value.class);
        assertThat(read("[".repeat(65) + "]".repeat(65))).isInstanceOf(JsonText.Result.Broken.class);
    }

    @Test
    void a_pointer_is_escaped_and_bounded_in_length() {
        assertThat(Pointer.ROOT.field("a/b~c").item(3).text()).isEqualTo("/a~1b~0c/3");
        assertThat(Pointer.ROOT.field("x".repeat(10_000)).text()).hasSizeLessThan(100);
        assertThat(Pointer.ROOT.below("/" + "x".repeat(10_000)).text()).hasSizeLessThan(500);
    }
}
