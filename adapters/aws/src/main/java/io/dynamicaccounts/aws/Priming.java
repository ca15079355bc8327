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

/**
 * Prepares an environment before its snapshot, so that restored environments find their classes loaded. Nothing is
 * written anywhere.
 */
final class Priming {

    private Priming() {}

    /** Reads the table once, connects the encryption, and sends a body that is refused as invalid. */
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

    /** Reads the table once, and connects the encryption. */
    static void scan(ConnectedScan opened) {
        opened.sealing().connect();
        opened.opened().store().ping();
    }

    /** Reads the table once. */
    static void sweep(ConnectedSweep opened) {
        opened.opened().store().ping();
    }
}
