package io.dynamicaccounts.http.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.dynamicaccounts.functions.account.AccountName;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class IdentifiersTest {

    private static boolean schemaTakes(String text) {
        Map<String, Object> schema = Identifiers.ACCOUNT.schema();
        boolean reserved = ((List<?>) ((Map<?, ?>) schema.get("not")).get("enum")).contains(text);
        return text.matches((String) schema.get("pattern")) && !reserved;
    }

    @Test
    void the_schema_of_names_accepts_what_the_names_themselves_accept() {
        var random = new Random(7);
        String characters = "aZ09._-/ é\n\u0000";
        for (int i = 0; i < 5_000; i++) {
            var text = new StringBuilder();
            for (int length = random.nextInt(4); length > 0; length--) {
                text.append(characters.charAt(random.nextInt(characters.length())));
            }
            check(text.toString());
        }
        List.of("dynamic", "type", "Dynamic", "a".repeat(128), "a".repeat(129), "a\n")
                .forEach(IdentifiersTest::check);
    }

    private static void check(String text) {
        boolean legal = Identifiers.legal(AccountName::new, text).isPresent();
        assertThat(schemaTakes(text)).as(text).isEqualTo(legal);
        var flaws = new Flaws();
        assertThat(Identifiers.ACCOUNT.read(text, Pointer.ROOT, flaws).isPresent())
                .isEqualTo(legal);
        assertThat(flaws.isEmpty()).isEqualTo(legal);
    }
}
