package io.dynamicaccounts.local.command;

import io.dynamicaccounts.agent.Agent;
import io.dynamicaccounts.agent.AgentIdentity;
import io.dynamicaccounts.agent.AgentSettings;
import io.dynamicaccounts.agent.Ending;
import io.dynamicaccounts.agent.http.BearerToken;
import io.dynamicaccounts.agent.http.HttpControlPlane;
import io.dynamicaccounts.agent.http.PlainHttp;
import io.dynamicaccounts.agent.http.TokenFile;
import io.dynamicaccounts.agent.kubernetes.KubernetesClusters;
import io.dynamicaccounts.agent.kubernetes.KubernetesSettings;
import io.dynamicaccounts.agent.kubernetes.Permission;
import io.dynamicaccounts.agent.protocol.StaticAccount;
import io.dynamicaccounts.agent.simulated.SimulatedClusters;
import io.dynamicaccounts.agent.simulated.SimulationRules;
import io.dynamicaccounts.agent.watch.ClusterWatcher;
import io.dynamicaccounts.local.process.GracefulEnd;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code agent}: an agent of a zone, until it is told to end or another process takes its id. */
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
    private URI server = URI.create("");

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
                    "Declares the kubernetes.accounts[] of this file: the agents' own, which operators do not change.")
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
            names = "--simulate",
            arity = "0..*",
            paramLabel = "RULE",
            description = "Invents clusters, and what shall go wrong with them.")
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
        // Before anything is started: what was typed wrong shall be told at once.
        AgentIdentity identity = identity();
        AgentSettings settings = settings();
        List<StaticAccount> declared = accounts == null ? List.of() : DeclaredAccounts.read(accounts);
        List<String> simulated = rules;
        try (var controlPlane = controlPlane()) {
            if (simulated == null) {
                try (var clusters = new KubernetesClusters(kubernetes(), new SecureRandom())) {
                    return run(identity, settings, declared, controlPlane, clusters);
                }
            }
            if (execPlugins || namedFiles) {
                throw new Failure.Usage("--simulate reads no kubeconfig: it goes with none of the --allow options");
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
            List<StaticAccount> declared,
            HttpControlPlane controlPlane,
            ClusterWatcher clusters) {
        try (var agent = new Agent(identity, settings, declared, controlPlane, clusters)) {
            var end = GracefulEnd.with(agent::close);
            Ending ending = agent.run();
            end.notNeeded();
            if (ending.exitCode() != 0) {
                spec.commandLine().getErr().println("dynamic-accounts: agent " + id + " has ended: " + ending.detail());
            }
            return ending.exitCode();
        }
    }

    private KubernetesSettings kubernetes() {
        return KubernetesSettings.defaults()
                .withPlugins(execPlugins ? Permission.ALLOWED : Permission.REFUSED)
                .withNamedFiles(namedFiles ? Permission.ALLOWED : Permission.REFUSED);
    }

    private AgentIdentity identity() {
        return checked(() -> new AgentIdentity(id, zone));
    }

    private AgentSettings settings() {
        return checked(() -> AgentSettings.defaults(Version.text()).withMaxConcurrentStarts(capacity));
    }

    private HttpControlPlane controlPlane() {
        return checked(() -> new HttpControlPlane(
                server,
                insecure ? PlainHttp.ANYWHERE : PlainHttp.LOOPBACK_ONLY,
                tokenFile == null ? BearerToken.none() : new TokenFile(tokenFile),
                null));
    }

    /** What the agent's library refuses was typed on the command line. */
    private static <T> T checked(Callable<T> making) {
        try {
            return making.call();
        } catch (IllegalArgumentException e) {
            throw new Failure.Usage(String.valueOf(e.getMessage()));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
