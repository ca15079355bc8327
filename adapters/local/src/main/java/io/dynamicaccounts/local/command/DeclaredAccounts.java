package io.dynamicaccounts.local.command;

import io.dynamicaccounts.agent.protocol.StaticAccount;
import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.definition.CredentialSource;
import io.dynamicaccounts.functions.definition.Definition;
import io.dynamicaccounts.functions.definition.SecretFields;
import io.dynamicaccounts.sources.ClouddriverConfiguration;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The accounts that an agent's own configuration file declares, in the form that the agent sends to the control
 * plane.
 */
final class DeclaredAccounts {

    private DeclaredAccounts() {}

    /**
     * Reads the accounts once. The list leaves this machine, so it must not hold secrets: an agent reads secrets
     * from its own disk.
     *
     * @throws CommandFailure.Usage when the file cannot be read, an entry is invalid, or an entry holds a secret
     */
    static List<StaticAccount> read(Path file) {
        var configuration = new ClouddriverConfiguration(file);
        try {
            if (!configuration.problems().isEmpty()) {
                throw new CommandFailure.Usage(
                        file + ": " + configuration.problems().getFirst());
            }
            var accounts = new ArrayList<StaticAccount>();
            configuration.all().forEach((name, definition) -> accounts.add(account(file, name, definition)));
            return accounts;
        } catch (CredentialSource.Unreadable e) {
            throw new CommandFailure.Usage(String.valueOf(e.getMessage()));
        }
    }

    private static StaticAccount account(Path file, AccountName name, Definition definition) {
        var secrets = new ArrayList<String>();
        Map<String, Object> fields = SecretFields.replaced(definition.fields(), (pointer, value) -> {
            secrets.add(pointer);
            return value;
        });
        if (!secrets.isEmpty()) {
            throw new CommandFailure.Usage(file + ": account " + name + " has a secret at " + secrets.getFirst()
                    + ", which would be sent to the control plane; use kubeconfigFile or serviceAccount");
        }
        fields.remove("name");
        return new StaticAccount(name.value(), fields);
    }
}
