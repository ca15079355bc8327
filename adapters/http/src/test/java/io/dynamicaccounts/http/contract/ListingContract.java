package io.dynamicaccounts.http.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code GET /armory/accounts}. */
abstract class ListingContract extends Suite {

    private static final String PATH = "/armory/accounts";

    private static List<Object> names(Reply reply) {
        return reply.objectsOf("items").stream().map(item -> item.get("name")).toList();
    }

    /** Accounts whose names share a prefix that no other has, by name. */
    private List<String> fleet(String zone, String... endings) {
        String prefix = world().freshName();
        var definitions = new ArrayList<Map<String, Object>>();
        for (String ending : endings) {
            definitions.add(World.definition(prefix + ending, zone));
        }
        expect(202, operator().post(PATH + "/dynamic", definitions));
        return definitions.stream().map(it -> (String) it.get("name")).sorted().toList();
    }

    @Test
    void accounts_are_ordered_by_code_unit_with_page_limit_and_total() {
        String zone = world().freshZone();
        List<String> fleet = fleet(zone, "-b", "-a", "-B", "_a", ".a", "-1", "a");

        Reply reply = expect(200, operator().get(PATH + "?zoneId=" + zone));

        assertThat(names(reply)).isEqualTo(List.<Object>copyOf(fleet));
        assertThat(reply.object())
                .containsEntry("page", 1)
                .containsEntry("limit", 100)
                .containsEntry("total", 7)
                .doesNotContainKey("cursor");
    }

    @Test
    void a_zone_without_accounts_lists_none() {
        Reply reply = expect(200, operator().get(PATH + "?zoneId=" + world().freshZone()));

        assertThat(names(reply)).isEmpty();
        assertThat(reply.object()).containsEntry("total", 0).doesNotContainKey("cursor");
    }

    @Test
    void pages_follow_each_other_and_the_last_is_short() {
        String zone = world().freshZone();
        List<String> fleet = fleet(zone, "-1", "-2", "-3", "-4", "-5");
        String base = PATH + "?limit=2&zoneId=" + zone + "&page=";

        assertThat(names(operator().get(base + 1))).isEqualTo(List.<Object>copyOf(fleet.subList(0, 2)));
        assertThat(names(operator().get(base + 2))).isEqualTo(List.<Object>copyOf(fleet.subList(2, 4)));
        assertThat(names(operator().get(base + 3))).isEqualTo(List.<Object>copyOf(fleet.subList(4, 5)));
        assertThat(names(operator().get(base + 4))).isEmpty();
        assertThat(operator().get(base + 2).object()).containsEntry("page", 2).containsEntry("total", 5);
        assertThat(operator().get(base + 2147483647).object()).containsEntry("items", List.of());
    }

    @Test
    void the_pages_of_a_cursor_cover_a_filtered_listing_also_with_another_limit() {
        String zone = world().freshZone();
        List<String> fleet = fleet(zone, "-1", "-2", "-3", "-4", "-5");
        String base = PATH + "?zoneId=" + zone;

        Reply first = expect(200, operator().get(base + "&limit=2"));
        Reply second = expect(
                200, operator().get(base + "&limit=1&cursor=" + first.object().get("cursor")));
        Reply third = expect(
                200, operator().get(base + "&limit=2&cursor=" + second.object().get("cursor")));

        var walked = new ArrayList<>(names(first));
        walked.addAll(names(second));
        walked.addAll(names(third));
        assertThat(walked).isEqualTo(List.<Object>copyOf(fleet));
        assertThat(second.object()).containsEntry("page", 2).containsEntry("total", 5);
        assertThat(third.object()).containsEntry("page", 3).doesNotContainKey("cursor");
    }

    @Test
    void the_pages_of_a_cursor_cover_the_whole_installation() {
        fleet(world().freshZone(), "-1", "-2", "-3");
        long total = ((Number) operator().get(PATH + "?limit=1").object().get("total")).longValue();

        var walked = new ArrayList<Object>();
        Object cursor = null;
        do {
            Reply page = expect(200, operator().get(PATH + "?limit=400" + (cursor == null ? "" : "&cursor=" + cursor)));
            walked.addAll(names(page));
            cursor = page.object().get("cursor");
        } while (cursor != null);

        assertThat(walked).hasSize((int) total).doesNotHaveDuplicates();
        assertThat(walked.stream().map(String.class::cast).toList()).isSorted();
    }

