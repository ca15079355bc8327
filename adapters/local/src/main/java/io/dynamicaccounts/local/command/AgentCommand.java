package io.dynamicaccounts.local.command;

import io.dynamicaccounts.agent.Agent;
import io.dynamicaccounts.agent.AgentEnd;
import io.dynamicaccounts.agent.AgentIdentity;
import io.dynamicaccounts.agent.AgentSettings;
import io.dynamicaccounts.agent.http.AgentTokenFile;
import io.dynamicaccounts.agent.http.BearerToken;
import io.dynamicaccounts.agent.http.CertificateAuthorities;
import io.dynamicaccounts.agent.http.HttpControlPlane;
import io.dynamicaccounts.agent.http.PlainHttp;
import io.dynamicaccounts.agent.kubernetes.FileRoots;
import io.dynamicaccounts.agent.kubernetes.KubernetesClusters;
import io.dynamicaccounts.agent.kubernetes.KubernetesSettings;
import io.dynamicaccounts.agent.kubernetes.MachineAccess;
import io.dynamicaccounts.agent.simulated.SimulatedClusters;
import io.dynamicaccounts.agent.simulated.SimulationRules;
import io.dynamicaccounts.agent.watch.ClusterWatcher;
import io.dynamicaccounts.local.process.ShutdownHook;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * The command {@code agent}: runs an agent of a zone until the process is asked to end or another process takes the
 * agent's id.
 */
@Command(
        name = "agent",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        description = {
            "Runs an agent that polls a control plane and watches the Kubernetes clusters that it is told to watch.",
            "With --simulate it connects to none, and what it reports is invented."
        },
        footer = {
            "",
            "A definition reaches the agent from whoever may write accounts. What a kubeconfig in it asks of this machine, to"
                    + " run a command or to read a file, is refused unless an option allows it.",
            "",
            "Rules of --simulate; the first of a kind whose GLOB matches the account's name counts:",
            "  fail=GLOB[:reason[:times]]      starts fail; with times, only the first ones of each account",
            "  slow=GLOB:millis                starts take this long",
            "  hang=GLOB                       starts never end by themselves",
            "  stopfail=GLOB[:reason[:times]]  stops fail",
            "  lose=GLOB:millis[:reason]       watches are lost this long after they began"
        })
final class AgentCommand implements Callable<Integer> {

    @Option(names = "--server", required = true, paramLabel = "URL", description = "Where the control plane is.")
    private String server = "";

    @Option(
            names = "--id",
            required = true,
            paramLabel = "ID",
            description = "The agent's name; one process may live under it at a time.")
    private String id = "";

    @Option(names = "--zone", required = true, paramLabel = "ZONE", description = "The zone whose accounts it watches.")
    private String zone = "";

