package io.dynamicaccounts.configuration;

import java.nio.file.Path;

/** Where a value came from, so that an error can name it. From lowest to highest: a later layer wins. */
public sealed interface Origin {

    /** In words, behind "from": {@code line 3 of /etc/x.yml}. */
    String words();

    /** Nobody set it. */
    record Default() implements Origin {
        @Override
        public String words() {
            return "the default";
        }
    }

    /** A file of {@code --config}. */
    record File(Path file, int line) implements Origin {
        @Override
        public String words() {
            return "line " + line + " of " + file;
        }
    }

    /** An environment variable. */
    record Variable(String name) implements Origin {
        @Override
        public String words() {
            return "the environment variable " + name;
        }
    }

    /** The command line. */
    record CommandLine(String option) implements Origin {
        @Override
        public String words() {
            return option;
        }
    }
}
