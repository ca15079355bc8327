package io.dynamicaccounts.http.problem;

import java.util.Arrays;
import java.util.stream.Collectors;

/** {@code docs/problems.md}, written from the closed list. */
final class ProblemsDocument {

    private ProblemsDocument() {}

    static String text() {
        return """
                # Problems

                Every error is an RFC 9457 problem, `application/problem+json`, with `type`, `title`, `status` and `detail`, and, where several
                inputs are wrong, `errors: [{pointer, detail}]`: a JSON pointer into the body, `?name` for a parameter of the query, `{name}` for a
                variable of the path. No problem repeats a value from a request. The types are stable: tell problems apart by them, not by their
                texts. The only errors that are no problems are the 409s of batches, whose body is the array of what was left out.

                | type `urn:dynamic-accounts:problem:…` | status | what it means |
                |---|---|---|
                """
                + Arrays.stream(ProblemKind.values()).map(ProblemsDocument::row).collect(Collectors.joining())
                + """

                This page is written from the code: `mvn test -pl adapters/http -am -Dtest=ProblemsDocumentTest -Ddocs.write=true` writes it again.
                """;
    }

    private static String row(ProblemKind kind) {
        String explanation = kind.explanation().isEmpty() ? "" : " " + kind.explanation();
        return "| `" + kind.slug() + "` | " + kind.status() + " | " + kind.title() + "." + explanation + " |\n";
    }
}
