package io.dynamicaccounts.simulation;

import io.dynamicaccounts.agent.protocol.AssignedAccount.Action;
import io.dynamicaccounts.agent.protocol.ClearDefinition;
import io.dynamicaccounts.agent.protocol.ControlPlaneAnswer;
import io.dynamicaccounts.agent.protocol.ControlPlaneClient;
import io.dynamicaccounts.agent.protocol.DefinitionsAnswer;
import io.dynamicaccounts.agent.protocol.DefinitionsRequest;
import io.dynamicaccounts.agent.protocol.PollAnswer;
import io.dynamicaccounts.agent.protocol.PollRequest;
import io.dynamicaccounts.agent.protocol.ReportAnswer;
import io.dynamicaccounts.agent.protocol.ReportsRequest;
import io.dynamicaccounts.functions.FunctionName;
import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.account.AgentId;
import io.dynamicaccounts.functions.account.SessionId;
import io.dynamicaccounts.functions.account.ZoneId;
import io.dynamicaccounts.functions.agent.AgentRejection;
import io.dynamicaccounts.functions.agent.FetchDefinitions;
import io.dynamicaccounts.functions.agent.Poll;
import io.dynamicaccounts.functions.agent.Report;
import io.dynamicaccounts.functions.agent.Task;
import io.dynamicaccounts.functions.store.Assignment;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The network between one agent process and the functions: it takes time, and loses, repeats and reorders what it is
 * given.
 */
final class Wire implements ControlPlaneClient {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** How late an answer may come for a second time. */
    private static final Duration LATEST = Duration.ofSeconds(90);

    private final Timeline timeline;
    private final Story story;
    private final Weather weather;
    private final Cloud cloud;
    private final Ledger ledger;
    private final Reported reported;
    private final String agent;
    private final Random random;

    Wire(
            Timeline timeline,
            Story story,
            Weather weather,
            Cloud cloud,
            Ledger ledger,
            Reported reported,
            String agent,
            Random random) {
        this.timeline = timeline;
        this.story = story;
        this.weather = weather;
        this.cloud = cloud;
        this.ledger = ledger;
        this.reported = reported;
        this.agent = agent;
        this.random = random;
    }

    @Override
    public ControlPlaneAnswer<PollAnswer> poll(String agentId, PollRequest body) {
        return Delivery.CURRENT.get().answer(() -> askPoll(agentId, body));
    }

    private ControlPlaneAnswer<PollAnswer> askPoll(String agentId, PollRequest body) {
        boolean earlier = weather.meetsEarlierVersion(random);
        if (earlier
                && (body.cachingRevision() != null || body.leaseHeldSeconds() != null || body.registration() != null)) {
            Delivery.CURRENT.get().fiber().pause(weather.latency(random));
            return new ControlPlaneAnswer.Refused<>(400, "unknown members");
        }
        var request = new Poll.Request(
                new AgentId(agentId),
                new ZoneId(body.zoneId()),
                new SessionId(body.session()),
                body.revision() == null ? OptionalLong.empty() : OptionalLong.of(body.revision()),
                body.capacity(),
                body.version(),
                body.secretEngines(),
                Optional.ofNullable(body.staticAccounts())
                        .map(list -> list.stream()
                                .map(declared -> {
                                    Map<String, Object> fields = new LinkedHashMap<>(declared.properties());
                                    fields.put("name", declared.name());
                                    return fields;
                                })
                                .toList()),
                body.cachingRevision() == null ? OptionalLong.empty() : OptionalLong.of(body.cachingRevision()),
                Optional.ofNullable(body.leaseHeldSeconds())
                        .map(seconds -> Duration.ofMillis((long) Math.ceil(seconds * 1000))),
                body.registration() == null ? OptionalLong.empty() : OptionalLong.of(body.registration()),
                account -> true);
        return ask(Deed.Victim.POLL, FunctionName.POLL, request, result -> switch (result) {
            case Poll.Result.Answer answer -> {
                answer.assignments().ifPresent(tasks -> {
                    judge(request.zone(), tasks);
                    story.tell(
                            agent,
                            "told revision " + answer.revision() + ", epoch " + answer.epoch() + ", lease "
                                    + answer.lease().toSeconds() + " s: " + tasks);
                });
                yield new ControlPlaneAnswer.Answered<>(new PollAnswer(
                        answer.revision(),
                        answer.epoch(),
                        answer.pollAfter().toMillis() / 1000.0,
                        answer.lease().toMillis() / 1000.0,
                        answer.assignments()
                                .map(tasks -> tasks.stream().map(Wire::told).toList())
                                .orElse(null),
                        answer.resendStaticAccounts(),
                        List.copyOf(answer.conflicts()),
                        earlier ? 1 : 3,
                        earlier ? null : answer.registration().getAsLong()));
            }
            case Poll.Result.Rejected(var refusal) -> turned(refusal);
        });
    }

