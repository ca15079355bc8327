package io.dynamicaccounts.http.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code DELETE /armory/accounts}, of many and of one. */
abstract class DeletingContract extends Suite {

    private static final String PATH = "/armory/accounts";

    @Test
    void accounts_that_no_agent_watches_are_removed_at_once() {
        String one = world().inactive(world().freshZone());
        String two = world().inactive(world().freshZone());
        expect(202, world().patch(two, "ACTIVE"));

        Reply reply = expect(202, operator().delete(PATH, List.of(one, two)));

        assertThat(reply.body()).isEmpty();
        assertThat(List.of(world().status(one), world().status(two))).containsOnly("GONE");
        assertThat(operator().get("/agents/kubernetes/accounts/" + one).status())
                .isEqualTo(404);
        assertThat(operator()
                        .get("/agents/kubernetes/accounts/" + one + "/namespaces")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void a_name_twice_counts_once() {
        String name = world().inactive(world().freshZone());

        expect(202, operator().delete(PATH, List.of(name, name)));

        assertThat(world().status(name)).isEqualTo("GONE");
    }

    @Test
    void missing_accounts_are_listed_and_the_others_are_processed() {
        String there = world().inactive(world().freshZone());
        String missing = world().freshName();

        Reply reply = expect(409, operator().delete(PATH, List.of(missing, there)));

        assertThat(namesOf(reply)).containsExactly(missing);
        assertThat(reply.objects().getFirst()).containsEntry("state", null).containsKey("detail");
        assertThat(world().status(there)).isEqualTo("GONE");
    }

    @Test
    void names_none_of_which_exists_are_404() {
        assertThat(expect(404, operator().delete(PATH, List.of(world().freshName(), world().freshName())))
                        .problem())
                .isEqualTo("no-such-account");
    }

    @Test
    void an_account_that_agents_watch_is_stopped_first_then_removed() {
        TestAgent agent = world().agent(world().freshZone());
        String name = world().active(agent);

        expect(202, operator().delete(PATH, List.of(name)));
        assertThat(world().status(name)).isEqualTo("TO_DEACTIVATE");
        expect(202, operator().delete(PATH, List.of(name)));
        agent.poll();
        assertThat(agent.assignment(name).orElseThrow()).containsEntry("action", "STOP");
        expect(202, agent.stopped(name));
        agent.pollAll();

        assertThat(world().status(name)).isEqualTo("GONE");
        assertThat(agent.assignment(name)).isEmpty();
    }

    @Test
    void one_account_is_deleted_by_its_path() {
        String name = world().inactive(world().freshZone());

        assertThat(expect(202, operator().delete(PATH + "/" + name)).body()).isEmpty();
        assertThat(world().status(name)).isEqualTo("GONE");
        assertThat(expect(404, operator().delete(PATH + "/" + name)).problem()).isEqualTo("no-such-account");
    }

    @ParameterizedTest
    @ValueSource(strings = {"never-was", "not%2Flegal", "-", "%20", "type"})
    void an_account_that_does_not_or_cannot_exist_is_404(String name) {
        assertThat(expect(404, operator().delete(PATH + "/" + name)).problem()).isEqualTo("no-such-account");
    }
}
