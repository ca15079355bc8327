package io.dynamicaccounts.http.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.dynamicaccounts.http.json.JsonBytes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** {@code POST /armory/accounts/dynamic}. */
abstract class ProvisioningContract extends Suite {

    private static final String PATH = "/armory/accounts/dynamic";

    @Test
    void one_definition_becomes_an_inactive_account() {
        String name = world().freshName();
        String zone = world().freshZone();

        Reply reply = expect(202, operator().post(PATH, World.definition(name, zone)));

        assertThat(reply.text()).isEqualTo("[]");
        assertThat(world().account(name))
                .containsEntry("status", "INACTIVE")
                .containsEntry("source", "dynamic")
                .containsEntry("dynamic", true)
                .containsEntry("zoneId", zone)
                .containsEntry("connections", 0)
                .containsEntry("retryCount", 0);
    }

    @Test
    void an_array_of_definitions_becomes_as_many_accounts() {
        String one = world().freshName();
        String two = world().freshName();
        String three = world().freshName();

        Reply reply = expect(
                202,
                operator()
                        .post(
                                PATH,
                                List.of(
                                        World.definition(one),
                                        Map.of("name", two, "kubeconfigFile", "/etc/kube/two"),
                                        Map.of("name", three, "serviceAccount", true))));

        assertThat(reply.text()).isEqualTo("[]");
        assertThat(List.of(world().status(one), world().status(two), world().status(three)))
                .containsOnly("INACTIVE");
    }

    @Test
    void definitions_whose_name_is_taken_come_back_masked_and_the_others_are_processed() {
        String taken = world().inactive(world().freshZone());
        String fresh = world().freshName();
        String before = world().everythingOf(taken);

        Reply reply = expect(409, operator().post(PATH, List.of(World.definition(taken), World.definition(fresh))));

        assertThat(reply.list()).containsExactly(Map.of("name", taken, "kubeconfigContents", "********"));
        assertThat(world().everythingOf(taken)).isEqualTo(before);
        assertThat(world().status(fresh)).isEqualTo("INACTIVE");
    }

    @Test
    void options_known_and_unknown_are_kept_in_their_order_and_exactly() {
        String name = world().freshName();
        String definition = """
                {"zebra": {"deep": [1, 2.50, 12345678901234567890, null, {"apiToken": "%s"}]},
                 "name": "%s", "kubeconfigFile": "/f", "serviceAccount": false, "cacheThreads": 3,
                 "omitNamespaces": [], "namespaces": ["default"], "kinds": [], "omitKinds": ["podPreset"],
                 "permissions": [{"READ": ["a"]}, {"write": ["b"]}, {"Read": ["c"]}],
                 "liveManifestCalls": true, "dockerRegistries": [{"accountName": "r"}], "alpha": true}""".formatted(Credentials.CANARY, name);

        expect(202, operator().raw("POST", PATH, definition));

        Reply reply = operator().get("/armory/accounts/" + name);
        Map<String, Object> config = ApiDocument.object(reply.object(), "config");
        assertThat(config.keySet())
                .startsWith("zebra", "name", "kubeconfigFile")
                .endsWith("dockerRegistries", "alpha");
        assertThat(reply.text()).contains("[1,2.50,12345678901234567890,null,{\"apiToken\":\"********\"}]");
        assertThat(reply.object().get("permissions"))
                .isEqualTo(Map.of("READ", List.of("a", "c"), "WRITE", List.of("b")));
    }

    @Test
    void a_definition_without_permissions_has_none() {
        String name = world().inactive(world().freshZone());

        assertThat(world().account(name).get("permissions")).isEqualTo(Map.of());
    }

    @Test
    void a_mask_is_refused_as_a_secret_of_a_new_account() {
        String name = world().freshName();

        Reply reply =
                expect(400, operator().post(PATH, List.of(Map.of("name", name, "kubeconfigContents", "********"))));

        assertThat(reply.pointers()).containsExactly("/0/kubeconfigContents");
        assertThat(world().status(name)).isEqualTo("GONE");
    }

    @Test
    void a_definition_over_256_KiB_is_413_and_nothing_is_created() {
        String small = world().freshName();
        String large = world().freshName();
        Map<String, Object> definition = World.definition(large);
        definition.put("note", "x".repeat(256 * 1024));

        Reply reply = expect(413, operator().post(PATH, List.of(World.definition(small), definition)));

        assertThat(reply.problem()).isEqualTo("too-large");
        assertThat(reply.pointers()).containsExactly("/1");
        assertThat(List.of(world().status(small), world().status(large))).containsOnly("GONE");
    }

    @Test
    void a_definition_just_below_256_KiB_is_taken_however_it_is_laid_out() {
        String name = world().freshName();
        Map<String, Object> definition = World.definition(name);
        definition.put("note", "x".repeat(256 * 1024 - 200));
        String spaced = JsonBytes.text(definition).replace("\"note\"", " ".repeat(4_000) + "\"note\"");

        expect(202, operator().raw("POST", PATH, spaced));
    }

    @Test
    void a_thousand_entries_are_accepted_and_one_more_is_413() {
        String prefix = world().freshName();
        var definitions = new ArrayList<Map<String, Object>>();
        for (int i = 0; i <= 1_000; i++) {
            definitions.add(Map.of("name", prefix + "-" + i, "serviceAccount", true));
        }

        expect(413, operator().post(PATH, definitions));
        assertThat(world().status(prefix + "-0")).isEqualTo("GONE");

        expect(202, operator().post(PATH, definitions.subList(0, 1_000)));
        assertThat(operator()
                        .get("/armory/accounts?limit=1&nameContains=" + prefix + "-")
                        .object())
                .containsEntry("total", 1_000);
    }
}
