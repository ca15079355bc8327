package io.dynamicaccounts.http.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** {@code POST /armory/accounts}. */
abstract class MigratingContract extends Suite {

    private static final String PATH = "/armory/accounts";

    @Test
    void an_account_of_the_source_becomes_inactive() {
        String name = world().freshCredential();
        String zone = world().freshZone();

        Reply reply = expect(
                202,
                operator().post(PATH, List.of(Map.of("name", name, "zoneId", zone, "kubeconfigFile", "/agents/own"))));

        assertThat(reply.text()).isEqualTo("[]");
        assertThat(world().account(name))
                .containsEntry("status", "INACTIVE")
                .containsEntry("source", "clouddriver")
                .containsEntry("dynamic", true)
                .containsEntry("zoneId", zone);
        assertThat(ApiDocument.object(world().account(name), "config"))
                .containsEntry("kubeconfigFile", "/agents/own")
                .containsEntry("registryPassword", "********")
                .containsEntry("providerVersion", "V2");
    }

    @Test
    void the_documented_curl_line_migrates_an_account_by_its_name_alone() {
        String name = world().freshCredential();

        expect(202, operator().post(PATH, List.of(named(name))));

        assertThat(world().account(name)).doesNotContainKey("zoneId");
        assertThat(ApiDocument.object(world().account(name), "config"))
                .containsEntry("kubeconfigFile", "/etc/kube/" + name);
    }

    @Test
    void the_zone_of_the_source_is_used_where_the_request_has_none() {
        String name = world().freshCredentialWithZone();

        expect(202, operator().post(PATH, List.of(named(name))));

        assertThat(world().account(name)).containsEntry("zoneId", "zone-of-the-source");
    }

    @Test
    void requests_whose_account_is_migrated_already_come_back_and_the_others_are_processed() {
        String there = world().freshCredential();
        String other = world().freshCredential();
        expect(202, operator().post(PATH, List.of(named(there))));
        String before = world().everythingOf(there);
        var again = Map.of("name", there, "zoneId", world().freshZone());

        Reply reply = expect(409, operator().post(PATH, List.of(again, named(other))));

        assertThat(reply.list()).containsExactly(again);
        assertThat(world().everythingOf(there)).isEqualTo(before);
        assertThat(world().status(other)).isEqualTo("INACTIVE");
    }

    @Test
    void a_name_that_the_source_does_not_know_is_400_and_nothing_is_processed() {
        String known = world().freshCredential();

        Reply reply = expect(400, operator().post(PATH, List.of(named(known), named("nobody-knows-this"))));

        assertThat(reply.problem()).isEqualTo("unknown-to-source");
        assertThat(reply.pointers()).containsExactly("/1/name");
        assertThat(world().status(known)).isEqualTo("GONE");
    }

    @Test
    void an_entry_of_the_source_that_no_agent_could_use_is_400_and_nothing_is_processed() {
        String known = world().freshCredential();

        Reply reply = expect(400, operator().post(PATH, List.of(named(Credentials.UNUSABLE), named(known))));

        assertThat(reply.problem()).isEqualTo("unknown-to-source");
        assertThat(reply.pointers()).containsExactly("/0/name");
        assertThat(world().status(known)).isEqualTo("GONE");
        assertThat(world().status(Credentials.UNUSABLE)).isEqualTo("GONE");
    }

    @Test
    void an_unusable_entry_is_migrated_with_a_kubeconfig_of_the_agents_own_and_may_be_removed_again() {
        expect(
                202,
                operator().post(PATH, List.of(Map.of("name", Credentials.UNUSABLE, "kubeconfigFile", "/agents/own"))));

        expect(202, operator().delete(PATH + "/" + Credentials.UNUSABLE));
    }

    @Test
    void an_account_that_was_removed_can_be_migrated_again() {
        String name = world().freshCredential();
        expect(202, operator().post(PATH, List.of(named(name))));
        expect(202, operator().delete(PATH + "/" + name));
        assertThat(world().status(name)).isEqualTo("GONE");

        expect(202, operator().post(PATH, List.of(named(name))));

        assertThat(world().status(name)).isEqualTo("INACTIVE");
    }

    @Test
    void a_null_zone_counts_as_no_zone() {
        String name = world().freshCredential();

        expect(202, operator().raw("POST", PATH, "[{\"name\":\"" + name + "\",\"zoneId\":null}]"));

        assertThat(world().account(name)).doesNotContainKey("zoneId");
    }
}
