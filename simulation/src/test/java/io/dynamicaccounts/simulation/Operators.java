package io.dynamicaccounts.simulation;

import io.dynamicaccounts.functions.FunctionName;
import io.dynamicaccounts.functions.account.Account;
import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.account.AgentId;
import io.dynamicaccounts.functions.account.Attribute;
import io.dynamicaccounts.functions.account.ZoneId;
import io.dynamicaccounts.functions.credential.DeleteCredential;
import io.dynamicaccounts.functions.credential.ReplaceCredential;
import io.dynamicaccounts.functions.definition.Roles;
import io.dynamicaccounts.functions.lifecycle.AnyFacts;
import io.dynamicaccounts.functions.lifecycle.Event;
import io.dynamicaccounts.functions.lifecycle.Lifecycle;
import io.dynamicaccounts.functions.operator.Activate;
import io.dynamicaccounts.functions.operator.BatchOutcome;
import io.dynamicaccounts.functions.operator.Deactivate;
import io.dynamicaccounts.functions.operator.Delete;
import io.dynamicaccounts.functions.operator.Disconnect;
import io.dynamicaccounts.functions.operator.Migrate;
import io.dynamicaccounts.functions.operator.Provision;
import io.dynamicaccounts.functions.operator.Reassign;
import io.dynamicaccounts.functions.operator.Redefine;
import io.dynamicaccounts.functions.transition.TransitionResult;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/** Operators: they ask until they are answered, and hold the control plane to what it answered. */
final class Operators {

    private static final int TRIES = 5;

    private static final Map<Deed.Wish, Set<Event>> EVENTS = new EnumMap<>(Map.of(
            Deed.Wish.PROVISION, Set.of(Event.PROVISION),
            Deed.Wish.MIGRATE, Set.of(Event.PROVISION),
            Deed.Wish.ACTIVATE, Set.of(Event.ACTIVATE, Event.MOVE),
            Deed.Wish.DEACTIVATE, Set.of(Event.DEACTIVATE),
            Deed.Wish.DELETE, Set.of(Event.DELETE),
            Deed.Wish.REDEFINE, Set.of(Event.REDEFINE),
            Deed.Wish.REASSIGN, Set.of(Event.REASSIGN),
            Deed.Wish.STORE_CREDENTIAL, Set.of(Event.PROVISION, Event.REDEFINE),
            Deed.Wish.DELETE_CREDENTIAL, Set.of(Event.DELETE)));

    /** What was answered. */
    private enum Verdict {
        ACCEPTED,
        ALREADY,
        DENIED,
        /** What was asked for is stored; of the account nothing is said, or that something has to come first. */
        STORED
    }

    private final Timeline timeline;
    private final Story story;
    private final Weather weather;
    private final Cloud cloud;
    private final Ledger ledger;
    private final Script script;
    private final Random random;
    private long asked;
    private long answered;

    Operators(Timeline timeline, Story story, Weather weather, Cloud cloud, Ledger ledger, Script script) {
        this.timeline = timeline;
        this.story = story;
        this.weather = weather;
        this.cloud = cloud;
        this.ledger = ledger;
        this.script = script;
        this.random = new Random(script.seed() ^ 0x09E2);
    }

    /** How many wishes were answered. */
    long answered() {
        return answered;
    }

    void ask(Deed.Ask ask) {
        String actor = "operator-" + ++asked;
        Fiber.begin(timeline, fiber -> untilAnswered(ask, actor, fiber));
        if (ask.twice()) {
            timeline.after(
                    Duration.ofMillis(random.nextInt(3_000)),
                    () -> Fiber.begin(timeline, fiber -> untilAnswered(ask, actor, fiber)));
        }
    }

    void disconnect(String agent) {
        String actor = "operator-" + ++asked;
        Fiber.begin(timeline, fiber -> {
            var request = new Disconnect.Request(actor, new AgentId(agent), Optional.empty());
            for (int tries = 0; tries < TRIES; tries++) {
                if (cloud.run(Deed.Victim.OPERATOR, actor, FunctionName.DISCONNECT, request, fiber)
                        instanceof Cloud.Reply.Answered) {
                    return;
                }
                fiber.pause(Duration.ofSeconds(2));
            }
        });
    }

    private void untilAnswered(Deed.Ask ask, String actor, Fiber fiber) {
        Instant begun = timeline.now();
        for (int tries = 0; tries < TRIES; tries++) {
            fiber.pause(weather.latency(random));
            boolean arrives = !weather.strikes(random);
            Optional<Verdict> verdict = arrives ? once(ask, actor, fiber) : Optional.empty();
            fiber.pause(weather.latency(random));
            if (verdict.isPresent() && !weather.strikes(random)) {
                story.tell(actor, ask + ": " + verdict.get());
                answered++;
                hold(ask, actor, tries == 0 && !ask.twice(), verdict.get(), begun);
                return;
            }
            fiber.pause(Duration.ofMillis(1_000 + random.nextInt(9_000)));
        }
        story.tell(actor, ask + ": gave up");
    }

