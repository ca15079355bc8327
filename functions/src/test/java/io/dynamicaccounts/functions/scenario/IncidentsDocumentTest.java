package io.dynamicaccounts.functions.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What {@code docs/incidents.md} promises: each row is a test that carries its name. */
class IncidentsDocumentTest {

    private static final Path ROOT = Path.of("..");
    private static final Path DOCUMENT = ROOT.resolve("docs").resolve("incidents.md");
    private static final Pattern ROW = Pattern.compile("^\\| `([a-z0-9-]+)` \\|(.*)\\|$", Pattern.MULTILINE);
    private static final Pattern LINK = Pattern.compile("\\[(\\w+)\\.(\\w+)]\\(([^)]+)\\)");
    private static final Pattern METHOD = Pattern.compile("^ {4}void (\\w+)\\(", Pattern.MULTILINE);

    /** A test that a row names. */
    private record Link(String type, String method, Path file) {

        static Link of(MatchResult found) {
            return new Link(
                    found.group(1),
                    found.group(2),
                    DOCUMENT.getParent().resolve(found.group(3)).normalize());
        }
    }

    private record Row(String name, List<String> cells) {

        List<Link> links() {
            return LINK.matcher(cells.getLast()).results().map(Link::of).toList();
        }

        /** Whether a test is called after this row, on its own or with more words. */
        boolean names(String method) {
            String snake = name.replace('-', '_');
            return method.equals(snake) || method.startsWith(snake + "__");
        }
    }

    private static List<Row> rows() throws IOException {
        return ROW.matcher(Files.readString(DOCUMENT))
                .results()
                .map(found -> new Row(
                        found.group(1),
                        Stream.of(found.group(2).split("\\|"))
                                .map(String::strip)
                                .toList()))
                .toList();
    }

    private static Set<String> methodsOf(Path file) throws IOException {
        return METHOD.matcher(Files.readString(file))
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @TestFactory
    Stream<DynamicTest> every_row_tells_what_happened_what_holds_and_which_tests_of_its_name_show_it()
            throws IOException {
        return rows().stream()
                .map(row -> DynamicTest.dynamicTest(row.name(), () -> {
                    assertThat(row.cells()).hasSize(3).allMatch(cell -> !cell.isEmpty());
                    assertThat(row.links()).extracting(Link::method).anyMatch(row::names);
                    for (Link link : row.links()) {
                        assertThat(link.file()).hasFileName(link.type() + ".java");
                        assertThat(methodsOf(link.file())).contains(link.method());
                    }
                }));
    }

    @Test
    void no_row_is_there_twice_and_none_is_laid_out_so_that_it_is_not_seen() throws IOException {
        List<String> names = rows().stream().map(Row::name).toList();
        assertThat(names).isNotEmpty().doesNotHaveDuplicates();
        assertThat(Files.readAllLines(DOCUMENT).stream().filter(line -> line.startsWith("| `")))
                .hasSameSizeAs(names);
    }

    @Test
    void every_test_that_carries_the_name_of_a_row_is_linked_from_it() throws IOException {
        List<Link> all = tests();
        for (Row row : rows()) {
            assertThat(row.links())
                    .as(row.name())
                    .containsAll(all.stream()
                            .filter(test -> row.names(test.method()))
                            .toList());
        }
    }

    private static List<Link> tests() throws IOException {
        var tests = new ArrayList<Link>();
        for (Path file : sources()) {
            String type = file.getFileName().toString().replace(".java", "");
            methodsOf(file).forEach(method -> tests.add(new Link(type, method, file)));
        }
        return tests;
    }

    private static List<Path> sources() throws IOException {
        try (Stream<Path> all = Files.walk(ROOT)) {
            return all.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> file.toString().contains("/src/test/"))
                    .map(Path::normalize)
                    .toList();
        }
    }
}
