package io.dynamicaccounts.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.dynamicaccounts.functions.FunctionName;
import io.dynamicaccounts.functions.Functions;
import io.dynamicaccounts.http.auth.Authentication;
import java.time.InstantSource;
import java.util.function.Function;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Entries tell the log and the metrics of routes, so nobody may make up more of them than there are. */
class RouteNameTest {

    private final HttpApi api = new HttpApi(
            new Functions() {
                @Override
                public <I, O> Function<I, O> get(FunctionName<I, O> name) {
                    throw new IllegalStateException("nothing is called");
                }
            },
            new Authentication.None(),
            ApiSettings.of("here"),
            () -> {},
            InstantSource.system(),
            () -> "fresh-id");

    @ParameterizedTest
    @CsvSource({
        "/armory/accounts, /armory/accounts",
        "/armory/accounts/prod-1, /armory/accounts/{accountName}",
        "/armory/accounts/dynamic, /armory/accounts/dynamic",
        "/armory/accounts/prod-1/history, /armory/accounts/{accountName}/history",
        "/armory/%61ccounts, /armory/accounts",
        "/health, /health",
        "/openapi.json, /openapi.json",
        "/armory/accounts/, other",
        "/armory/accounts/%ZZ, other",
        "/armory, other",
        "/, other",
        "'', other",
        "*, other",
        "/random/made/up/by/somebody, other",
    })
    void a_path_has_the_name_of_its_route_or_one_for_all_others(String path, String name) {
        assertThat(api.route(path)).isEqualTo(name);
    }
}
