package io.dynamicaccounts.simulation;

import io.dynamicaccounts.functions.account.Account;
import io.dynamicaccounts.functions.account.AccountState;
import io.dynamicaccounts.functions.account.AgentId;
import io.dynamicaccounts.functions.account.Attribute;
import io.dynamicaccounts.functions.account.ZoneId;
import io.dynamicaccounts.functions.definition.EncryptedDefinition;
import io.dynamicaccounts.functions.lifecycle.Event;
import io.dynamicaccounts.functions.lifecycle.Lifecycle;
import io.dynamicaccounts.functions.lifecycle.Transition;
import io.dynamicaccounts.functions.store.Heartbeat;
import io.dynamicaccounts.functions.store.Heartbeats;
import io.dynamicaccounts.functions.store.SweepMark;
import io.dynamicaccounts.functions.store.WriteResult;
import io.dynamicaccounts.functions.store.Zone;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

/**
 * Sees every write right where it happens, remembers, and asserts what must hold of each: it sits below everything
 * that can go wrong, so it knows what really is stored, by a clock that is right.
 */
final class Ledger implements Ports.Interceptor {

    /** What was in service for so long has shown that its start was no failure. */
    private static final Duration LONG_SERVICE = Duration.ofHours(6);

    /** Two instances' clocks, at the most. */
    static final Duration SKEW = Duration.ofSeconds(2);

    /** What can happen from where, by the table. */
    record Step(Event event, AccountState from) {}

    /**
     * What has to be expected again where a store is put back to now.
     *
     * @param zones those that something was written of
     */
    record Expected(
            Map<String, Account> accounts, Map<String, Goals.Goal> goals, Set<String> deleted, Set<ZoneId> zones) {}

    private record Seen(Instant at, Duration interval) {}

    private final Timeline timeline;
    private final Story story;
    private final InForce inForce;
    private final Past past;
    private final Goals goals = new Goals();
    private final Gaps gaps;
    private final Set<String> deleted = new HashSet<>();
    private final Map<ZoneId, Zone> zones = new HashMap<>();
    private final Map<String, Instant> joinedAt = new HashMap<>();
    private final Map<ZoneId, Instant> emptyAt = new HashMap<>();
    private final Map<AgentId, Seen> seen = new HashMap<>();
    private final Map<String, Instant> attemptBegan = new HashMap<>();
    private final BiConsumer<Account, Set<String>> onStopped;
    private final Reported reported;
    private final Map<Step, Long> steps = new HashMap<>();

    Ledger(
            Timeline timeline,
            Story story,
            InForce inForce,
            Gaps gaps,
            Reported reported,
            BiConsumer<Account, Set<String>> onStopped) {
        this.timeline = timeline;
        this.story = story;
        this.inForce = inForce;
        this.past = new Past(timeline);
        this.gaps = gaps;
        this.reported = reported;
        this.onStopped = onStopped;
    }

    @Override
    public Object around(Ports.Invocation invocation) {
        Object[] arguments = invocation.arguments();
        Optional<Transition> transition = arguments.length > 1 && arguments[1] instanceof Transition asked
                ? Optional.of(asked)
                : Optional.empty();
        Object answer = invocation.proceed();
        if (transition.isPresent() && answer instanceof WriteResult.Written(Account account)) {
            moved(account, transition.get());
        }
        note(answer);
        if (answer instanceof Optional<?> optional && optional.isPresent()) {
            note(optional.get());
        }
        switch (arguments.length == 0 ? "" : arguments[0]) {
            case Heartbeats.Beat beat
            when answer instanceof WriteResult.Written -> seen.put(beat.agent(), new Seen(begun(), beat.interval()));
            case Heartbeat heartbeat
            when invocation.method().getName().equals("register") && answer.equals(true) ->
                seen.put(heartbeat.agent(), new Seen(begun(), heartbeat.interval()));
            case Heartbeat heartbeat
            when invocation.method().getName().equals("fence") && answer.equals(true) -> fenced(heartbeat);
            case EncryptedDefinition definition -> Secret.mustNotBeIn(definition, "a stored definition");
            case SweepMark mark -> swept(mark);
            case ZoneId zone
            when invocation.method().getName().equals("adopt") && answer.equals(true) ->
                adopted(zone, (long) arguments[1]);
            case null, default -> {}
        }
        return answer;
    }

