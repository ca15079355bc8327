package io.dynamicaccounts.local.process;

import io.dynamicaccounts.configuration.Configuration;
import io.dynamicaccounts.configuration.Configuration.Auth;
import io.dynamicaccounts.configuration.SourceSettings;
import io.dynamicaccounts.entry.ConfiguredApi;
import io.dynamicaccounts.entry.ConfiguredAuthentication;
import io.dynamicaccounts.entry.ConfiguredAuthentication.FirstKeys;
import io.dynamicaccounts.entry.ConfiguredSources;
import io.dynamicaccounts.entry.FunctionContext;
import io.dynamicaccounts.entry.RequestLog;
import io.dynamicaccounts.functions.ControlPlane;
import io.dynamicaccounts.functions.FunctionName;
import io.dynamicaccounts.functions.Functions;
import io.dynamicaccounts.functions.Settings;
import io.dynamicaccounts.functions.definition.CredentialSource;
import io.dynamicaccounts.functions.definition.ReferenceResolver;
import io.dynamicaccounts.functions.store.Store;
import io.dynamicaccounts.functions.transition.TransitionLog;
import io.dynamicaccounts.http.Headers;
import io.dynamicaccounts.http.HttpApi;
import io.dynamicaccounts.http.auth.Authentication;
import io.dynamicaccounts.http.auth.TokenFile;
import io.dynamicaccounts.http.problem.Problem;
import io.dynamicaccounts.local.metrics.ProcessMetrics;
import io.dynamicaccounts.local.server.LocalServer;
import io.dynamicaccounts.secrets.engine.AwsEngines;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the control plane as one process: functions over a store, an HTTP server, and the sweep on a schedule. */
public final class LocalProcess implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LocalProcess.class);

    /** How much time running requests get when the process is asked to end. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** Reading keys ends by its own time-out. */
    private static final Duration FOREVER = Duration.ofDays(1);

    /** Names this installation to operators, who may use several. */
    private static final String INSTALLATION = "local";

    private final Deque<Runnable> closing = new ArrayDeque<>();
    private final LocalServer server;

    private LocalProcess(ServeOptions options) throws IOException {
        Configuration configuration = options.configuration();
        Settings settings = configuration.settings();
        var clock = InstantSource.system();
        boolean started = false;
        try {
            // First the parts that an operator may have to correct, so that a wrong command line leaves nothing
            // behind.
            CredentialSource source = sources(options, clock);
            Authentication authentication = authentication(configuration.auth(), clock);
            OpenStore opened = OpenStore.of(options.storage(), settings);
            Store store = opened.store();
            closing.push(store::close);
            var metrics = new ProcessMetrics(
                    options.version(), clock, store::countByState, new LiveAgents(store.heartbeats(), settings, clock));
            var transitions = new TransitionLog(settings.timing());
            closing.push(new TransitionLogSchedule(transitions)::close);
            var engines = new AwsEngines(Set.of(), () -> AwsEngines.PATIENCE);
            closing.push(engines::close);
            var controlPlane = new ControlPlane(ControlPlane.Components.of(
                            store,
                            opened.sealing(),
                            source,
                            settings,
                            metrics.measurements().and(transitions))
                    .withScan(configuration.scan())
                    .with(configuration.interceptor())
                    .withReferences(new ReferenceResolver(engines.all(), configuration.references(), clock)));
            FunctionContext context = new FunctionContext(controlPlane);
            closing.push(context::close);
            Functions functions = metrics.measurements().around(context.functions());
            var api = new HttpApi(
                    functions,
                    authentication,
                    ConfiguredApi.settings(INSTALLATION, configuration),
                    () -> {
                        store.ping();
                        opened.sealing().ensure();
                    },
                    clock,
                    () -> UUID.randomUUID().toString());
            if (configuration.enabled()) {
                var schedule = new SweepSchedule(functions.get(FunctionName.SWEEP), settings.sweepInterval(), metrics);
                closing.push(schedule::close);
                if (!configuration.namePatterns().isEmpty()) {
                    var scans = new ScanSchedule(functions.get(FunctionName.SCAN), configuration.scanFrequency());
                    closing.push(scans::close);
                }
            }
            this.server = LocalServer.start(
                    options.address(),
                    options.tls(),
                    new ObservedApi(
                            api,
                            new MetricsPage(metrics, authentication),
                            metrics.measurements(),
                            new RequestLog(clock),
                            callers(configuration.auth())));
            closing.push(() -> server.stop(PATIENCE));
            started = true;
        } finally {
            if (!started) {
                close();
            }
        }
    }

    /**
     * Starts the process. The server answers when this method returns.
     *
     * @throws IOException when the address cannot be bound
     */
    public static LocalProcess start(ServeOptions options) throws IOException {
        var process = new LocalProcess(options);
        LOG.info(
                "listening on {}, version {}, {}, sweeping every {} s{}",
                process.uri(),
                options.version(),
                options.storage(),
                options.configuration().settings().sweepInterval().toSeconds(),
                options.configuration().enabled() ? "" : ": the feature is off, nothing is swept");
        return process;
    }

    /** Returns the address of the server. */
    public URI uri() {
        return server.uri();
    }

    private static CredentialSource sources(ServeOptions options, InstantSource clock) {
        SourceSettings settings = options.configuration().sources();
        return ConfiguredSources.of(
                options.credentials().map(settings::withFile).orElse(settings), System.getenv(), clock);
    }

    private static Authentication authentication(Auth auth, InstantSource clock) {
        return ConfiguredAuthentication.of(
                auth, file -> new TokenFile(Path.of(file)), clock, () -> FOREVER, FirstKeys.NOW);
    }

    private static Function<Headers, Optional<Problem>> callers(Auth auth) {
        return switch (auth) {
            case Auth.None none -> LoopbackCallers::problem;
            case Auth.Tokens tokens -> headers -> Optional.empty();
            case Auth.Oidc oidc -> headers -> Optional.empty();
        };
    }

    /**
     * Ends gracefully: refuses new requests, answers running ones, and then ends the schedule and the store. Closing
     * twice does nothing.
     */
    @Override
    public void close() {
        while (!closing.isEmpty()) {
            try {
                closing.pop().run();
            } catch (RuntimeException e) {
                LOG.error("a part did not end well", e);
            }
        }
    }
}
