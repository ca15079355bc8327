package io.dynamicaccounts.local.command;

import io.dynamicaccounts.configuration.Configuration;
import io.dynamicaccounts.functions.Settings;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of {@code serve} that configure an installation. */
final class SettingsOptions {

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "The configuration that it is served with: how long agents may go on by what they were told.")
    private @Nullable Path config;

    @Option(names = "--set", paramLabel = "KEY=VALUE", description = "Sets a key, whatever file and environment say.")
    private List<String> assignments = List.of();

    Settings read() {
        return configuration().settings();
    }

    Configuration configuration() {
        return Configuration.read(Optional.ofNullable(config), System.getenv(), assignments);
    }
}
