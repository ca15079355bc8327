package io.dynamicaccounts.infra.aws;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file of the project, by its path from here. */
final class TextFile {

    private TextFile() {}

    static String read(String first, String... more) {
        try {
            return Files.readString(Path.of(first, more));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