    private static <T> ControlPlaneAnswer<T> turned(AgentRejection refusal) {
        return switch (refusal) {
            case AgentRejection.Superseded superseded -> new ControlPlaneAnswer.Superseded<>(superseded.toString());
            case AgentRejection.ZoneFull _ -> new ControlPlaneAnswer.TurnedAway<>(Optional.empty(), refusal.toString());
        };
    }

    private static io.dynamicaccounts.agent.protocol.AssignedAccount told(Task task) {
        return new io.dynamicaccounts.agent.protocol.AssignedAccount(
                task.account().value(),
                task.generation(),
                task.action() == Task.Action.WATCH ? Action.WATCH : Action.STOP,
                task.caching(),
                task.confirm(),
                task.failed());
    }

    /** What a zone is told to watch was its own in that generation; whether it still is, its definition tells. */
    private void judge(ZoneId zone, List<Task> tasks) {
        for (Task task : tasks) {
            boolean itsOwn = ledger.ever(task.account().value()).stream()
                    .anyMatch(account -> account.generation() == task.generation()
                            && account.zone().filter(zone::equals).isPresent());
            if (!itsOwn) {
                throw new Broken("no agent is told of another zone's account", task + " told to zone " + zone);
            }
        }
    }

    @Override
    public ControlPlaneAnswer<DefinitionsAnswer> definitions(String agentId, DefinitionsRequest body) {
        return Delivery.CURRENT.get().answer(() -> askDefinitions(agentId, body));
    }

    private ControlPlaneAnswer<DefinitionsAnswer> askDefinitions(String agentId, DefinitionsRequest body) {
        var request = new FetchDefinitions.Request(
                new AgentId(agentId),
                new ZoneId(body.zoneId()),
                new SessionId(body.session()),
                body.accounts().stream().map(AccountName::new).toList());
        Instant asked = timeline.now();
        return ask(Deed.Victim.POLL, FunctionName.DEFINITIONS, request, result -> switch (result) {
            case FetchDefinitions.Result.Answer answer -> {
                answer.definitions().forEach(given -> judge(request.zone(), given, asked));
                yield new ControlPlaneAnswer.Answered<>(new DefinitionsAnswer(
                        answer.definitions().stream()
                                .map(given -> new DefinitionsAnswer.Entry(
                                        given.account().value(),
                                        given.generation(),
                                        new ClearDefinition(given.definition().fields())))
                                .toList(),
                        answer.denied().stream().map(AccountName::value).toList(),
                        List.of()));
            }
            case FetchDefinitions.Result.Rejected(var refusal) -> turned(refusal);
        });
    }

    private void judge(ZoneId zone, FetchDefinitions.DecryptedDefinition given, Instant asked) {
        String name = given.account().value();
        boolean itsOwn = ledger.since(name, asked).stream()
                .anyMatch(account ->
                        account.zone().filter(zone::equals).isPresent() && account.generation() == given.generation());
        String owner = Secret.ownerOf(given.definition().fields());
        if (!itsOwn || !(owner.equals(name) || owner.equals("nobody") && name.startsWith("declared"))) {
            throw new Broken(
                    "no agent is given another's definition", name + " g" + given.generation() + " to zone " + zone);
        }
    }

    @Override
    public ControlPlaneAnswer<ReportAnswer> reports(String agentId, ReportsRequest body) {
        return Delivery.CURRENT.get().answer(() -> askReports(agentId, body));
    }

