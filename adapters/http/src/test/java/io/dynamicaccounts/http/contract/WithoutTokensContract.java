package io.dynamicaccounts.http.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** {@code auth.mode=none}. */
abstract class WithoutTokensContract extends Suite {

    @Test
    void every_caller_may_do_everything_as_anonymous() {
        String name = world().freshName();
        Caller caller = world().withoutToken();

        expect(202, caller.post("/armory/accounts/dynamic", World.definition(name, "any-zone")));
        expect(202, caller.patch("/armory/accounts", List.of(change(name, "ACTIVE"))));
        var agent = new TestAgent(caller, "some-agent", "any-zone");
        agent.pollAll();
        expect(202, agent.watching(name));

        assertThat(caller.get("/armory/accounts/" + name + "/history").objects())
                .extracting(it -> it.get("actor"))
                .containsExactly("any-zone/some-agent", "any-zone/some-agent", "anonymous", "anonymous");
    }

    @Test
    void agents_may_declare_every_account_without_a_secret() {
        var agent = new TestAgent(world().withoutToken(), "declaring-agent", "zone-of-the-declaring-agent");
        String name = "prod-" + world().freshName();
        String secret = "prod-" + world().freshName();
        Map<String, Object> body = agent.pollBody(1);
        body.put(
                "staticAccounts",
                List.of(Map.of("name", name, "kubeconfigFile", "/kube/prod"), World.definition(secret)));

        Reply reply = expect(200, agent.caller().post(agent.path("poll"), body));

        assertThat(reply.objectsOf("conflicts"))
                .extracting(conflict -> conflict.get("name"))
                .containsExactly(secret);
        assertThat(world().status(name)).isEqualTo("ACTIVE");
        assertThat(world().status(secret)).isEqualTo("GONE");
    }

    @Test
    void tokens_are_ignored() {
        expect(200, world().caller("whatever").get("/armory/agents"));
    }
}