    private void note(Object answer) {
        if (answer instanceof Zone zone) {
            Zone before = zones.put(zone.id(), zone);
            if (before == null
                    || before.epoch() != zone.epoch()
                    || before.roster().isSettled() != zone.roster().isSettled()) {
                story.tell("zone " + zone.id(), zone);
            }
            if (before != null && (before.epoch() > zone.epoch() || before.revision() > zone.revision())) {
                throw new Broken("epochs and revisions never fall", before + " became " + zone);
            }
            Set<String> known = before == null ? Set.of() : sessions(before);
            sessions(zone).stream()
                    .filter(session -> !known.contains(session))
                    .forEach(session -> joinedAt.put(session, timeline.now()));
            if (!zone.hasLiveAgents() || (before != null && !before.hasLiveAgents())) {
                emptyAt.put(zone.id(), timeline.now());
            }
        }
    }

    /** Its numbers are lifted, and nobody lives there; not where a restore only notes that it exists. */
    private void adopted(ZoneId id, long epoch) {
        if (epoch > 1) {
            note(zones.getOrDefault(id, Zone.empty(id)).adopted(epoch, false, 0));
        }
    }

    private static Set<String> sessions(Zone zone) {
        return zone.members().stream().map(member -> member.session().value()).collect(Collectors.toSet());
    }

    /** The sessions that are in the roster, and were when the running function began. */
    private Set<String> there(ZoneId zone) {
        return sessions(zones.getOrDefault(zone, Zone.empty(zone))).stream()
                .filter(session -> joinedAt.get(session).isBefore(begun()))
                .collect(Collectors.toSet());
    }

    /** When the running function began; a test that looks by itself begins now. */
    private Instant begun() {
        return Call.CURRENT.isBound() ? Call.CURRENT.get().begun() : timeline.now();
    }

    private void moved(Account account, Transition transition) {
        String name = account.name().value();
        Optional<Account> before = past.now(name);
        if (before.filter(known -> known.version() == account.version()).isPresent()) {
            return;
        }
        story.tell(
                "account " + name,
                transition.event() + " -> " + account.state() + " v" + account.version() + " g"
                        + account.generation() + " in "
                        + account.zone().map(ZoneId::value).orElse("-") + " by "
                        + account.text(Attribute.ACTOR).orElse("?"));
        AccountState from = before.map(Account::state).orElse(AccountState.REMOVED);
        if (Lifecycle.rules(transition.event()).stream()
                .noneMatch(rule -> rule.from().contains(from) && rule.to().orElse(from) == account.state())) {
            throw new Broken(
                    "only transitions of the table",
                    name + " from " + from + " by " + transition.event() + " to " + account.state());
        }
        steps.merge(new Step(transition.event(), from), 1L, Long::sum);
        boolean rises = transition.event() == Event.ADOPT
                ? isAboveAllBefore(account)
                : account.version() == before.map(Account::version).orElse(0L) + 1
                        && account.generation()
                                >= before.map(Account::generation).orElse(0L);
        if (!rises) {
            throw new Broken("versions and generations never fall", before + " became " + account);
        }
        Secret.mustNotBeIn(account, "the account " + name);
        Optional<Instant> unchangedSince = past.unchangedSince(name);
        past.add(account);
        judge(transition.event(), before, account);
        if (transition.event() == Event.START_FAILED
                && before.filter(known -> known.state() == AccountState.ACTIVE).isPresent()) {
            servedBefore(unchangedSince.orElseThrow(), account);
        }
        goals.moved(transition.event(), account);
    }

    /** Also above what was lost with a store that was put back. */
    private boolean isAboveAllBefore(Account account) {
        return past.ever(account.name().value()).stream()
                .allMatch(earlier ->
                        earlier.version() < account.version() && earlier.generation() < account.generation());
    }

    /** Failures that are hours apart have nothing to do with each other. */
    private void servedBefore(Instant since, Account account) {
        boolean fewRetries = inForce.least(
                                since,
                                settings -> Duration.ofDays(settings.timing().maxRetries()))
                        .toDays()
                <= account.retries();
        if (since.plus(LONG_SERVICE).isBefore(timeline.now()) && fewRetries) {
            throw new Broken("retries begin anew after hours of service", account + " unchanged since " + since);
        }
    }

