package io.dynamicaccounts.aws.lambda;

import io.dynamicaccounts.aws.Role;
import io.dynamicaccounts.dynamodb.NeedsTestServer;
import io.dynamicaccounts.http.contract.Exchange;
import io.dynamicaccounts.http.contract.Tokens;
import io.dynamicaccounts.oidc.SignInContract;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Sign-in with functions behind a gateway, whether or not the gateway checks tokens too. */
@NeedsTestServer
class LambdaSignInTest extends SignInContract {

    private final List<Surroundings> deployed = new ArrayList<>();

    @Override
    protected Exchange start(Map<String, String> settings) {
        var surroundings = new Surroundings(Tokens.file());
        deployed.add(surroundings);
        var variables = new HashMap<String, String>();
        settings.forEach((key, value) -> variables.put(
                "DYNAMIC_ACCOUNTS_"
                        + key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_'),
                value));
        LambdaProcess operators = surroundings.start(Role.OPERATORS, variables);
        LambdaProcess agents = surroundings.start(Role.AGENTS, variables);
        operators.runtime().awaitReady();
        agents.runtime().awaitReady();
        // A gateway's word: it would make every caller an operator if it were believed.
        var events = new GatewayEvents(
                GatewayEvents.NO_STAGE,
                Map.of("sub", "of-the-gateway", "scope", "accounts:read accounts:write credentials:read"));
        return new Gateway(operators, agents, events, surroundings::close);
    }

    @Override
    protected String printed() {
        return deployed.stream()
                .flatMap(surroundings -> surroundings.outputs().values().stream())
                .collect(Collectors.joining());
    }
}
