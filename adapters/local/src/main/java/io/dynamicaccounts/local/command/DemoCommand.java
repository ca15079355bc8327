package io.dynamicaccounts.local.command;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code demo}. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Shows the lifecycle.")
final class DemoCommand implements Callable<Integer> {
    @Override
    public Integer call() {
        throw new Failure.Usage("there is no demo yet");
    }
}
