package io.dynamicaccounts.aws;

import io.dynamicaccounts.functions.FunctionName;
import io.dynamicaccounts.functions.Functions;
import io.dynamicaccounts.http.ApiSettings;
import io.dynamicaccounts.http.Headers;
import io.dynamicaccounts.http.HttpApi;
import io.dynamicaccounts.http.HttpRequest;
import io.dynamicaccounts.http.auth.Authentication;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** What is done before a snapshot so that restored environments find it loaded. Nothing is written anywhere. */
final class Priming {

    private Priming() {}

    /** One read of the table, the sealing connected, and a body that is refused for what is wrong with it. */
    static void api(ConnectedApi opened) {
        opened.sealing().connect();
        HttpRequest request = HttpRequest.of(
                "POST",
                "/armory/accounts/dynamic",
                "",
                Headers.of(Map.of("Content-Type", List.of("application/json"))),
                "[{\"name\": \"priming\", \"unknown\": {\"deep\": [1, 2.5, null, true]}}]"
                        .getBytes(StandardCharsets.UTF_8));
        int status = withoutFunctions().handle(request).status();
        if (status != 400) {
            throw new IllegalStateException("the request that primes was not refused, but answered with " + status);
        }
        opened.opened().store().ping();
    }

    private static HttpApi withoutFunctions() {
        return new HttpApi(
                new Functions() {
                    @Override
                    public <I, O> Function<I, O> get(FunctionName<I, O> name) {
                        throw new IllegalStateException("nothing is called while priming");
                    }
                },
                new Authentication.None(),
                ApiSettings.of("priming"),
                () -> {},
                InstantSource.system(),
                () -> "priming");
    }

    /** One read of the table. */
    static void sweep(ConnectedSweep opened) {
        opened.opened().store().ping();
    }
}
