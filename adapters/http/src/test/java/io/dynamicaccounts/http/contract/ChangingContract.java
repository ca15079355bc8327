package io.dynamicaccounts.http.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code PATCH /armory/accounts} and {@code PATCH /armory/accounts/dynamic}. */
abstract class ChangingContract extends Suite {

    private static final String PATH = "/armory/accounts";

    @ParameterizedTest
    @ValueSource(strings = {PATH, PATH + "/dynamic"})
    void active_activates_and_inactive_deactivates_without_a_body(String path) {
        String name = world().inactive(world().freshZone());

        Reply up = expect(202, operator().patch(path, List.of(change(name, "ACTIVE"))));
        assertThat(up.body()).isEmpty();
        assertThat(world().status(name)).isEqualTo("TO_MIGRATE");

        Reply down = expect(202, operator().patch(path, List.of(change(name, "INACTIVE"))));
        assertThat(down.body()).isEmpty();
        assertThat(world().status(name)).isEqualTo("INACTIVE");
    }

    @Test
    void a_repeat_is_accepted_and_changes_nothing() {
        String name = world().inactive(world().freshZone());
        expect(202, world().patch(name, "ACTIVE"));
        String before = world().everythingOf(name);

        expect(202, world().patch(name, "ACTIVE"));

        assertThat(world().everythingOf(name)).isEqualTo(before);
    }

    @Test
    void one_batch_may_activate_and_deactivate() {
        String zone = world().freshZone();
        String up = world().inactive(zone);
        String down = world().inactive(zone);
        expect(202, world().patch(down, "ACTIVE"));

        expect(202, operator().patch(PATH, List.of(change(up, "ACTIVE"), change(down, "INACTIVE"))));

        assertThat(world().status(up)).isEqualTo("TO_MIGRATE");
        assertThat(world().status(down)).isEqualTo("INACTIVE");
    }

    @Test
    void changes_that_are_not_possible_are_listed_in_order_and_the_others_are_processed() {
        String zone = world().freshZone();
        String fine = world().inactive(zone);
        String alsoFine = world().inactive(zone);
        String waiting = world().inactive(zone);
        world().patch(waiting, "ACTIVE");
        String missing = world().freshName();
        String alsoMissing = world().freshName();
        String before = world().everythingOf(waiting);

        Reply reply = expect(
                409,
                operator()
                        .patch(
                                PATH,
                                List.of(
                                        change(missing, "INACTIVE"),
                                        change(fine, "ACTIVE"),
                                        change(waiting, "ACTIVE", world().freshZone()),
                                        change(alsoMissing, "ACTIVE"),
                                        change(alsoFine, "INACTIVE"))));

        assertThat(namesOf(reply)).containsExactly(missing, waiting, alsoMissing);
        assertThat(reply.objects().get(0)).containsEntry("state", null).containsKey("detail");
        assertThat(reply.objects().get(1)).containsEntry("state", "TO_MIGRATE");
        assertThat(reply.objects().get(2)).containsEntry("state", null);
        assertThat(world().status(fine)).isEqualTo("TO_MIGRATE");
        assertThat(world().status(alsoFine)).isEqualTo("INACTIVE");
        assertThat(world().everythingOf(waiting)).isEqualTo(before);
    }

    @Test
    void names_none_of_which_exists_are_404() {
        Reply reply = expect(
                404,
                operator()
                        .patch(
                                PATH,
                                List.of(
                                        change(world().freshName(), "ACTIVE"),
                                        change(world().freshName(), "INACTIVE"))));

        assertThat(reply.problem()).isEqualTo("no-such-account");
    }

    @Test
    void an_activation_may_name_zone_and_kubeconfig() {
        String name = world().freshName();
        String zone = world().freshZone();
        expect(202, operator().post(PATH + "/dynamic", World.definition(name)));
        var request = new HashMap<String, Object>(change(name, "ACTIVE"));
        request.put("zoneId", zone);
        request.put("kubeconfigFile", "/agents/own");

        expect(202, operator().patch(PATH, List.of(request)));

        assertThat(world().account(name)).containsEntry("zoneId", zone);
        assertThat(ApiDocument.object(world().account(name), "config"))
                .containsEntry("kubeconfigFile", "/agents/own")
                .doesNotContainKey("kubeconfigContents");
    }

    @Test
    void an_activation_may_move_an_inactive_account_to_another_zone() {
        String name = world().inactive(world().freshZone());
        String elsewhere = world().freshZone();

        expect(202, operator().patch(PATH, List.of(Map.of("name", name, "state", "ACTIVE", "zoneId", elsewhere))));

        assertThat(world().account(name)).containsEntry("zoneId", elsewhere);
    }

    @Test
    void an_active_account_is_not_moved_to_another_zone() {
        TestAgent agent = world().agent(world().freshZone());
        String name = world().active(agent);
        String before = world().everythingOf(name);

        Reply reply = expect(
                409,
                operator()
                        .patch(PATH, List.of(Map.of("name", name, "state", "ACTIVE", "zoneId", world().freshZone()))));

        assertThat(reply.objects()).hasSize(1);
        assertThat(reply.objects().getFirst()).containsEntry("name", name).containsEntry("state", "ACTIVE");
        assertThat(world().everythingOf(name)).isEqualTo(before);
    }

    @Test
    void an_account_that_is_being_removed_is_not_activated() {
        TestAgent agent = world().agent(world().freshZone());
        String name = world().active(agent);
        expect(202, operator().delete(PATH + "/" + name));
        String before = world().everythingOf(name);

        Reply reply = expect(409, world().patch(name, "ACTIVE"));

        assertThat(reply.objects().getFirst()).containsEntry("state", "TO_DEACTIVATE");
        assertThat(world().everythingOf(name)).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"active", "FAILED", "ORPHANED", "TO_MIGRATE", "", " ACTIVE"})
    void other_states_are_400_and_change_nothing(String state) {
        String name = world().inactive(world().freshZone());
        String before = world().everythingOf(name);

        Reply reply = expect(400, world().patch(name, state));

        assertThat(reply.pointers()).containsExactly("/0/state");
        assertThat(world().everythingOf(name)).isEqualTo(before);
    }

    @Test
    void a_name_twice_is_400_and_changes_nothing() {
        String name = world().inactive(world().freshZone());
        String before = world().everythingOf(name);

        Reply reply = expect(400, operator().patch(PATH, List.of(change(name, "ACTIVE"), change(name, "INACTIVE"))));

        assertThat(reply.pointers()).containsExactly("/1/name");
        assertThat(world().everythingOf(name)).isEqualTo(before);
    }
}
