package io.dynamicaccounts.functions.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class LifecycleDocumentTest {

    private static final Path DOCUMENT = Path.of("..", "docs", "lifecycle.md");
    private static final Path README = Path.of("..", "README.md");

    @Test
    void the_document_says_what_the_table_says() throws IOException {
        if (Boolean.getBoolean("docs.write")) {
            Files.writeString(DOCUMENT, LifecycleDocument.markdown());
        }
        assertThat(DOCUMENT).content().isEqualTo(LifecycleDocument.markdown());
    }

    @Test
    void the_readme_shows_the_same_diagram() {
        assertThat(README).content().contains(LifecycleDocument.diagram());
    }
}
