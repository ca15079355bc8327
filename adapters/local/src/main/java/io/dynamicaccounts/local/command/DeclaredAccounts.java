package io.dynamicaccounts.local.command;

import io.dynamicaccounts.agent.DynamicAccounts;
import io.dynamicaccounts.agent.protocol.StaticAccount;
import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.definition.CredentialSource;
import io.dynamicaccounts.functions.definition.Definition;
import io.dynamicaccounts.functions.definition.SecretFields;
import io.dynamicaccounts.sources.AgentConfiguration;
import io.dynamicaccounts.sources.ClouddriverConfiguration;
import io.dynamicaccounts.sources.SourceProblem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What an agent's own configuration file declares.
 *
 * @param accounts the accounts, in the form that the agent sends to the control plane
 * @param dynamicAccounts whether the agent watches other accounts too
 */
record DeclaredAccounts(List<StaticAccount> accounts, DynamicAccounts dynamicAccounts) {

    static final DeclaredAccounts NONE = new DeclaredAccounts(List.of(), DynamicAccounts.ON);

    /**
     * Reads the file once. The list leaves this machine, so it must not hold secrets: an agent reads secrets
     * from its own disk.
     *
     * @throws CommandFailure.Usage when the file cannot be read, says nothing of accounts, an entry is invalid, or an
     *     entry holds a secret
     */
    static DeclaredAccounts read(Path file) {
        var configuration = new ClouddriverConfiguration(file);
        try {
            List<SourceProblem> problems = configuration.problems();
            AgentConfiguration agent = AgentConfiguration.read(file);
            boolean onlySwitch = agent.dynamicAccounts().isPresent() && !agent.listsAccounts();
            if (!problems.isEmpty() && !onlySwitch) {
                throw new CommandFailure.Usage(file + ": " + problems.getFirst());
            }
            var accounts = new ArrayList<StaticAccount>();
            configuration.all().forEach((name, definition) -> accounts.add(account(file, name, definition)));
            return new DeclaredAccounts(
                    accounts, agent.dynamicAccounts().orElse(true) ? DynamicAccounts.ON : DynamicAccounts.OFF);
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
