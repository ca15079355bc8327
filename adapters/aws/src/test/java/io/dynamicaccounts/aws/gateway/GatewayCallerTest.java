package io.dynamicaccounts.aws.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext.Authorizer;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext.Authorizer.JWT;
import io.dynamicaccounts.http.auth.Principal;
import io.dynamicaccounts.http.auth.Scope;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Who calls, by what the gateway has checked. */
class GatewayCallerTest {

    private static Principal caller(Map<String, String> claims) {
        return GatewayCaller.of(event(claims)).orElseThrow();
    }

    private static APIGatewayV2HTTPEvent event(Map<String, String> claims) {
        var jwt = new JWT();
        jwt.setClaims(claims);
        var authorizer = new Authorizer();
        authorizer.setJwt(jwt);
        return APIGatewayV2HTTPEvent.builder()
                .withRequestContext(
                        RequestContext.builder().withAuthorizer(authorizer).build())
                .build();
    }

    @Test
    void where_the_gateway_checks_nothing_it_has_identified_nobody() {
        assertThat(GatewayCaller.of(APIGatewayV2HTTPEvent.builder().build())).isEmpty();
        assertThat(GatewayCaller.of(APIGatewayV2HTTPEvent.builder()
                        .withRequestContext(RequestContext.builder().build())
                        .build()))
                .isEmpty();
        assertThat(GatewayCaller.of(event(Map.of("scope", "accounts:write")))).isEmpty();
    }

    @Test
    void the_history_names_whom_people_recognise() {
        assertThat(caller(Map.of("sub", "0a1b", "email", "ada@example.org")).actor())
                .isEqualTo("ada@example.org");
        assertThat(caller(Map.of("sub", "0a1b")).actor()).isEqualTo("0a1b");
    }

    @Test
    void scopes_are_read_as_any_identity_provider_writes_them() {
        var both = Set.of(Scope.ACCOUNTS_READ, Scope.ACCOUNTS_WRITE);
        assertThat(caller(Map.of("sub", "a", "scope", "openid accounts:read accounts:write"))
                        .scopes())
                .isEqualTo(both);
        assertThat(caller(Map.of("sub", "a", "scp", "[accounts:read accounts:write]"))
                        .scopes())
                .isEqualTo(both);
        assertThat(caller(Map.of("sub", "a", "scp", "accounts:read,accounts:write"))
                        .scopes())
                .isEqualTo(both);
        assertThat(caller(Map.of("sub", "a")).scopes()).isEmpty();
    }

    @Test
    void nobody_becomes_an_agent_of_every_zone() {
        assertThat(caller(Map.of("sub", "a", "scope", "agent accounts:read")).scopes())
                .containsExactly(Scope.ACCOUNTS_READ);
    }

    @Test
    void two_callers_of_one_name_have_a_rate_each() {
        assertThat(caller(Map.of("iss", "one", "sub", "a")).allowance())
                .isNotEqualTo(caller(Map.of("iss", "two", "sub", "a")).allowance());
    }
}
