package io.dynamicaccounts.http.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code GET /armory/sources} and {@code GET /armory/sources/accounts}. */
abstract class SourcesContract extends Suite {

    private static final String SOURCES = "/armory/sources";
    private static final String ACCOUNTS = "/armory/sources/accounts";

    private String stored(String name) {
        Map<String, Object> credential = new LinkedHashMap<>(World.definition(name));
        credential.put("type", "kubernetes");
        expect(200, operator().put("/credentials", credential));
        return name;
    }

    private static List<Object> names(Reply reply) {
        return reply.objectsOf("items").stream().map(item -> item.get("name")).toList();
    }

    private Map<String, Object> item(String name) {
        return expect(200, operator().get(ACCOUNTS + "?nameContains=" + name))
                .objectsOf("items")
                .getFirst();
    }

    @Test
    void stored_credentials_are_the_first_source_and_the_configured_ones_follow() {
        stored(world().freshName());

        List<Map<String, Object>> sources = expect(200, operator().get(SOURCES)).objects();

        assertThat(sources).extracting(source -> source.get("kind")).containsExactly("stored", "file");
        assertThat((Integer) sources.getFirst().get("accounts")).isPositive();
        assertThat(sources.getLast())
                .containsEntry("accounts", Credentials.COUNT + 1)
                .containsEntry("problems", 0)
                .containsKeys("where", "lastRead", "overridden")
                .doesNotContainKey("lastError");
    }

    @Test
    void a_name_that_is_stored_too_is_counted_and_listed_with_the_source_that_wins() {
        String name = Credentials.name(Credentials.COUNT);
        stored(name);
        try {
            List<Map<String, Object>> sources =
                    expect(200, operator().get(SOURCES)).objects();

            assertThat(sources.getLast()).containsEntry("overridden", 1);
            assertThat(ApiDocument.object(item(name), "source")).containsEntry("kind", "stored");
            assertThat(item(name).get("overridden").toString()).contains("file");
        } finally {
            expect(200, operator().delete("/credentials/" + name));
        }
        assertThat(ApiDocument.object(item(name), "source")).containsEntry("kind", "file");
        assertThat(item(name)).containsEntry("overridden", List.of());
    }

    @Test
    void a_name_says_whether_there_is_an_account_of_it() {
        String name = world().freshCredential();
        assertThat(item(name)).containsEntry("hasAccount", false);

        expect(202, operator().post("/armory/accounts", List.of(named(name))));

        assertThat(item(name)).containsEntry("hasAccount", true);
    }

    @Test
    void pages_hold_every_name_once_in_order() {
        String prefix = world().freshName() + "-of-pages-";
        List<Object> expected = List.copyOf(IntStream.range(0, 7)
                .mapToObj(number -> (Object) stored(prefix + number))
                .toList());
        var seen = new ArrayList<>();
        String query = "?limit=3&nameContains=-of-pages-";
        Reply page = expect(200, operator().get(ACCOUNTS + query));
        seen.addAll(names(page));
        while (page.object().get("cursor") != null) {
            assertThat(seen).as("no page comes twice").doesNotHaveDuplicates();
            page = expect(
                    200,
                    operator().get(ACCOUNTS + query + "&cursor=" + page.object().get("cursor")));
            seen.addAll(names(page));
        }

        assertThat(seen).isEqualTo(expected);
        assertThat(page.object()).containsEntry("unreadable", List.of());
    }

    @Test
    void a_cursor_belongs_to_its_filter_and_its_listing() {
        String cursor = String.valueOf(
                expect(200, operator().get(ACCOUNTS + "?limit=1")).object().get("cursor"));

        for (String wrong : List.of(
                ACCOUNTS + "?nameContains=a&cursor=" + cursor,
                ACCOUNTS + "?cursor=x" + cursor,
                "/armory/accounts?cursor=" + cursor)) {
            assertThat(expect(400, operator().get(wrong)).problem()).as(wrong).isEqualTo("foreign-cursor");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit=0", "limit=1001", "limit=x", "colour=red", "limit=1&limit=2"})
    void a_wrong_query_is_400(String query) {
        assertThat(expect(400, operator().get(ACCOUNTS + "?" + query)).problem())
                .isEqualTo("invalid");
    }

    @Test
    void no_secret_of_a_definition_is_in_any_answer() {
        assertThat(expect(200, operator().get(SOURCES)).text()).doesNotContain(Credentials.CANARY);
        assertThat(expect(200, operator().get(ACCOUNTS + "?limit=1000")).text())
                .contains(Credentials.name(1))
                .doesNotContain(Credentials.CANARY);
    }
}
