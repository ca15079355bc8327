package io.dynamicaccounts.local.command;

import io.dynamicaccounts.functions.Settings;
import io.dynamicaccounts.functions.installation.Adoption;
import io.dynamicaccounts.functions.store.Store;
import io.dynamicaccounts.local.process.PresentKeyset;
import io.dynamicaccounts.local.process.Storage;
import io.dynamicaccounts.local.process.StoreWithoutKey;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/**
 * The command {@code adopt}: takes over a table or a file that another tool than {@code restore} set back to an
 * earlier moment.
 */
@Command(
        name = "adopt",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        description = {
            "Takes over a table that the cloud's point-in-time recovery brought back, or a database file that was put back:"
                    + " nothing that agents or functions were told before counts any more. Agents register anew and confirm"
                    + " what they watch; no account changes its state.",
            "Stop first whatever serves the installation, here or where it was. Interrupted, it is run again."
        })
final class AdoptCommand implements Callable<Integer> {

    @Mixin
    private final InstallationOptions installation = new InstallationOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws InterruptedException {
        Logs.begin(Logs.Format.byDefault());
        Storage chosen = installation.storage();
        Settings served = installation.settings();
        if (chosen instanceof Storage.Embedded(Path database) && !Files.exists(database)) {
            throw new CommandFailure.Usage("--database must name a file that is there, and " + database + " is not");
        }
        try (Store store = StoreWithoutKey.forWriting(chosen, served)) {
            PresentKeyset.check(chosen, store);
            Adoption adoption = AdoptionRun.of(store, served);
            AdoptionRun.finish(
                    adoption, adoption.begin(), chosen, spec.commandLine().getOut());
        }
        return 0;
    }
}
