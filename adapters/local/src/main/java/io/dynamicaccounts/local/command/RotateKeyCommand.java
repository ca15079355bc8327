package io.dynamicaccounts.local.command;

import io.dynamicaccounts.local.process.PresentKeyset;
import io.dynamicaccounts.local.process.Storage;
import io.dynamicaccounts.secrets.LocalKeyset;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The command {@code rotate-key}: adds a key to the keyset, which encrypts from the next start on. */
@Command(
        name = "rotate-key",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        description = {
            "Adds a new key to the keyset of a database or table. From the next start of 'serve' on, secrets are encrypted with"
                    + " it when they are written. The keys that are there still decrypt what they encrypted.",
            "It may run while the installation is served, changes only the keyset, and touches no stored secret."
        })
final class RotateKeyCommand implements Callable<Integer> {

    @Mixin
    private final StorageOptions storage = new StorageOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        Logs.begin(Logs.Format.byDefault());
        Storage chosen = storage.chosenForReading();
        Path file = PresentKeyset.file(chosen);
        LocalKeyset keyset = LocalKeyset.rotate(file);
        PrintWriter out = spec.commandLine().getOut();
        out.println("added key " + keyset.newestKey() + " to " + file + "; " + String.join(", ", keyset.otherKeys())
                + " still " + (keyset.otherKeys().size() == 1 ? "decrypts" : "decrypt"));
        out.println("copy the file to where its copy is kept"
                + (chosen instanceof Storage.DynamoDb ? " and to every process that shares the table" : "")
                + ", then restart 'serve'; 'doctor' counts the secrets that still need an older key");
        out.flush();
        return 0;
    }
}
