package io.dynamicaccounts.local.command;

import io.dynamicaccounts.configuration.Configuration;
import io.dynamicaccounts.configuration.Misconfigured;
import io.dynamicaccounts.entry.ConfiguredAuthentication;
import io.dynamicaccounts.entry.ConfiguredAuthentication.FirstKeys;
import io.dynamicaccounts.entry.PemIdentity;
import io.dynamicaccounts.functions.Settings;
import io.dynamicaccounts.http.auth.KnownTokens;
import io.dynamicaccounts.http.auth.TokenFile;
import io.dynamicaccounts.local.doctor.Doctor;
import io.dynamicaccounts.local.doctor.Finding;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The command {@code doctor}: looks for problems of an installation, and says how to solve them. */
@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        description = {
            "Looks at the configuration, the database file or table, the keyset, clocks, work that is due and zones, and prints a line for"
                    + " each: ok, warning or failed, and what to do. Ends with 1 if anything failed.",
            "It changes nothing, and may run while the installation is served. It reads everything that is stored: on a table that costs"
                    + " about what a backup does."
        })
final class DoctorCommand implements Callable<Integer> {

    @Mixin
    private final StorageOptions storage = new StorageOptions();

    @Mixin
    private final SettingsOptions settings = new SettingsOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        Logs.begin(Logs.Format.byDefault());
        PrintWriter out = spec.commandLine().getOut();
        var failed = new AtomicBoolean();
        Consumer<Finding> report = finding -> {
            out.println(finding.line());
            out.flush();
            failed.compareAndSet(false, finding.level() == Finding.Level.FAILED);
        };
        new Doctor(
                        storage.chosenForReading(),
                        settings(report),
                        InstantSource.system().instant())
                .look(report);
        return failed.get() ? ExitCode.SOFTWARE : ExitCode.OK;
    }

    /** Reads the configuration; reports what cannot be used, and uses the defaults instead. */
    private Settings settings(Consumer<Finding> report) {
        Configuration read;
        try {
            read = settings.configuration();
        } catch (Misconfigured e) {
            report.accept(new Finding(
                    Finding.Level.FAILED,
                    "configuration",
                    String.valueOf(e.getMessage()).replaceAll("\\s*\\R\\s*", " ")
                            + "; what follows goes by the defaults"));
            return Settings.DEFAULT;
        }
        report.accept(judged(read));
        return read.settings();
    }

    private static Finding judged(Configuration read) {
        try {
            var _ = ConfiguredAuthentication.of(
                    read.auth(),
                    file -> new TokenFile(Path.of(file)),
                    InstantSource.system(),
                    () -> Duration.ZERO,
                    FirstKeys.WHEN_NEEDED);
        } catch (KnownTokens.Unusable | Misconfigured | PemIdentity.Unusable e) {
            return new Finding(Finding.Level.FAILED, "configuration", String.valueOf(e.getMessage()));
        }
        return read.enabled()
                ? new Finding(Finding.Level.OK, "configuration", "every key has a value that can be used")
                : new Finding(
                        Finding.Level.WARNING,
                        "configuration",
                        "dynamic-accounts.enabled is false: agents are told to watch nothing; set it to true");
    }
}
