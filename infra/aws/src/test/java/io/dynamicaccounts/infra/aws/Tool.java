package io.dynamicaccounts.infra.aws;

import io.dynamicaccounts.dynamodb.Machine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Assumptions;

/**
 * A program that some tests of the template need and that the build does not bring. Without it these tests are
 * skipped and the build states it; with {@code AWS_TEMPLATE_TESTS=required} they fail.
 */
enum Tool {
    LINTER("cfn-lint", "cfn-lint", "--version"),
    COMMAND_LINE("AWS CLI", "aws", "--version"),
    TRANSLATOR("Python with aws-sam-translator", "python3", "-c", imports("samtranslator")),
    CLOUD("Python with moto[server]", "python3", "-c", imports("moto", "flask"));

    /** The note of skipped tests, which the build prints at its end. */
    private static final Path SKIPPED = Path.of("target", "skipped.txt");

    static {
        try {
            Files.deleteIfExists(SKIPPED);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private final String name;
    private final boolean here;

    Tool(String name, String... check) {
        this.name = name;
        this.here = Machine.runs(check);
    }

    /** Returns if the tool is here; else skips the calling test, or fails it where tools are required. */
    void require() {
        if (here) {
            return;
        }
        if ("required".equals(System.getenv("AWS_TEMPLATE_TESTS"))) {
            throw new IllegalStateException("AWS_TEMPLATE_TESTS=required, and there is no " + name);
        }
        note("no " + name + ": the tests of the template for AWS that need it were skipped");
        Assumptions.abort("there is no " + name);
    }

    /** Says whether packages are there without loading them, which takes seconds. */
    private static String imports(String... packages) {
        return "import importlib.util, sys; sys.exit(None in [importlib.util.find_spec(p) for p in '"
                + String.join(" ", packages) + "'.split()])";
    }

    private static synchronized void note(String line) {
        try {
            if (!Files.exists(SKIPPED) || !Files.readString(SKIPPED).contains(line)) {
                Files.writeString(SKIPPED, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