    @Test
    void a_cursor_is_refused_for_other_filters() {
        String zone = world().freshZone();
        fleet(zone, "-1", "-2");
        Object cursor =
                operator().get(PATH + "?limit=1&zoneId=" + zone).object().get("cursor");

        for (String other : List.of("", "&zoneId=" + world().freshZone(), "&zoneId=" + zone + "&state=INACTIVE")) {
            Reply reply = expect(400, operator().get(PATH + "?limit=1" + other + "&cursor=" + cursor));
            assertThat(reply.problem()).isEqualTo("foreign-cursor");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "AAAA", "not base64!", "AQAAAAFhYmNkZWZnaGlqa2xtbm9w", "====", "%00"})
    void a_foreign_cursor_is_400(String cursor) {
        assertThat(expect(400, operator().get(PATH + "?cursor=" + cursor.replace(" ", "%20")))
                        .problem())
                .isIn("foreign-cursor", "invalid");
    }

    @Test
    void a_damaged_cursor_is_400() {
        String zone = world().freshZone();
        fleet(zone, "-1", "-2");
        String base = PATH + "?limit=1&zoneId=" + zone + "&cursor=";
        String cursor = (String)
                operator().get(PATH + "?limit=1&zoneId=" + zone).object().get("cursor");
        expect(200, operator().get(base + cursor));

        for (int i = 0; i < cursor.length() - 1; i++) {
            char other = cursor.charAt(i) == 'A' ? 'B' : 'A';
            expect(400, operator().get(base + cursor.substring(0, i) + other + cursor.substring(i + 1)));
        }
    }

    @Test
    void state_zone_and_part_of_the_name_filter_together() {
        TestAgent agent = world().agent(world().freshZone());
        String active = world().active(agent);
        String inactive = world().inactive(agent.zone());
        String base = PATH + "?zoneId=" + agent.zone();

        assertThat(names(operator().get(base + "&state=ACTIVE"))).containsExactly(active);
        assertThat(names(operator().get(base + "&state=INACTIVE"))).containsExactly(inactive);
        assertThat(names(operator().get(base + "&state=FAILED"))).isEmpty();
        assertThat(names(operator().get(base + "&nameContains=" + active))).containsExactly(active);
        assertThat(names(operator().get(base + "&state=INACTIVE&nameContains=" + active)))
                .isEmpty();
        assertThat(names(operator().get(PATH + "?nameContains=" + active.substring(2))))
                .contains(active);
        assertThat(operator().get(base + "&state=ACTIVE").object()).containsEntry("total", 1);
    }

    @Test
    void items_carry_their_definition_only_when_expanded_and_never_a_secret() {
        String zone = world().freshZone();
        String name = world().inactive(zone);
        String base = PATH + "?zoneId=" + zone;

        Map<String, Object> plain = operator().get(base).objectsOf("items").getFirst();
        Map<String, Object> expanded =
                operator().get(base + "&expand=true").objectsOf("items").getFirst();

        assertThat(plain)
                .doesNotContainKeys("config", "definition", "definitionAsString", "permissions")
                .containsEntry("status", "INACTIVE");
        assertThat(operator().get(base + "&expand=false").objectsOf("items")).containsExactly(plain);
        assertThat(expanded).isEqualTo(world().account(name));
        assertThat(expanded.get("config")).isEqualTo(Map.of("name", name, "kubeconfigContents", "********"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "page=0",
                "page=-1",
                "page=x",
                "page=",
                "page=1.0",
                "page=2147483648",
                "page=99999999999999999999",
                "limit=0",
                "limit=1001",
                "limit=-5",
                "limit=ten",
                "state=active",
                "state=UNKNOWN",
                "state=",
                "zoneId=",
                "zoneId=no%2Fzone",
                "zoneId=%20",
                "expand=yes",
                "expand=",
                "page=1&page=2",
                "limit=1&limit=1",
                "colour=red",
                "zoneid=a",
                "cursor=",
                "zoneId=%zz",
                "page=%31%zz"
            })
    void a_wrong_query_is_400_and_names_the_parameter(String query) {
        Reply reply = expect(400, operator().get(PATH + "?" + query));

        assertThat(reply.problem()).isEqualTo("invalid");
        assertThat(reply.pointers()).containsExactly("?" + query.substring(0, query.indexOf('=')));
    }

    @Test
    void everything_wrong_with_a_query_is_reported_at_once() {
        Reply reply = expect(400, operator().get(PATH + "?page=0&limit=0&state=x&what=ever"));

        assertThat(reply.pointers()).containsExactlyInAnyOrder("?page", "?limit", "?state", "?what");
    }

    @Test
    void an_account_is_listed_the_moment_it_is_written() {
        String zone = world().freshZone();
        String name = world().inactive(zone);
        assertThat(names(operator().get(PATH + "?zoneId=" + zone))).containsExactly(name);

        expect(202, operator().delete(PATH + "/" + name));
        assertThat(names(operator().get(PATH + "?zoneId=" + zone))).isEmpty();
    }
}
