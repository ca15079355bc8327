package io.dynamicaccounts.dynamodb;

import io.dynamicaccounts.functions.ControlPlane;
import io.dynamicaccounts.functions.FunctionName;
import io.dynamicaccounts.functions.ScanSettings;
import io.dynamicaccounts.functions.Settings;
import io.dynamicaccounts.functions.definition.CredentialSource;
import io.dynamicaccounts.functions.definition.Definition;
import io.dynamicaccounts.functions.definition.TestSource;
import io.dynamicaccounts.functions.sweep.Sweep;
import io.dynamicaccounts.functions.transition.Parallel;
import io.dynamicaccounts.functions.transition.TransitionListener;
import io.dynamicaccounts.http.InProcess;
import io.dynamicaccounts.http.contract.Deployment;
import io.dynamicaccounts.http.contract.Exchange;
import io.dynamicaccounts.http.contract.Reply;
import io.dynamicaccounts.http.contract.Request;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.json.JsonMapper;

/**
 * The whole API over a table behind a wire with one fault at a time and without repeats, with a clock that the test
 * moves.
 */
final class Installation implements AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();

    final NthRequest wire = new NthRequest();
    private final DynamoDbStore store;
    private final ControlPlane functions;
    private final Exchange api;
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");

    Installation() {
        store = TestServer.emptyStore(() -> now, Wire.with(wire).withoutRepeats());
        // A credential source that has every name.
        CredentialSource source = TestSource.ofEveryName(
                name -> new Definition(Map.of("name", name.value(), "kubeconfigFile", "/kube/" + name)));
        functions = new ControlPlane(new ControlPlane.Components(
                store,
                new AsItIs(),
                source,
                Settings.DEFAULT,
                Parallel.NONE,
                TransitionListener.NONE,
                () -> UUID.randomUUID().toString(),
                () -> now,
                ScanSettings.NONE));
        api = InProcess.of(Deployment.PLAIN.withoutTokens(), functions);
    }

    Reply send(String method, String target) {
        return api.send(Request.of(method, target));
    }

    Reply send(String method, String target, Object body) {
        return api.send(Request.of(method, target).body("application/json", JSON.writeValueAsBytes(body)));
    }

    /** Lets time pass and sweeps. */
    void sweep() {
        now = now.plus(Duration.ofSeconds(10));
        functions
                .get(FunctionName.SWEEP)
                .apply(new Sweep.Request(Duration.ofMinutes(1)))
                .agents();
    }

    @Override
    public void close() {
        store.close();
    }
}
