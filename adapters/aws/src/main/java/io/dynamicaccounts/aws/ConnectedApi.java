package io.dynamicaccounts.aws;

import io.dynamicaccounts.aws.kms.KmsSealing;
import io.dynamicaccounts.aws.observation.InvocationMetrics;
import io.dynamicaccounts.entry.ConfiguredApi;
import io.dynamicaccounts.entry.ConfiguredAuthentication;
import io.dynamicaccounts.entry.ConfiguredAuthentication.FirstKeys;
import io.dynamicaccounts.functions.ControlPlane.Caller;
import io.dynamicaccounts.functions.definition.CredentialSource;
import io.dynamicaccounts.functions.installation.CheckedEncryption;
import io.dynamicaccounts.functions.store.Store;
import io.dynamicaccounts.http.ApiSurface;
import io.dynamicaccounts.http.HttpApi;
import io.dynamicaccounts.http.auth.Authentication;
import io.dynamicaccounts.http.auth.KnownTokens;
import io.dynamicaccounts.http.auth.TokenSecret;
import io.dynamicaccounts.secrets.engine.AwsEngines;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The API of a role, connected to the store, the key of secrets, the engines of references and the tokens. */
record ConnectedApi(ConnectedFunctions opened, KmsSealing sealing, AwsEngines engines, HttpApi api)
        implements AutoCloseable {

    /**
     * Connects the API. The secret of tokens is read; the table and the key are not called yet.
     *
     * @throws KnownTokens.Unusable when the secret cannot be read, or contains invalid tokens
     */
    static ConnectedApi of(LambdaConfiguration configuration, Invocation invocation, InvocationMetrics observation) {
        var random = new RandomTokens(new SecureRandom());
        var sealing = new KmsSealing(configuration.key().orElseThrow(), invocation::remainingForCall);
        Store store = ConnectedFunctions.store(configuration, invocation);
        // Calls the key when a secret is first needed: most environments start for another request.
        var checked = new CheckedEncryption(sealing, sealing, store);
        boolean answersAgents = configuration.role() == Role.AGENTS;
        var engines = new AwsEngines(
                configuration.configuration().auth().listed().stream().collect(Collectors.toSet()),
                invocation::remainingForCall);
        ConnectedFunctions opened = ConnectedFunctions.of(
                store,
                configuration,
                answersAgents ? Set.of(Caller.AGENTS) : Set.of(Caller.OPERATORS, Caller.SCAN),
                checked,
                answersAgents ? engines.all() : List.of(),
                source(configuration, invocation),
                observation,
                random);
        boolean complete = false;
        try {
            var api = new HttpApi(
                    observation.around(opened.functions()),
                    authentication(configuration, invocation),
                    ConfiguredApi.settings(configuration.table(), configuration.configuration()),
                    answersAgents ? ApiSurface.AGENTS : ApiSurface.OPERATORS,
                    () -> {
                        opened.probe();
                        checked.ensure();
                    },
                    InstantSource.system(),
                    () -> invocation.id().orElseGet(random));
            complete = true;
            return new ConnectedApi(opened, sealing, engines, api);
        } finally {
            if (!complete) {
                opened.close();
            }
        }
    }

    /** Agents ask nothing of a source. */
    private static CredentialSource source(LambdaConfiguration configuration, Invocation invocation) {
        return configuration.role() == Role.AGENTS
                ? CredentialSource.NONE
                : configuration.source(System.getenv(), invocation::remainingForSource);
    }

    private static Authentication authentication(LambdaConfiguration configuration, Invocation invocation) {
        return ConfiguredAuthentication.of(
                configuration.configuration().auth(),
                secret -> new TokenSecret(secret, new SecretText(secret, invocation::remainingForCall)),
                InstantSource.system(),
                invocation::remainingForCall,
                // Most environments start for a request whose token is listed, or wait in a snapshot.
                FirstKeys.WHEN_NEEDED);
    }

    @Override
    public void close() {
        opened.close();
        sealing.close();
        engines.close();
    }
}
