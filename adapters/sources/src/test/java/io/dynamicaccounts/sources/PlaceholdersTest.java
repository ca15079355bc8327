package io.dynamicaccounts.sources;

import static org.assertj.core.api.Assertions.assertThat;

import io.dynamicaccounts.functions.account.AccountName;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlaceholdersTest {

    private static final Placeholders PLACEHOLDERS = Placeholders.of(
            Set.of("FOLDER", "UNSET", "TRICKY", "COUNT"),
            Map.of("FOLDER", "/kube", "TRICKY", "${FOLDER}$1\\", "COUNT", "4", "SECRET", "canary"));

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "${FOLDER}/config | /kube/config",
                "${ FOLDER }/a-${COUNT} | /kube/a-4",
                "${FOLDER:/else} | /kube",
                "${UNSET:/else} | /else",
                "${UNSET:}x | x",
                "${UNSET} | ${UNSET}",
                "${SECRET} | ${SECRET}",
                "${SECRET:/else} | ${SECRET:/else}",
                "${folder} | ${folder}",
                "${TRICKY} | ${FOLDER}$1\\",
                "${${FOLDER}} | ${/kube}",
                "$FOLDER | $FOLDER",
                "${FOLDER | ${FOLDER",
                "no placeholder | no placeholder",
            })
    void only_names_that_are_allowed_are_filled_in(String text, String filled) {
        assertThat(PLACEHOLDERS.fill(text)).isEqualTo(filled);
    }

    @Test
    void a_text_that_would_outgrow_a_definition_stays_as_it_is() {
        String text = "${LONG}".repeat(300);

        assertThat(Placeholders.of(Set.of("LONG"), Map.of("LONG", "x".repeat(1_000)))
                        .fill(text))
                .isEqualTo(text);
    }

    @Test
    void options_of_a_file_are_filled_in_before_they_are_typed() {
        ConfigurationFile file = ConfigurationFile.withAccounts(folder, """
                - name: a-${COUNT}
                  kubeconfigFile: ${FOLDER}/a
                  cacheThreads: ${COUNT}
                  namespaces: ['${COUNT}', '${SECRET}']
                """);
        var source = new ClouddriverConfiguration(file.path(), PLACEHOLDERS, () -> Instant.EPOCH);

        assertThat(source.all().get(new AccountName("a-4")).fields())
                .isEqualTo(Map.of(
                        "name",
                        "a-4",
                        "kubeconfigFile",
                        "/kube/a",
                        "cacheThreads",
                        4L,
                        "namespaces",
                        List.of("4", "${SECRET}")));
        assertThat(source.state().read()).isEqualTo(Optional.of(Instant.EPOCH));
    }
}
