package io.dynamicaccounts.http.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code dynamic-accounts.enabled=false}. */
abstract class FeatureOffContract extends Suite {

    static Stream<org.junit.jupiter.params.provider.Arguments> paths() {
        return AuthenticationContract.paths();
    }

    @ParameterizedTest
    @MethodSource("paths")
    void every_path_of_accounts_and_agents_is_501_and_the_protocol_is_not(String method, String path, String scope) {
        boolean protocol = scope.equals("agent");
        Caller caller = protocol ? world().caller(Tokens.ofZone(Tokens.zone(1))) : operator();

        Reply reply = caller.send(Request.of(method, path));

        assertThat(reply.status() == 501).isEqualTo(!protocol);
        if (!protocol) {
            assertThat(reply.problem()).isEqualTo("feature-off");
        }
    }

    @Test
    void token_and_scope_are_required_all_the_same() {
        expect(401, world().withoutToken().get("/armory/accounts"));
        expect(403, world().caller(Tokens.WRITER).get("/armory/accounts"));
    }

    @Test
    void a_poll_gets_an_empty_list() {
        TestAgent agent = world().agent(world().freshZone());

        for (int i = 0; i < 2; i++) {
            assertThat(expect(200, agent.poll()).object())
                    .containsEntry("protocol", 3)
                    .doesNotContainKey("registration")
                    .containsEntry("assignments", List.of())
                    .containsEntry("revision", 0)
                    .containsEntry("pollAfterSeconds", 10)
                    .containsKeys("epoch", "leaseSeconds");
        }
    }

    @Test
    void definitions_are_denied_reports_are_stale_and_a_goodbye_is_accepted() {
        TestAgent agent = world().agent(world().freshZone());

        assertThat(expect(200, agent.definitions("a", "b")).object())
                .containsEntry("definitions", List.of())
                .containsEntry("denied", List.of("a", "b"));
        assertThat(expect(202, agent.reports(List.of(Map.of("account", "a", "generation", 1, "outcome", "WATCHING"))))
                        .object())
                .containsEntry("stale", List.of("a"))
                .containsEntry("pollAfterSeconds", 10);
        expect(202, agent.goodbye());
    }

    @Test
    void the_other_paths_answer_as_always() {
        expect(200, world().withoutToken().get("/health"));
        expect(200, world().withoutToken().get("/ready"));
        expect(404, operator().get("/nowhere"));
        expect(405, operator().send(Request.of("PUT", "/armory/accounts")));
    }
}
