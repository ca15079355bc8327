package io.dynamicaccounts.functions.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.dynamicaccounts.functions.account.VisibleState;
import io.dynamicaccounts.functions.agent.FetchDefinitions;
import io.dynamicaccounts.functions.definition.DefinitionEncryption;
import io.dynamicaccounts.functions.definition.KeyCheck;
import io.dynamicaccounts.functions.definition.SecretFields;
import io.dynamicaccounts.functions.definition.WrongKey;
import io.dynamicaccounts.functions.installation.CheckedEncryption;
import io.dynamicaccounts.functions.operator.Redefine;
import io.dynamicaccounts.functions.store.Installation;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A definition that cannot be opened, beside a key that opens the others, and beside one that opens none. */
class DamagedDefinitionScenariosTest {

    private static final String REASON = "its definition is damaged and cannot be opened: write it again";

    private final World world = new World();

    private TestAgent activating(String... names) {
        for (String name : names) {
            world.provision("z", name, Map.of("name", name, "kubeconfigContents", "token: 1"));
        }
        TestAgent agent = world.agent("agent-1", "z");
        agent.poll();
        world.activate(names);
        agent.hangsOn(names).poll();
        return agent;
    }

    private TestAgent watching(String name) {
        world.provision("z", name, Map.of("name", name, "kubeconfigContents", "token: 1"));
        TestAgent agent = world.agent("agent-1", "z");
        agent.poll();
        world.activate(name);
        agent.poll();
        agent.report();
        assertThat(world.state(name)).isEqualTo(VisibleState.ACTIVE);
        return agent;
    }

    @Test
    void an_account_whose_definition_is_damaged_fails_at_once_with_that_reason() {
        TestAgent agent = activating("a", "b");
        world.damage("a");

        var answer = (FetchDefinitions.Result.Answer) agent.askDefinitions("a", "b");

        assertThat(answer.denied()).containsExactly(World.name("a"));
        assertThat(answer.definitions())
                .singleElement()
                .satisfies(given -> assertThat(given.account()).isEqualTo(World.name("b")));
        assertThat(world.state("a")).isEqualTo(VisibleState.FAILED);
        assertThat(world.account("a").message().orElseThrow()).contains("agent-1", REASON);
        assertThat(world.state("b")).isEqualTo(VisibleState.ACTIVATING);
    }

    @Test
    void an_account_whose_definition_is_gone_fails_with_that_reason() {
        TestAgent agent = activating("a");
        world.store
                .definitions()
                .deleteOthers(World.name("a"), Optional.empty(), world.now().plusSeconds(60));
        agent.askDefinitions("a");
        assertThat(world.state("a")).isEqualTo(VisibleState.FAILED);
        assertThat(world.account("a").message().orElseThrow()).contains("its definition is not stored");
    }

    @Test
    void it_starts_once_its_definition_was_written_again() {
        TestAgent agent = activating("a");
        world.damage("a");
        agent.askDefinitions("a");

        assertThat(world.redefine("a", Map.of("name", "a", "kubeconfigContents", "token: 2")))
                .isInstanceOf(Redefine.Result.Redefined.class);
        agent.hangsNoMore();
        world.live(Duration.ofSeconds(60), agent);

        assertThat(world.state("a")).isEqualTo(VisibleState.ACTIVE);
    }

    @Test
    void a_mask_stands_for_nothing_where_the_stored_definition_is_damaged() {
        activating("a");
        world.damage("a");
        assertThat(world.redefine("a", Map.of("name", "a", "kubeconfigContents", SecretFields.MASK)))
                .isEqualTo(new Redefine.Result.MaskWithoutSecret(Set.of("/kubeconfigContents")));
    }

    @Test
    void it_is_tried_again_as_often_as_any_failed_start_and_each_time_for_that_reason() {
        TestAgent agent = activating("a");
        world.damage("a");
        for (int i = 0; i < 200; i++) {
            world.live(Duration.ofSeconds(5), agent);
            agent.askDefinitions("a");
        }
        assertThat(world.state("a")).isEqualTo(VisibleState.FAILED);
        assertThat(world.account("a").message().orElseThrow()).contains(REASON);
    }

    @Test
    void an_account_that_an_agent_watches_stays_active_when_another_cannot_have_its_definition() {
        TestAgent watching = watching("a");
        world.damage("a");
        TestAgent other = world.agent("agent-2", "z").hangsOn("a");
        other.poll();

        other.askDefinitions("a");
        world.live(Duration.ofSeconds(120), watching, other);

        assertThat(world.state("a")).isEqualTo(VisibleState.ACTIVE);
        assertThat(watching.watches()).containsExactly("a");
    }

    @Test
    void a_late_request_of_the_agent_that_watches_it_changes_nothing() {
        TestAgent watching = watching("a");
        world.damage("a");

        watching.askDefinitions("a");
        world.live(Duration.ofSeconds(120), watching);

        assertThat(world.state("a")).isEqualTo(VisibleState.ACTIVE);
    }

    @Test
    void one_of_two_agents_that_asks_does_not_fail_it_for_the_other() {
        world.agent("agent-2", "z").poll();
        TestAgent agent = activating("a");
        world.damage("a");
        agent.askDefinitions("a");
        assertThat(world.state("a")).isEqualTo(VisibleState.ACTIVATING);
    }

    @Test
    void a_declared_account_whose_definition_is_damaged_is_written_again_by_the_agent_that_declares_it() {
        TestAgent agent = world.agent("agent-1", "z");
        agent.declares("own").poll();
        agent.report();
        assertThat(world.state("own")).isEqualTo(VisibleState.ACTIVE);
        world.damage("own");

        TestAgent restarted = agent.restarted();
        restarted.poll();
        restarted.report();

        var answer = (FetchDefinitions.Result.Answer) restarted.askDefinitions("own");
        assertThat(answer.denied()).isEmpty();
    }

    @Test
    void a_process_with_another_key_judges_no_definition() {
        TestAgent agent = activating("a");
        assertThat(world.store
                        .installations()
                        .replace(
                                null,
                                Installation.create(world.store.installations().home(), world.now())
                                        .withKeyCheck("of another key")))
                .isTrue();
        var wrong = world.anotherInstance(
                world.settings, new CheckedEncryption(new MaskingOnly(), new OpensNothing(), world.store));
        assertThatExceptionOfType(WrongKey.class).isThrownBy(() -> agent.askDefinitionsOf(wrong, "a"));

        assertThat(world.state("a")).isEqualTo(VisibleState.ACTIVATING);
        assertThat(world.assignment("z", "a").outcomes()).isEmpty();
    }

    private static final class OpensNothing implements KeyCheck {
        @Override
        public String encrypt() {
            return "of this key";
        }

        @Override
        public void decrypt(String checkValue) {
            throw new DefinitionEncryption.DecryptionFailed("it does not open", new IllegalStateException());
        }

        @Override
        public boolean isNewest(String checkValue) {
            return true;
        }

        @Override
        public String explain(String ciphertext) {
            return "another key is wanted";
        }
    }
}
