package io.dynamicaccounts.infra.aws;

import io.dynamicaccounts.aws.observation.InvocationMetrics;
import io.dynamicaccounts.functions.ControlPlane;
import io.dynamicaccounts.functions.FunctionName;
import io.dynamicaccounts.functions.ScanSettings;
import io.dynamicaccounts.functions.Settings;
import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.account.AgentId;
import io.dynamicaccounts.functions.account.DefinitionId;
import io.dynamicaccounts.functions.account.SessionId;
import io.dynamicaccounts.functions.account.ZoneId;
import io.dynamicaccounts.functions.agent.Poll;
import io.dynamicaccounts.functions.agent.Report;
import io.dynamicaccounts.functions.agent.Task;
import io.dynamicaccounts.functions.definition.CredentialSource;
import io.dynamicaccounts.functions.definition.Definition;
import io.dynamicaccounts.functions.definition.DefinitionEncryption;
import io.dynamicaccounts.functions.definition.EncryptedDefinition;
import io.dynamicaccounts.functions.operator.Activate;
import io.dynamicaccounts.functions.operator.Provision;
import io.dynamicaccounts.functions.store.Assignment;
import io.dynamicaccounts.functions.store.memory.MemoryStore;
import io.dynamicaccounts.functions.sweep.Sweep;
import io.dynamicaccounts.functions.transition.Parallel;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The real functions over a store in memory, whose metrics are written by the class that writes them on Lambda, and
 * taken up here. Time passes when it is told to.
 */
final class ObservedInstallation {

    private static final SessionId SESSION = new SessionId("session");

    private final RecordedMetrics metrics = new RecordedMetrics();
    private final Settings settings;
    private final InvocationMetrics observation;
    private final ControlPlane functions;
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");

    /**
     * Begins with nothing in the store.
     *
     * @param installation what the functions are told that they are called
     */
    ObservedInstallation(String installation, Settings settings) {
        this.settings = settings;
        this.observation = new InvocationMetrics(installation, settings.timing(), () -> now, metrics::embedded);
        var tokens = new AtomicInteger();
        this.functions = new ControlPlane(new ControlPlane.Components(
                new MemoryStore(() -> now),
                new InClear(),
                CredentialSource.NONE,
                settings,
                Parallel.NONE,
                observation,
                () -> "token-" + tokens.incrementAndGet(),
                () -> now,
                ScanSettings.NONE));
    }

    RecordedMetrics metrics() {
        return metrics;
    }

    Instant now() {
        return now;
    }

    void pass(Duration time) {
        now = now.plus(time);
    }

    /** An account that the agent of a zone watches. */
    void active(String name, String zone) {
        var account = new AccountName(name);
        Map<String, Object> fields = new HashMap<>(Map.of("name", name, "kubeconfigFile", "/kube/" + name));
        var _ = functions
                .get(FunctionName.PROVISION)
                .apply(new Provision.Request(
                        "ops",
                        List.of(new Provision.Entry(account, Optional.of(new ZoneId(zone)), new Definition(fields)))));
        var _ = functions
                .get(FunctionName.ACTIVATE)
                .apply(new Activate.Request(
                        "ops", List.of(new Activate.Entry(account, Optional.empty(), Optional.empty()))));
        poll(zone);
        observation.invocationEnded();
    }

    /** The one agent of a zone polls, and does at once what it is told. */
    void poll(String zone) {
        var agent = new AgentId("agent");
        var answer = (Poll.Result.Answer) functions
                .get(FunctionName.POLL)
                .apply(new Poll.Request(
                        agent,
                        new ZoneId(zone),
                        SESSION,
                        OptionalLong.empty(),
                        100,
                        "test",
                        List.of(),
                        Optional.empty(),
                        OptionalLong.empty(),
                        Optional.empty(),
                        OptionalLong.empty(),
                        name -> false));
        var reports = new ArrayList<Report.Entry>();
        answer.assignments().orElse(List.of()).stream()
                .filter(Task::confirm)
                .forEach(task -> reports.add(new Report.Entry(
                        task.account(),
                        task.generation(),
                        Assignment.ReportedResult.WATCHING,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty())));
        if (!reports.isEmpty()) {
            var _ = functions
                    .get(FunctionName.REPORT)
                    .apply(new Report.Request(agent, new ZoneId(zone), SESSION, reports));
        }
        observation.invocationEnded();
    }

    /** A sweep that has a minute. */
    Sweep.Result sweep() {
        return sweep(Duration.ofMinutes(1));
    }

    /** A sweep that has this long, counted as on Lambda. */
    Sweep.Result sweep(Duration budget) {
        Sweep.Result result = functions.get(FunctionName.SWEEP).apply(new Sweep.Request(budget));
        observation.swept(result, Duration.ofMillis(40));
        observation.invocationEnded();
        return result;
    }

    /** These zones' agents poll, and the sweep runs, each at its own interval. */
    void live(Duration time, String... zones) {
        Instant end = now.plus(time);
        while (now.isBefore(end)) {
            pass(Duration.ofSeconds(1));
            if (now.getEpochSecond() % settings.timing().pollInterval().toSeconds() == 0) {
                List.of(zones).forEach(this::poll);
            }
            if (now.getEpochSecond() % settings.sweepInterval().toSeconds() == 0) {
                sweep();
            }
        }
    }

    /** Definitions without secrets need no key. */
    private static final class InClear implements DefinitionEncryption {
        @Override
        public EncryptedDefinition encrypt(AccountName account, DefinitionId id, Instant written, Definition plain) {
            return new EncryptedDefinition(account, id, written, plain.fields(), Map.of());
        }

        @Override
        public Definition decrypt(EncryptedDefinition sealed) {
            return new Definition(sealed.fieldsInClear());
        }
    }
}
