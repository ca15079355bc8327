package io.dynamicaccounts.local.command;

import io.dynamicaccounts.functions.Settings;
import io.dynamicaccounts.functions.installation.Backup;
import io.dynamicaccounts.functions.store.Store;
import io.dynamicaccounts.local.backup.BackupWriter;
import io.dynamicaccounts.local.backup.Header;
import io.dynamicaccounts.local.process.Storage;
import io.dynamicaccounts.local.process.StoreWithoutKey;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code backup}: writes the whole truth of a store into one file, while the store is served. */
@Command(
        name = "backup",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        description = {
            "Writes all accounts, their definitions and their history, and all credentials, to a file that restore reads into"
                    + " any kind of store. It may run while the installation is served.",
            "Secrets are in it as they are stored, encrypted: keep a copy of the keyset as well, elsewhere."
        })
final class BackupCommand implements Callable<Integer> {

    @Parameters(paramLabel = "FILE", description = "Must not be there yet; created with mode 600.")
    private Path file = Path.of("");

    @Mixin
    private final InstallationOptions installation = new InstallationOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        Logs.begin(Logs.Format.byDefault());
        Storage chosen = installation.storage();
        Settings served = installation.settings();
        try (Store store = StoreWithoutKey.forReading(chosen, served)) {
            var backup = new Backup(store, served);
            Instant now = InstantSource.system().instant();
            var header = new Header(Version.text(), now, chosen.kind(), backup.before(now));
            Map<String, Long> counts = BackupWriter.write(file, header, backup::read);
            var out = spec.commandLine().getOut();
            out.println("wrote " + file + " from the " + chosen + ": " + RecordCounts.of(counts));
            out.flush();
        }
        return 0;
    }
}
