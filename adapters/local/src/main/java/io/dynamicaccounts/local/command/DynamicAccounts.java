package io.dynamicaccounts.local.command;

import io.dynamicaccounts.configuration.SettingKey;
import java.util.Arrays;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The whole command line, with all of its commands. */
@Command(
        name = "dynamic-accounts",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND",
        description = "The Kubernetes account lifecycle of a Spinnaker installation.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done, or ended as asked", "1:failed", "2:wrong usage or configuration"})
public final class DynamicAccounts implements Runnable {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private DynamicAccounts() {}

    /** Returns the parser of the command line; its {@code execute} returns the exit code. */
    public static CommandLine commandLine() {
        var serve = new CommandLine(new ServeCommand());
        serve.getCommandSpec().usageMessage().footer(keys());
        var all = new CommandLine(new DynamicAccounts())
                .addSubcommand(serve)
                .addSubcommand(new AgentCommand())
                .addSubcommand(new DemoCommand())
                .addSubcommand(new BackupCommand())
                .addSubcommand(new RestoreCommand())
                .addSubcommand(new AdoptCommand())
                .addSubcommand(new DoctorCommand())
                .addSubcommand(new RotateKeyCommand())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setAbbreviatedOptionsAllowed(false)
                .setUsageHelpAutoWidth(true);
        all.setParameterExceptionHandler((wrong, arguments) -> {
            CommandLine command = wrong.getCommandLine();
            String name = command.getCommandSpec().qualifiedName();
            command.getErr().println("dynamic-accounts: " + wrong.getMessage());
            CommandLine.UnmatchedArgumentException.printSuggestions(wrong, command.getErr());
            command.getErr().println("Try '" + name + " --help'.");
            command.getErr().flush();
            return ExitCode.USAGE;
        });
        return all.setExecutionExceptionHandler((exception, command, parsed) -> {
            var failure = CommandFailure.of(exception);
            command.getErr().println("dynamic-accounts: " + failure.line());
            command.getErr().flush();
            return failure.code();
        });
    }

    private static String[] keys() {
        return Stream.concat(
                        Arrays.stream(SettingKey.values())
                                .map(key -> String.format("  %-54s %s", key.canonical(), key.words())),
                        Stream.of("As environment variables: " + SettingKey.POLL_SECONDS.variable() + " and so on."))
                .toArray(String[]::new);
    }

    @Override
    public void run() {
        throw new CommandLine.ParameterException(
                spec.commandLine(), "Say what to do: serve, agent, demo, backup, restore, adopt, doctor or rotate-key");
    }
}
