package io.dynamicaccounts.http;

import io.dynamicaccounts.functions.ControlPlane;
import io.dynamicaccounts.functions.Functions;
import io.dynamicaccounts.functions.ScanSettings;
import io.dynamicaccounts.functions.Settings;
import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.definition.CredentialSource;
import io.dynamicaccounts.functions.definition.Definition;
import io.dynamicaccounts.functions.definition.TestSource;
import io.dynamicaccounts.functions.store.Store;
import io.dynamicaccounts.functions.store.memory.MemoryStore;
import io.dynamicaccounts.functions.transition.TransitionListener;
import io.dynamicaccounts.http.auth.Authentication;
import io.dynamicaccounts.http.auth.KnownTokens;
import io.dynamicaccounts.http.auth.TokenFile;
import io.dynamicaccounts.http.contract.Deployment;
import io.dynamicaccounts.http.contract.Exchange;
import io.dynamicaccounts.http.contract.Reply;
import io.dynamicaccounts.http.contract.Request;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;

/** The API in this process, without any transport. */
public final class InProcess implements Exchange {

    private final HttpApi api;
    private final Runnable closing;

    private InProcess(HttpApi api, Runnable closing) {
        this.api = api;
        this.closing = closing;
    }

    /** Returns an exchange with an API over a store in memory. */
    static InProcess of(Deployment deployment) {
        return of(deployment, new MemoryStore());
    }

    /** Returns an exchange with an API over an empty store, which is closed together with the exchange. */
    public static InProcess of(Deployment deployment, Store store) {
        var functions = new ControlPlane(ControlPlane.Components.of(
                        store, new MaskingSealing(), source(deployment), Settings.DEFAULT, TransitionListener.NONE)
                .withScan(new ScanSettings(name -> name.value().matches(Deployment.NAME_PATTERN), 500))
                .with(deployment.interceptor()));
        return of(deployment, functions, store::close);
    }

    /** Returns an exchange with an API over these functions. */
    public static InProcess of(Deployment deployment, Functions functions) {
        return of(deployment, functions, () -> {});
    }

    private static InProcess of(Deployment deployment, Functions functions, Runnable closing) {
        ApiSettings standard = ApiSettings.of("test-installation");
        var api = new HttpApi(
                functions,
                authentication(deployment),
                new ApiSettings(
                        standard.id(),
                        deployment.feature(),
                        standard.pollInterval(),
                        standard.lease(),
                        deployment.rateLimit()),
                () -> {},
                InstantSource.system(),
                () -> UUID.randomUUID().toString());
        return new InProcess(api, closing);
    }

    private static CredentialSource source(Deployment deployment) {
        var definitions = new LinkedHashMap<AccountName, Definition>();
        deployment
                .credentials()
                .forEach((name, fields) -> definitions.put(new AccountName(name), new Definition(fields)));
        return TestSource.of(definitions);
    }

    private static Authentication authentication(Deployment deployment) {
        if (deployment.tokens().isEmpty()) {
            return new Authentication.None();
        }
        try {
            Path file = Files.createTempFile("tokens", ".json");
            file.toFile().deleteOnExit();
            Files.writeString(file, deployment.tokens().get());
            return new Authentication.Tokens(new KnownTokens(new TokenFile(file), InstantSource.system()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Reply send(Request request) {
        var headers = new LinkedHashMap<String, List<String>>();
        request.headers()
                .forEach(header -> headers.computeIfAbsent(header.getKey(), name -> new ArrayList<>())
                        .add(header.getValue()));
        HttpResponse response = api.handle(
                HttpRequest.of(request.method(), request.path(), request.query(), Headers.of(headers), request.body()));
        return new Reply(response.status(), response.headers(), response.body());
    }

    @Override
    public void close() {
        closing.run();
    }
}
