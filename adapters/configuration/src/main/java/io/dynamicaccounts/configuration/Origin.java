package io.dynamicaccounts.configuration;

import java.nio.file.Path;

/** The origin of a value, which a message names. The origins are in order: a value of a later origin wins. */
public sealed interface Origin {

    /** Returns the origin in words after "from": {@code line 3 of /etc/x.yml}. */
    String words();

    /** The default of the key. */
    record Default() implements Origin {
        @Override
        public String words() {
            return "the default";
        }
    }

    /** A line of the file of {@code --config}. */
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

    /** An option of the command line. */
    record CommandLine(String option) implements Origin {
        @Override
        public String words() {
            return option;
        }
    }
}
