package io.dynamicaccounts.sources;

import org.yaml.snakeyaml.LoaderOptions;

/** The bounds of a configuration file. */
final class FileBounds {

    /** Eight times the size of 10,000 exported accounts. */
    static final int MAX_BYTES = 64 * 1024 * 1024;

    private FileBounds() {}

    /** Returns the options of a YAML parser that reads a file up to the bound. */
    static LoaderOptions options() {
        var options = new LoaderOptions();
        options.setCodePointLimit(MAX_BYTES);
        return options;
    }
}
