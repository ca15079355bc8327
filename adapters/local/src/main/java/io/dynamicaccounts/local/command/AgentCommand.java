package io.dynamicaccounts.local.command;

import io.dynamicaccounts.agent.Agent;
import io.dynamicaccounts.agent.AgentIdentity;
import io.dynamicaccounts.agent.AgentSettings;
import io.dynamicaccounts.agent.Ending;
import io.dynamicaccounts.agent.http.BearerToken;
import io.dynamicaccounts.agent.http.HttpControlPlane;
import io.dynamicaccounts.agent.http.PlainHttp;
import io.dynamicaccounts.agent.http.TokenFile;
import io.dynamicaccounts.agent.simulated.SimulatedClusters;
import io.dynamicaccounts.agent.simulated.SimulationRules;
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
            "Runs an agent that polls a control plane.",
            "This version has simulated agents only: none connects to a cluster, and what they report is invented. So"
                    + " --simulate is required."
        },
        footer = {
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
            names = "--insecure",
            description = "Allows plain http:// beyond this machine, which shows token and secrets to the network.")
    private boolean insecure;

    @Option(
            names = "--simulate",
            required = true,
            arity = "0..*",
            paramLabel = "RULE",
            description = "Invents clusters, and what shall go wrong with them.")
    private List<String> rules = List.of();

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
        try (var clusters = new SimulatedClusters(rules(), new SecureRandom());
                var controlPlane = controlPlane();
                var agent = new Agent(identity(), settings(), controlPlane, clusters)) {
            var end = GracefulEnd.with(agent::close);
            Ending ending = agent.run();
            end.notNeeded();
            if (ending.exitCode() != 0) {
                spec.commandLine().getErr().println("dynamic-accounts: agent " + id + " has ended: " + ending.detail());
            }
            return ending.exitCode();
        }
    }

    private SimulationRules rules() {
        return checked(() -> SimulationRules.parse(rules));
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
