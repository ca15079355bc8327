package io.dynamicaccounts.functions.agent;

import io.dynamicaccounts.functions.SharedComponents;
import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.account.AgentId;
import io.dynamicaccounts.functions.account.SessionId;
import io.dynamicaccounts.functions.account.ZoneId;
import io.dynamicaccounts.functions.store.Assignment;
import io.dynamicaccounts.functions.store.Heartbeat;
import io.dynamicaccounts.functions.transition.WriteContext;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Takes an agent's reports on its assignments. Each report is first recorded on the assignment, beside the reports
 * of the other agents; all reports together decide the account's transition. A report about another generation, zone
 * or account of this name changes nothing.
 */
public final class Report implements Function<Report.Request, Report.Result> {

    private final WriteContext context;
    private final SessionCheck sessions;
    private final ReportHandler outcomes;
    private final PollPace pace;
    private final WakeTimes wakes;

    /** Builds the function from the shared components. */
    public Report(SharedComponents shared) {
        this.context = shared.context();
        this.sessions = new SessionCheck(context.store());
        this.outcomes = new ReportHandler(shared);
        this.pace = shared.pace();
        this.wakes = new WakeTimes(context.store().heartbeats());
    }

    /** The reports of a session. */
    public record Request(AgentId agent, ZoneId zone, SessionId session, List<Entry> reports) {}

    /**
     * The report on one assignment; values that the agent did not find out are absent.
     *
     * @param generation the assignment's generation that the report is about
     * @param message the reason, for a human
     */
    public record Entry(
            AccountName account,
            long generation,
            Assignment.ReportedResult outcome,
            Optional<String> message,
            Optional<String> kubeHost,
            Optional<String> kubeVersion,
            Optional<String> certFingerprint,
            Optional<List<String>> namespaces) {

        /** Returns a report that the account could not be started, with this reason. */
        static Entry failed(AccountName account, long generation, String reason) {
            return new Entry(
                    account,
                    generation,
                    Assignment.ReportedResult.FAILED,
                    Optional.of(reason),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty());
        }
    }

    /** The answer, or the reason why the request was rejected. */
    public sealed interface Result {
        /**
         * The answer to a registered session.
         *
         * @param stale the accounts whose reports were about another generation, zone or account of this name and
         *     changed nothing
         * @param pollAfter when the agent polls next
         */
        record Answer(List<AccountName> stale, Duration pollAfter) implements Result {}

        record Rejected(AgentRejection rejection) implements Result {}
    }

    @Override
    public Result apply(Request request) {
        return switch (sessions.check(request.zone(), request.agent(), request.session())) {
            case SessionCheck.Status.Rejected(AgentRejection refusal) -> new Result.Rejected(refusal);
            case SessionCheck.Status.Unregistered() ->
                new Result.Answer(request.reports().stream().map(Entry::account).toList(), Duration.ofSeconds(1));
            case SessionCheck.Status.Registered registered -> take(request, registered);
        };
    }

    private Result take(Request request, SessionCheck.Status.Registered caller) {
        Instant now = context.now();
        List<Entry> latest = latestOfEach(request.reports());
        List<ReportHandler.Handled> taken =
                context.parallel().map(latest, entry -> outcomes.handle(entry, caller, now));
        var stale = new ArrayList<AccountName>();
        var waits = new ArrayList<Duration>();
        for (int i = 0; i < latest.size(); i++) {
            switch (taken.get(i)) {
                case ReportHandler.Handled.Stale() -> stale.add(latest.get(i).account());
                case ReportHandler.Handled.Counted(Optional<Duration> askBack) -> askBack.ifPresent(waits::add);
            }
        }
        return new Result.Answer(stale, pollAfter(waits, caller.heartbeat(), now));
    }

    /**
     * Returns how long until the agent polls next: after a failure, when it may try again, so that a retry needs no
     * scheduler finer than a minute.
     */
    private Duration pollAfter(List<Duration> waits, Heartbeat heartbeat, Instant now) {
        Duration interval = pace.interval();
        Optional<Duration> first = waits.stream().min(Comparator.naturalOrder());
        first.ifPresent(wait -> wakes.setNotLaterThan(heartbeat, now.plus(wait), now));
        return first.filter(wait -> wait.compareTo(interval) < 0).orElse(interval);
    }

    /**
     * Returns the last report on each account, which alone counts: the reports are taken in parallel, without an
     * order.
     */
    private static List<Entry> latestOfEach(List<Entry> reports) {
        var latest = new LinkedHashMap<AccountName, Entry>();
        reports.forEach(entry -> latest.put(entry.account(), entry));
        return List.copyOf(latest.values());
    }
}
