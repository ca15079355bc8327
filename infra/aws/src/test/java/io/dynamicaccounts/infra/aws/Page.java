package io.dynamicaccounts.infra.aws;

import java.util.List;
import java.util.regex.Pattern;

/**
 * This folder's page for operators.
 *
 * @param text as it is written
 */
record Page(String text) {

    private static final Pattern COMMANDS = Pattern.compile("(?ms)^( *)```sh\n(.*?)\n *```$");

    static Page read() {
        return new Page(TextFile.read("README.md"));
    }

    /** The commands that it tells to run, block after block. */
    List<String> commands() {
        return COMMANDS.matcher(text)
                .results()
                .map(block -> block.group(2).replaceAll("(?m)^" + block.group(1), ""))
                .toList();
    }
}