    private void judge(Event event, Optional<Account> before, Account account) {
        String name = account.name().value();
        switch (event) {
            case ORPHAN -> orphaned(account);
            case CONFIRM -> {
                if (!reported.watching(account)) {
                    throw new Broken("only a watched generation is confirmed", account.toString());
                }
            }
            case START_FAILED -> startFailed(account);
            case STOPPED ->
                onStopped.accept(before.orElseThrow(), there(account.zone().orElseThrow()));
            case DELETE -> deleted.add(name);
            default -> {}
        }
        if (before.map(Account::generation).orElse(0L) != account.generation()
                || account.state() == AccountState.ACTIVATING) {
            attemptBegan.put(name, begun());
        }
        boolean vanishes = account.state() == AccountState.REMOVED && event != Event.ADOPT;
        if (vanishes && event != Event.WITHDRAW && !deleted.remove(name)) {
            throw new Broken("nothing vanishes but by an operator", account.toString());
        }
        if (event == Event.PROVISION) {
            deleted.remove(name);
        }
    }

    /** Not for what agents said of another attempt, nor for the deadline of one. */
    private void startFailed(Account account) {
        Instant began = attemptBegan.getOrDefault(account.name().value(), Timeline.BEGIN);
        boolean expired = !began.plus(
                        inForce.least(began, settings -> settings.timing().activationTimeout()))
                .minus(SKEW)
                .isAfter(timeline.now());
        if (!expired && !reported.failed(account)) {
            throw new Broken("a start fails by its own reports or its own deadline", account.toString());
        }
    }

    private void orphaned(Account account) {
        if (!wasEmpty(account.zone().orElseThrow())) {
            throw new Broken("ORPHANED only in a zone without a live agent", account.toString());
        }
        if (gaps.waits() && Call.CURRENT.isBound() && Call.CURRENT.get().what().equals("sweep")) {
            throw new Broken("after an outage of its own the sweep waits", account.toString());
        }
    }

    /**
     * At some moment since the running function began: nobody can write two items at once, so an agent may register
     * in between.
     */
    private boolean wasEmpty(ZoneId zone) {
        return !zones.getOrDefault(zone, Zone.empty(zone)).hasLiveAgents()
                || !emptyAt.getOrDefault(zone, Timeline.BEGIN).isBefore(begun());
    }

    /** An adoption, which is no call, fences everybody. */
    private void fenced(Heartbeat heartbeat) {
        Seen last = seen.get(heartbeat.agent());
        if (last != null
                && Call.CURRENT.isBound()
                && last.at()
                        .plus(inForce.least(last.at(), settings -> settings.timeoutAt(last.interval())))
                        .minus(SKEW)
                        .isAfter(timeline.now())) {
            throw new Broken("only a silent agent is fenced", heartbeat + " last seen " + last.at());
        }
    }

    private void swept(SweepMark mark) {
        if (mark.lastRun().equals(SweepMark.NEVER)) {
            gaps.adopted();
        } else {
            gaps.swept(begun());
        }
        Secret.mustNotBeIn(mark, "the sweep's mark");
    }

    Goals.Goal goal(String name) {
        return goals.of(name);
    }

    Expected expected() {
        // One that was only asked for is not stored, and so in no copy.
        Set<ZoneId> stored = zones.values().stream()
                .filter(zone -> zone.revision() > 0)
                .map(Zone::id)
                .collect(Collectors.toSet());
        return new Expected(past.present(), goals.all(), Set.copyOf(deleted), stored);
    }

    /** What was written since is lost. A zone that came after that is not known, and begins anew. */
    void goBack(Expected earlier) {
        zones.keySet().retainAll(earlier.zones());
        past.goBack(earlier.accounts());
        goals.goBack(earlier.goals());
        deleted.clear();
        deleted.addAll(earlier.deleted());
    }

    /** Everything that the account was from a time on, what it was at that time included. */
    List<Account> since(String name, Instant begun) {
        return past.since(name, begun);
    }

    /** Everything that the account ever was. */
    List<Account> ever(String name) {
        return past.ever(name);
    }

    /** How often each step was taken. */
    Map<Step, Long> steps() {
        return steps;
    }
}