    private ControlPlaneAnswer<ReportAnswer> askReports(String agentId, ReportsRequest body) {
        var request = new Report.Request(
                new AgentId(agentId),
                new ZoneId(body.zoneId()),
                new SessionId(body.session()),
                body.reports().stream().map(Wire::entry).toList());
        reported.note(request);
        story.tell(agent, "reports " + body.reports());
        return ask(Deed.Victim.REPORT, FunctionName.REPORT, request, result -> switch (result) {
            case Report.Result.Answer answer ->
                new ControlPlaneAnswer.Answered<>(new ReportAnswer(
                        answer.stale().stream().map(AccountName::value).toList(),
                        answer.pollAfter().toMillis() / 1000.0));
            case Report.Result.Rejected(var refusal) -> turned(refusal);
        });
    }

    private static Report.Entry entry(io.dynamicaccounts.agent.protocol.AccountReport report) {
        return new Report.Entry(
                new AccountName(report.account()),
                report.generation(),
                switch (report.outcome()) {
                    case WATCHING -> Assignment.ReportedResult.WATCHING;
                    case STOPPED -> Assignment.ReportedResult.STOPPED;
                    case FAILED -> Assignment.ReportedResult.FAILED;
                },
                Optional.ofNullable(report.message()),
                Optional.ofNullable(report.kubeHost()),
                Optional.ofNullable(report.kubeVersion()),
                Optional.ofNullable(report.certFingerprint()),
                Optional.ofNullable(report.namespaces()));
    }

    @Override
    public ControlPlaneAnswer<ControlPlaneClient.Goodbye> goodbye(String agentId, String zoneId, String session) {
        return Delivery.CURRENT.get().answer(() -> askGoodbye(agentId, zoneId, session));
    }

    private ControlPlaneAnswer<ControlPlaneClient.Goodbye> askGoodbye(String agentId, String zoneId, String session) {
        var request = new io.dynamicaccounts.functions.agent.Goodbye.Request(
                new AgentId(agentId), new ZoneId(zoneId), new SessionId(session));
        return ask(
                Deed.Victim.REPORT,
                FunctionName.GOODBYE,
                request,
                result -> new ControlPlaneAnswer.Answered<>(new ControlPlaneClient.Goodbye()));
    }

    /** Holds the answer of a function until the one who asked looks. */
    private static final class Mailbox<O> {
        private Cloud.@Nullable Reply<O> reply;
    }

    private <I, O, T> ControlPlaneAnswer<T> ask(
            Deed.Victim victim, FunctionName<I, O> name, I request, Function<O, ControlPlaneAnswer<T>> translate) {
        var delivery = Delivery.CURRENT.get();
        Fiber asking = delivery.fiber();
        asking.pause(weather.latency(random));
        if (weather.isPartitioned(agent) || weather.strikes(random)) {
            asking.pause(PATIENCE);
            return new ControlPlaneAnswer.Unreachable<>("lost on the way");
        }
        if (weather.strikes(random)) {
            story.tell(agent, name.value() + " is delivered twice");
            timeline.after(
                    Duration.ofMillis(random.nextInt(20_000)),
                    () -> Fiber.begin(timeline, fiber -> cloud.run(victim, agent, name, request, fiber)));
        }
        var mailbox = new Mailbox<O>();
        Fiber.begin(timeline, fiber -> {
            Cloud.Reply<O> reply = cloud.run(victim, agent, name, request, fiber);
            fiber.pause(weather.latency(random));
            mailbox.reply = reply;
            asking.wake();
        });
        asking.pause(PATIENCE);
        boolean lost = weather.isPartitioned(agent) || weather.strikes(random);
        return switch (mailbox.reply) {
            case Cloud.Reply.Answered<O>(O answer) -> {
                ControlPlaneAnswer<T> translated = translate.apply(answer);
                if (weather.repeats(random)) {
                    story.tell(agent, "will be answered once more: " + name.value());
                    delivery.repeat(translated, Duration.ofMillis(random.nextLong(LATEST.toMillis())));
                }
                yield lost ? noAnswer(name) : translated;
            }
            case Cloud.Reply.Down<O>(String why)
            when !lost -> new ControlPlaneAnswer.Busy<>(Optional.of(Duration.ofSeconds(1)), why);
            case null, default -> noAnswer(name);
        };
    }

    private <T> ControlPlaneAnswer<T> noAnswer(FunctionName<?, ?> name) {
        story.tell(agent, "gets no answer to " + name.value());
        return new ControlPlaneAnswer.Unreachable<>("no answer");
    }
}
