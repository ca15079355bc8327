package io.dynamicaccounts.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ExactJsonTest {

    private static Map<String, Object> readBack(Map<String, Object> object) {
        return ExactJson.MAPPER.readValue(ExactJson.MAPPER.writeValueAsString(object), ExactJson.OBJECT);
    }

    @Test
    void every_value_and_the_order_of_keys_read_back_as_written() {
        var object = new LinkedHashMap<String, Object>();
        object.put("z", new BigDecimal("1.10"));
        object.put("a", null);
        object.put("big", new BigInteger("1".repeat(2_000)));
        object.put("list", Arrays.asList(1, null, Map.of("deep", List.of()), true));
        object.put("text", "no \u2028 route \ud83d\ude00 \ud800");

        assertThat(readBack(object)).isEqualTo(object);
        assertThat(readBack(object).keySet()).containsExactly("z", "a", "big", "list", "text");
    }

    @Test
    void a_value_that_nests_nearly_a_thousand_deep_reads_back() {
        Object nested = List.of();
        for (int depth = 0; depth < 990; depth++) {
            nested = List.of(nested);
        }
        Map<String, Object> object = Map.of("nested", nested);

        assertThat(readBack(object).toString()).isEqualTo(object.toString());
    }

    record Sample(String z, long a) {}

    @Test
    void a_record_is_written_in_the_order_of_its_components() {
        assertThat(ExactJson.MAPPER.writeValueAsString(new Sample("text", 7))).isEqualTo("{\"z\":\"text\",\"a\":7}");
    }
}
