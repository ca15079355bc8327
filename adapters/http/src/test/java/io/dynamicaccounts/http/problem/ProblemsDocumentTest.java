package io.dynamicaccounts.http.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ProblemsDocumentTest {

    private static final Path DOCUMENT = Path.of("..", "..", "docs", "problems.md");

    @Test
    void the_document_lists_every_problem_of_the_code() throws IOException {
        if (Boolean.getBoolean("docs.write")) {
            Files.writeString(DOCUMENT, ProblemsDocument.text());
        }
        assertThat(DOCUMENT).content().isEqualTo(ProblemsDocument.text());
    }

    /** Callers tell problems apart by these types: a change of one breaks callers. */
    @Test
    void types_are_stable() {
        assertThat(Arrays.stream(ProblemKind.values()).map(kind -> kind.status() + " " + kind.type()))
                .containsExactly(
                        "400 urn:dynamic-accounts:problem:not-json",
                        "400 urn:dynamic-accounts:problem:invalid",
                        "400 urn:dynamic-accounts:problem:unknown-to-source",
                        "400 urn:dynamic-accounts:problem:foreign-cursor",
                        "400 urn:dynamic-accounts:problem:credential-exists",
                        "400 urn:dynamic-accounts:problem:locks-writer-out",
                        "401 urn:dynamic-accounts:problem:no-token",
                        "401 urn:dynamic-accounts:problem:bad-token",
                        "403 urn:dynamic-accounts:problem:missing-scope",
                        "403 urn:dynamic-accounts:problem:missing-permission",
                        "403 urn:dynamic-accounts:problem:other-zone",
                        "403 urn:dynamic-accounts:problem:foreign-origin",
                        "404 urn:dynamic-accounts:problem:no-such-path",
                        "404 urn:dynamic-accounts:problem:no-such-account",
                        "404 urn:dynamic-accounts:problem:no-such-agent",
                        "404 urn:dynamic-accounts:problem:no-such-credential",
                        "405 urn:dynamic-accounts:problem:method-not-allowed",
                        "408 urn:dynamic-accounts:problem:body-too-slow",
                        "409 urn:dynamic-accounts:problem:state-forbids",
                        "409 urn:dynamic-accounts:problem:superseded",
                        "409 urn:dynamic-accounts:problem:agent-in-other-zone",
                        "409 urn:dynamic-accounts:problem:agent-in-several-zones",
                        "409 urn:dynamic-accounts:problem:zone-full",
                        "413 urn:dynamic-accounts:problem:too-large",
                        "415 urn:dynamic-accounts:problem:not-this-media-type",
                        "421 urn:dynamic-accounts:problem:foreign-host",
                        "429 urn:dynamic-accounts:problem:too-many-requests",
                        "500 urn:dynamic-accounts:problem:unforeseen",
                        "501 urn:dynamic-accounts:problem:feature-off",
                        "503 urn:dynamic-accounts:problem:store-unavailable",
                        "503 urn:dynamic-accounts:problem:store-damaged",
                        "503 urn:dynamic-accounts:problem:wrong-key",
                        "503 urn:dynamic-accounts:problem:source-unreadable",
                        "503 urn:dynamic-accounts:problem:issuer-unavailable",
                        "503 urn:dynamic-accounts:problem:no-room");
    }
}
