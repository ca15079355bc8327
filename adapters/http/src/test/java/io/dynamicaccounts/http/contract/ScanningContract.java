package io.dynamicaccounts.http.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code POST /armory/scan}, where names are migrated automatically that {@link Deployment#NAME_PATTERN} matches. */
abstract class ScanningContract extends Suite {

    private static final String PATH = "/armory/scan";

    private String stored(Map<String, Object> definition) {
        String name = "scanned-" + world().freshName();
        var credential = new LinkedHashMap<>(definition);
        credential.put("type", "kubernetes");
        credential.put("name", name);
        expect(200, operator().post("/credentials", credential));
        return name;
    }

    private static List<?> migrated(Reply reply) {
        return (List<?>) reply.object().get("migrated");
    }

    @Test
    void what_matches_and_was_never_here_is_migrated_and_activated_once() {
        String zone = world().freshZone();
        String name = stored(Map.of("kubeconfigFile", "/kube", "zoneId", zone));

        Reply dry = expect(200, operator().post(PATH + "?dryRun=true"));
        assertThat(migrated(dry).contains(name)).isTrue();
        assertThat(world().status(name)).isEqualTo("GONE");

        Reply done = expect(200, operator().post(PATH));
        assertThat(migrated(done).contains(name)).isTrue();
        assertThat(done.object()).containsEntry("remaining", 0);
        assertThat(world().account(name)).containsEntry("status", "TO_MIGRATE").containsEntry("zoneId", zone);

        assertThat(migrated(expect(200, operator().post(PATH))).contains(name)).isFalse();
        expect(202, operator().delete("/armory/accounts/" + name));
        assertThat(migrated(expect(200, operator().post(PATH))).contains(name)).isFalse();
        assertThat(world().status(name)).isEqualTo("GONE");
    }

    @Test
    void a_definition_that_cannot_be_migrated_is_told_with_the_reason() {
        String name = stored(Map.of("environment", "prod"));

        assertThat(expect(200, operator().post(PATH + "?dryRun=true")).objectsOf("unusable"))
                .filteredOn(flaw -> name.equals(flaw.get("name")))
                .singleElement()
                .satisfies(flaw -> assertThat((String) flaw.get("detail")).contains("kubeconfigFile"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"dryRun=yes", "dryrun=true", "dryRun=true&dryRun=false"})
    void a_wrong_query_is_400_and_migrates_nothing(String query) {
        String name = stored(Map.of("kubeconfigFile", "/kube"));
        expect(400, operator().post(PATH + "?" + query));
        assertThat(world().status(name)).isEqualTo("GONE");
    }
}
