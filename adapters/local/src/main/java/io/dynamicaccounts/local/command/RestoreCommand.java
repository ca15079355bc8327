package io.dynamicaccounts.local.command;

import io.dynamicaccounts.functions.Settings;
import io.dynamicaccounts.functions.installation.Adoption;
import io.dynamicaccounts.functions.installation.Restore;
import io.dynamicaccounts.functions.store.Store;
import io.dynamicaccounts.local.backup.BackupFile;
import io.dynamicaccounts.local.process.PresentKeyset;
import io.dynamicaccounts.local.process.Storage;
import io.dynamicaccounts.local.process.StoreWithoutKey;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code restore}: reads a backup into an empty store, and then adopts the store. */
@Command(
        name = "restore",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        description = {
            "Reads a file that backup wrote into an empty store of any kind, and adopts it: see adopt.",
            "Stop first whatever serves the installation that the file is of. A restore that was interrupted is run again with the"
                    + " same file. Serving it takes the keyset with which the secrets were encrypted."
        })
final class RestoreCommand implements Callable<Integer> {

    @Parameters(
            paramLabel = "FILE",
            description = "What backup wrote; nothing is written before all of it was checked.")
    private Path file = Path.of("");

    @Mixin
    private final InstallationOptions installation = new InstallationOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws InterruptedException {
        Logs.begin(Logs.Format.byDefault());
        Storage chosen = installation.storage();
        Settings served = installation.settings();
        BackupFile backup = BackupFile.checked(file);
        PresentKeyset.check(chosen, backup.header().before().keyCheck());
        try (Store store = StoreWithoutKey.forWriting(chosen, served)) {
            PrintWriter out = spec.commandLine().getOut();
            Adoption adoption = AdoptionRun.of(store, served);
            var restore = new Restore(store, adoption, AdoptionRun.PARALLEL, InstantSource.system());
            if (restore.begin(backup.checksum()) == Restore.Left.ALL) {
                backup.read(restore::write);
                out.println("read " + file + " of " + backup.header().written() + " into the " + chosen + ": "
                        + RecordCounts.of(backup.counts()));
            }
            AdoptionRun.finish(adoption, restore.adopt(backup.header().before()), chosen, out);
        }
        return 0;
    }
}
