package io.dynamicaccounts.infra.aws;

import com.sun.net.httpserver.HttpServer;
import io.dynamicaccounts.aws.LambdaConfiguration;
import io.dynamicaccounts.configuration.Misconfigured;
import io.dynamicaccounts.dynamodb.DynamoDbSettings;
import io.dynamicaccounts.dynamodb.DynamoDbStore;
import io.dynamicaccounts.functions.ControlPlane;
import io.dynamicaccounts.functions.FunctionName;
import io.dynamicaccounts.functions.Settings;
import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.account.DefinitionId;
import io.dynamicaccounts.functions.definition.CredentialSource;
import io.dynamicaccounts.functions.definition.Definition;
import io.dynamicaccounts.functions.definition.DefinitionEncryption;
import io.dynamicaccounts.functions.definition.EncryptedDefinition;
import io.dynamicaccounts.functions.store.Store;
import io.dynamicaccounts.functions.sweep.Sweep;
import io.dynamicaccounts.functions.transition.TransitionListener;
import io.dynamicaccounts.http.ApiSettings;
import io.dynamicaccounts.http.Headers;
import io.dynamicaccounts.http.HttpApi;
import io.dynamicaccounts.http.HttpRequest;
import io.dynamicaccounts.http.auth.Authentication;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How calls of the real functions end when the table refuses every call, or the environment cannot be used. */
final class RealOutcomes implements AutoCloseable {

    private final HttpServer table;
    private final Store store;
    private final ControlPlane functions;
    private final HttpApi api;

    private RealOutcomes(HttpServer table) {
        this.table = table;
        this.store = DynamoDbStore.open(new DynamoDbSettings(
                "denied",
                Optional.of(URI.create("http://localhost:" + table.getAddress().getPort())),
                Duration.ofDays(1),
                () -> Duration.ofMillis(300)));
        this.functions = new ControlPlane(ControlPlane.Components.of(
                store, new NoSecrets(), CredentialSource.NONE, Settings.DEFAULT, TransitionListener.NONE));
        this.api = new HttpApi(
                functions,
                new Authentication.None(),
                ApiSettings.of("denied"),
                () -> {},
                InstantSource.system(),
                () -> "id");
    }

    /** A table that answers every call so, in DynamoDB's protocol. */
    static RealOutcomes ofTableThatAnswers(String exception) throws IOException {
        HttpServer table = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        byte[] refusal = ("{\"__type\":\"com.amazonaws.dynamodb.v20120810#" + exception + "\",\"message\":\"refused\"}")
                .getBytes(StandardCharsets.UTF_8);
        table.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            exchange.getResponseHeaders().add("Content-Type", "application/x-amz-json-1.0");
            exchange.sendResponseHeaders(400, refusal.length);
            exchange.getResponseBody().write(refusal);
            exchange.close();
        });
        table.start();
        return new RealOutcomes(table);
    }

    /** A start in an environment that cannot be used, at which the init ends. */
    static Outcome startWithout(String variable, Map<String, String> environment) {
        var rest = new HashMap<>(environment);
        rest.remove(variable);
        try {
            LambdaConfiguration.read(rest);
            return new Outcome.Answered(200);
        } catch (Misconfigured ended) {
            return new Outcome.Failed();
        }
    }

    /** An operator's request. */
    Outcome request() {
        return answered(HttpRequest.of("GET", "/armory/accounts", "", Headers.NONE, new byte[0]));
    }

    /** An agent's poll. */
    Outcome poll() {
        return answered(HttpRequest.of(
                "POST",
                "/armory/agents/agent-1/poll",
                "",
                Headers.of(Map.of("Content-Type", List.of("application/json"))),
                "{\"zoneId\":\"eu\",\"session\":\"s-1\",\"capacity\":10,\"version\":\"test\"}"
                        .getBytes(StandardCharsets.UTF_8)));
    }

    /** A sweep: its function passes on what it throws. */
    Outcome sweep() {
        try {
            var _ = functions.get(FunctionName.SWEEP).apply(new Sweep.Request(Duration.ofSeconds(1)));
            return new Outcome.Answered(200);
        } catch (RuntimeException thrown) {
            return new Outcome.Failed();
        }
    }

    private Outcome answered(HttpRequest request) {
        return new Outcome.Answered(api.handle(request).status());
    }

    @Override
    public void close() {
        store.close();
        table.stop(0);
    }

    private static final class NoSecrets implements DefinitionEncryption {
        @Override
        public EncryptedDefinition encrypt(AccountName account, DefinitionId id, Instant written, Definition plain) {
            throw new IllegalStateException("nothing is written");
        }

        @Override
        public Definition decrypt(EncryptedDefinition sealed) {
            throw new IllegalStateException("nothing is read");
        }
    }
}
