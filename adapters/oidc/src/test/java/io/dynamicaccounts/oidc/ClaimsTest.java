package io.dynamicaccounts.oidc;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.account.ZoneId;
import io.dynamicaccounts.functions.definition.Roles;
import io.dynamicaccounts.http.auth.Principal;
import io.dynamicaccounts.http.auth.Scope;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What claims allow. */
class ClaimsTest {

    private static Principal caller(String claim, @Nullable Object value, Object... more) {
        var claims = new JWTClaimsSet.Builder().subject("ada").claim(claim, value);
        for (int i = 0; i < more.length; i += 2) {
            claims.claim((String) more[i], more[i + 1]);
        }
        return new Claims(new ClaimNames("scope", "zone", "static", "groups.all"))
                .principal(claims.build())
                .orElseThrow();
    }

    @Test
    void scopes_are_one_text_or_a_list_and_unknown_ones_allow_nothing() {
        for (Object value :
                List.of(" openid accounts:read  accounts:write ", List.of("accounts:read", "x", "accounts:write"))) {
            assertThat(caller("scope", value).scopes())
                    .containsExactlyInAnyOrder(Scope.ACCOUNTS_READ, Scope.ACCOUNTS_WRITE);
        }
        for (Object value : Arrays.asList(null, 7, "", "ACCOUNTS:READ", List.of(1), Map.of("accounts:read", true))) {
            assertThat(caller("scope", value).scopes()).isEmpty();
        }
    }

    @Test
    void only_a_token_with_a_zone_is_an_agents() {
        Principal agent = caller("scope", "agent", "zone", "eu");
        assertThat(agent.scopes()).containsExactly(Scope.AGENT);
        assertThat(agent.zone()).contains(new ZoneId("eu"));

        for (Object zone : Arrays.asList(null, "", "not a zone", 7, List.of())) {
            assertThat(caller("scope", "agent", "zone", zone).scopes()).isEmpty();
        }
    }

    @Test
    void agents_declare_what_a_pattern_matches_and_nothing_without_one() {
        Principal agent = caller("static", List.of("edge-.*", "(", "", 7));

        assertThat(agent.mayDeclare(new AccountName("edge-1"))).isTrue();
        assertThat(agent.mayDeclare(new AccountName("other"))).isFalse();
        assertThat(caller("static", "(").mayDeclare(new AccountName("edge-1"))).isFalse();
    }

    @Test
    void a_caller_without_the_claim_of_roles_has_none() {
        assertThat(caller("x", "y").roles()).isEqualTo(Roles.of(List.of()));
        assertThat(caller("groups", "all").roles()).isEqualTo(Roles.of(List.of()));
        assertThat(caller("groups", Map.of("all", List.of("Team A", "ops"))).roles())
                .isEqualTo(Roles.of(List.of("team a", "OPS")));
        assertThat(caller("groups.all", "Team A", "groups", Map.of("all", "other"))
                        .roles())
                .isEqualTo(Roles.of(List.of("team a")));
    }

    @Test
    void a_long_subject_is_cut_in_the_history_and_has_its_own_rate() {
        var claims = new Claims(new ClaimNames("scope", "zone", "static", "roles"));
        Principal one = claims.principal(new JWTClaimsSet.Builder()
                        .subject("x".repeat(200) + "1")
                        .build())
                .orElseThrow();
        Principal two = claims.principal(new JWTClaimsSet.Builder()
                        .subject("x".repeat(200) + "2")
                        .build())
                .orElseThrow();

        assertThat(one.actor()).hasSize(128);
        assertThat(one.allowance()).isNotEqualTo(two.allowance());
    }
}
