package io.dynamicaccounts.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import io.dynamicaccounts.dynamodb.Measurements.Row;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Tests that calls cost no more requests and capacity units than allowed, and as much as the document states. */
@NeedsTestServer
class CostsTest {

    private static final Path DOCUMENT = Path.of("..", "..", "docs", "costs.md");
    private static final String BEGIN = "| call | at most | measured |\n|---|---|---|\n";

    private static List<Row> rows;

    @BeforeAll
    static void measure() {
        TestServer.endpoint();
        rows = Measurements.all();
    }

    @Test
    void no_call_costs_more_than_it_may() {
        assertThat(rows).allSatisfy(row -> assertThat(row.kept()).as("%s", row).isTrue());
    }

    @Test
    void the_document_has_the_measured_costs() throws IOException {
        String document = Files.readString(DOCUMENT);
        String written = withTable(document);
        if (Boolean.getBoolean("docs.write")) {
            Files.writeString(DOCUMENT, written);
        }
        assertThat(DOCUMENT).content().isEqualTo(written);
    }

    /** Returns the document with the measured table. */
    private static String withTable(String document) {
        int begin = document.indexOf(BEGIN);
        int end = document.indexOf("\n\n", begin);
        String table = rows.stream()
                .map(row -> "| %s | %s | %s |\n".formatted(row.call(), row.allowance(), row.measured()))
                .collect(Collectors.joining("", BEGIN, ""));
        return document.substring(0, begin) + table.stripTrailing() + document.substring(end);
    }

    @Test
    @Tag("long")
    void ten_thousand_accounts_cost_as_a_thousand_do() {
        assertThat(Measurements.aZone(10_000, 1_000))
                .allSatisfy(row -> assertThat(row.kept()).as("%s", row).isTrue());
    }
}