    @Option(
            names = "--capacity",
            paramLabel = "N",
            defaultValue = "50",
            description = "How many clusters it connects to at once. Default: 50")
    private int capacity;

    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            description = "Holds the token to send; read again when it changes.")
    private @Nullable Path tokenFile;

    @Option(
            names = "--accounts",
            paramLabel = "FILE",
            description =
                    "The agent's own configuration: declares its kubernetes.accounts[], which operators do not change. With"
                            + " dynamicAccountsEnabled: false in it the agent watches no others.")
    private @Nullable Path accounts;

    @Option(
            names = "--insecure",
            description = "Allows plain http:// beyond this machine, which shows token and secrets to the network.")
    private boolean insecure;

    @Option(
            names = "--allow-exec-plugins",
            description = "Lets kubeconfigs run their exec plugins, commands of this machine, as this user.")
    private boolean execPlugins;

    @Option(
            names = "--allow-named-files",
            description =
                    "Lets kubeconfigs that the control plane sends name files of this machine, such as a token to be"
                            + " sent to the server that they also name. A kubeconfigFile on this machine always may.")
    private boolean namedFiles;

    @Option(
            names = "--ca-file",
            paramLabel = "PEM",
            description =
                    "The authorities that may sign the control plane's certificate, instead of those that Java trusts.")
    private @Nullable Path authorities;

    @Option(
            names = "--kubeconfig-root",
            paramLabel = "FROM=TO",
            description =
                    "Where files lie here that definitions name as Clouddriver's machine has them: one whose name begins with"
                            + " FROM, such as configserver: or /var/secrets, is read at TO and the rest of its name. Repeatable; the"
                            + " longest FROM counts, and . stands for all relative paths.")
    private List<String> kubeconfigRoots = List.of();

    @Option(
            names = "--secrets-from",
            paramLabel = "NAMESPACE",
            description = "Lets kubeconfigContents be a Secret of this namespace of the cluster that the agent runs in:"
                    + " encrypted:k8s!n:NAMESPACE!s:SECRET!k:KEY. Whoever may write accounts can have any Secret there"
                    + " taken for a kubeconfig. Repeatable.")
    private List<String> secretNamespaces = List.of();

    @Option(
            names = "--simulate",
            arity = "0..*",
            paramLabel = "RULE",
            description =
                    "Invents clusters, and what shall go wrong with them: rules with spaces or commas between them.")
    private @Nullable List<String> rules;

    @Option(
            names = "--log-format",
            paramLabel = "FORMAT",
            description = "text or json. Default: text on a terminal, else json")
    private Logs.@Nullable Format logFormat;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        Logs.begin(logFormat == null ? Logs.Format.byDefault() : logFormat);
        // Before anything is started: a typing mistake must be reported at once.
        AgentIdentity identity = identity();
        DeclaredAccounts declared = accounts == null ? DeclaredAccounts.NONE : DeclaredAccounts.read(accounts);
        AgentSettings settings = settings(declared);
        List<String> simulated = rules;
        try (var controlPlane = controlPlane()) {
            if (simulated == null) {
                try (var clusters = new KubernetesClusters(kubernetes(), new SecureRandom())) {
                    return run(
                            identity,
                            settings.withSecretEngines(clusters.secretEngines()),
                            declared,
                            controlPlane,
                            clusters);
                }
            }
            if (execPlugins || namedFiles || !kubeconfigRoots.isEmpty() || !secretNamespaces.isEmpty()) {
                throw new CommandFailure.Usage(
                        "--simulate reads no kubeconfig: it goes neither with the --allow options nor with"
                                + " --kubeconfig-root or --secrets-from");
            }
            SimulationRules parsed = checked(() -> SimulationRules.parse(simulated));
            try (var clusters = new SimulatedClusters(parsed, new SecureRandom())) {
                return run(identity, settings, declared, controlPlane, clusters);
            }
        }
    }

    private int run(
            AgentIdentity identity,
            AgentSettings settings,
            DeclaredAccounts declared,
            HttpControlPlane controlPlane,
            ClusterWatcher clusters) {
        try (var agent = new Agent(identity, settings, declared.accounts(), controlPlane, clusters)) {
            var end = ShutdownHook.with(agent::close);
            AgentEnd ending = agent.run();
            end.notNeeded();
            if (ending.exitCode() != 0) {
                spec.commandLine().getErr().println("dynamic-accounts: agent " + id + " has ended: " + ending.detail());
            }
            return ending.exitCode();
        }
    }

    private KubernetesSettings kubernetes() {
        return KubernetesSettings.defaults()
                .withRoots(checked(() -> FileRoots.parse(kubeconfigRoots)))
                .withSecretNamespaces(Set.copyOf(secretNamespaces))
                .withPlugins(execPlugins ? MachineAccess.ALLOWED : MachineAccess.REFUSED)
                .withNamedFiles(namedFiles ? MachineAccess.ALLOWED : MachineAccess.REFUSED);
    }

    private AgentIdentity identity() {
        return checked(() -> new AgentIdentity(id, zone));
    }

    private AgentSettings settings(DeclaredAccounts declared) {
        return checked(() -> AgentSettings.defaults(Version.text())
                .withMaxConcurrentStarts(capacity)
                .withDynamicAccounts(declared.dynamicAccounts()));
    }

    private HttpControlPlane controlPlane() {
        URI address = address();
        if (authorities != null && "http".equalsIgnoreCase(address.getScheme())) {
            throw new CommandFailure.Usage(
                    "--ca-file checks a certificate, and http:// shows none: --server must be https://");
        }
        return checked(() -> new HttpControlPlane(
                address,
                insecure ? PlainHttp.ANYWHERE : PlainHttp.LOOPBACK_ONLY,
                tokenFile == null ? BearerToken.none() : new AgentTokenFile(tokenFile),
                authorities == null ? null : CertificateAuthorities.only(authorities)));
    }

    /**
     * Requires a scheme rather than guessing one: the wrong scheme shows a token to the network, or gets an obscure
     * answer.
     */
    private URI address() {
        if (!server.contains("://")) {
            throw new CommandFailure.Usage(
                    "--server must be an http or https address and begin with http:// or https://"
                            + (server.matches("[A-Za-z0-9.:\\[\\]-]+") ? ": https://" + server + ", for example" : ""));
        }
        try {
            return new URI(server);
        } catch (URISyntaxException quotesIt) {
            throw new CommandFailure.Usage(
                    "--server must be an http or https address, such as https://accounts.example:7002");
        }
    }

    /**
     * Turns a rejection by the agent's library into a usage failure, since the rejected value was typed on the
     * command line.
     */
    private static <T> T checked(Callable<T> creation) {
        try {
            return creation.call();
        } catch (IllegalArgumentException e) {
            throw new CommandFailure.Usage(String.valueOf(e.getMessage()));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
