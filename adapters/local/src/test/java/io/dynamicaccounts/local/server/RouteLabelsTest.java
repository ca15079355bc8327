package io.dynamicaccounts.local.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RouteLabelsTest {

    private final RouteLabels labels = RouteLabels.of("""
            {"paths": {"/armory/accounts": {}, "/armory/accounts/{accountName}": {}, "/armory/accounts/dynamic": {},
                       "/armory/accounts/{accountName}/history": {}}}
            """.getBytes(StandardCharsets.UTF_8));

    @ParameterizedTest
    @CsvSource({
        "/armory/accounts, /armory/accounts",
        "/armory/accounts/prod-1, /armory/accounts/{accountName}",
        "/armory/accounts/dynamic, /armory/accounts/dynamic",
        "/armory/accounts/prod-1/history, /armory/accounts/{accountName}/history",
        "/armory/accounts/, /armory/accounts/{accountName}",
        "/armory, other",
        "/, other",
        "'', other",
        "/random/made/up/by/somebody, other",
    })
    void a_path_has_the_label_of_its_route_or_one_for_all_others(String path, String label) {
        assertThat(labels.of(path)).isEqualTo(label);
    }
}
