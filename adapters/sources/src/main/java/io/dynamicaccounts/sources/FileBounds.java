package io.dynamicaccounts.sources;

import java.io.IOException;
import org.yaml.snakeyaml.LoaderOptions;

/** The bounds of a configuration file. */
public final class FileBounds {

    /** The most bytes of a file: eight times the size of 10,000 exported accounts. */
    public static final int MAX_BYTES = 64 * 1024 * 1024;

    private FileBounds() {}

    /** A file is larger than the bound. */
    static final class TooLarge extends IOException {
        private static final long serialVersionUID = 1;
    }

    /** Returns the options of a YAML parser that reads a file up to the bound. */
    static LoaderOptions options() {
        var options = new LoaderOptions();
        options.setCodePointLimit(MAX_BYTES);
        return options;
    }
}