    /** Empty when there was no answer. */
    private Optional<Verdict> once(Deed.Ask ask, String actor, Fiber fiber) {
        var name = new AccountName(ask.account());
        Optional<ZoneId> zone =
                Optional.of(ask.zone()).filter(any -> !any.isEmpty()).map(ZoneId::new);
        return switch (ask.wish()) {
            case PROVISION ->
                batch(
                        actor,
                        FunctionName.PROVISION,
                        new Provision.Request(
                                actor,
                                List.of(new Provision.Entry(name, zone, Secret.definition(ask.account(), asked)))),
                        fiber);
            case MIGRATE ->
                reply(
                                actor,
                                FunctionName.MIGRATE,
                                new Migrate.Request(actor, List.of(new Migrate.Entry(name, zone, Optional.empty()))),
                                fiber)
                        .map(result -> verdict(((Migrate.Result.Processed) result).outcome()));
            case ACTIVATE ->
                batch(
                        actor,
                        FunctionName.ACTIVATE,
                        new Activate.Request(actor, List.of(new Activate.Entry(name, zone, Optional.empty()))),
                        fiber);
            case DEACTIVATE ->
                batch(actor, FunctionName.DEACTIVATE, new Deactivate.Request(actor, List.of(name)), fiber);
            case DELETE -> batch(actor, FunctionName.DELETE, new Delete.Request(actor, List.of(name)), fiber);
            case REASSIGN -> batch(actor, FunctionName.REASSIGN, new Reassign.Request(actor, List.of(name)), fiber);
            case REDEFINE ->
                reply(
                                actor,
                                FunctionName.REDEFINE,
                                new Redefine.Request(actor, name, zone, Secret.definition(ask.account(), asked)),
                                fiber)
                        .map(result -> result instanceof Redefine.Result.Redefined ? Verdict.ACCEPTED : Verdict.DENIED);
            case STORE_CREDENTIAL ->
                reply(
                                actor,
                                FunctionName.REPLACE_CREDENTIAL,
                                new ReplaceCredential.Request(
                                        actor,
                                        Roles.ALL,
                                        name,
                                        Secret.definition(ask.account(), asked),
                                        ReplaceCredential.WhereMissing.CREATE),
                                fiber)
                        .map(Operators::verdict);
            case DELETE_CREDENTIAL ->
                reply(
                                actor,
                                FunctionName.DELETE_CREDENTIAL,
                                new DeleteCredential.Request(actor, Roles.ALL, name),
                                fiber)
                        .map(result ->
                                result instanceof DeleteCredential.Result.Deleted ? Verdict.STORED : Verdict.DENIED);
        };
    }

    private <I> Optional<Verdict> batch(String actor, FunctionName<I, BatchOutcome> name, I request, Fiber fiber) {
        return reply(actor, name, request, fiber).map(Operators::verdict);
    }

    private <I, O> Optional<O> reply(String actor, FunctionName<I, O> name, I request, Fiber fiber) {
        return switch (cloud.run(Deed.Victim.OPERATOR, actor, name, request, fiber)) {
            case Cloud.Reply.Answered<O>(O answer) -> {
                Secret.mustNotBeIn(answer, "an answer to an operator");
                yield Optional.of(answer);
            }
            case Cloud.Reply.Down<O>(String why) -> {
                story.tell(actor, name.value() + ": " + why);
                yield Optional.empty();
            }
        };
    }

    /** What has ended without a word has changed the account. */
    private static Verdict verdict(ReplaceCredential.Result result) {
        return result instanceof ReplaceCredential.Result.Stored(var view, var intent)
                        && intent.filter(told -> !told.pending())
                                .filter(told -> told.outcome().isEmpty())
                                .isPresent()
                ? Verdict.ACCEPTED
                : Verdict.STORED;
    }

    private static Verdict verdict(BatchOutcome outcome) {
        return switch (outcome.entries().getFirst().result()) {
            case TransitionResult.Moved moved -> Verdict.ACCEPTED;
            case TransitionResult.Unchanged unchanged -> Verdict.ALREADY;
            case TransitionResult.Rejected rejected -> Verdict.DENIED;
            case TransitionResult.Missing missing -> Verdict.DENIED;
        };
    }

    /**
     * What was accepted is in the ledger under this operator's name, and what was denied to one who asked once is
     * not; what was said to be so already, was so while it was asked.
     */
    private void hold(Deed.Ask ask, String actor, boolean once, Verdict verdict, Instant begun) {
        boolean honest = switch (verdict) {
            case ACCEPTED -> moved(ask, actor);
            case ALREADY -> ledger.since(ask.account(), begun).stream().anyMatch(account -> alreadySo(ask, account));
            case DENIED -> !once || !moved(ask, actor);
            case STORED -> true;
        };
        if (!honest) {
            throw new Broken("operators are told what happened", actor + " " + ask + " was told " + verdict);
        }
    }

    private boolean moved(Deed.Ask ask, String actor) {
        return ledger.ever(ask.account()).stream()
                .anyMatch(account ->
                        account.text(Attribute.ACTOR).filter(actor::equals).isPresent()
                                && EVENTS.get(ask.wish())
                                        .contains(Event.valueOf(
                                                account.text(Attribute.EVENT).orElseThrow())));
    }

    private boolean alreadySo(Deed.Ask ask, Account account) {
        AnyFacts facts =
                AnyFacts.by("any", timeline.now(), script.settings().timing()).version(account.version());
        if (!ask.zone().isEmpty()) {
            facts.zone(new ZoneId(ask.zone()));
        }
        return EVENTS.get(ask.wish()).stream()
                .anyMatch(event -> Lifecycle.NO_CHANGE.stream()
                        .filter(already -> already.event() == event)
                        .anyMatch(already -> already.states().contains(account.state())
                                && Lifecycle.decide(account, facts.of(event)) instanceof Lifecycle.Decision.NoChange));
    }
}
