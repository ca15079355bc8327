package io.dynamicaccounts.http;

import io.dynamicaccounts.functions.FunctionName;
import io.dynamicaccounts.functions.Functions;
import io.dynamicaccounts.functions.agent.FetchDefinitions;
import io.dynamicaccounts.functions.agent.Poll;
import io.dynamicaccounts.functions.agent.Report;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/**
 * The agent protocol while the feature is off: every zone looks empty. A poll is answered with an empty list under
 * revision 0. No zone that ever had work is at this revision, so the first poll after the feature is on again gets
 * the zone's list. Definitions are denied, reports are stale, and a goodbye is processed as always. Agents need not
 * know about the feature.
 */
final class DisabledAgentProtocol implements Functions {

    private final Functions functions;
    private final ApiSettings installation;

    DisabledAgentProtocol(Functions functions, ApiSettings installation) {
        this.functions = functions;
        this.installation = installation;
    }

    @Override
    public <I, O> Function<I, O> get(FunctionName<I, O> name) {
        if (name.equals(FunctionName.POLL)) {
            return idle(name, request -> poll());
        }
        if (name.equals(FunctionName.DEFINITIONS)) {
            return idle(
                    name,
                    request -> new FetchDefinitions.Result.Answer(
                            List.of(), ((FetchDefinitions.Request) request).accounts()));
        }
        if (name.equals(FunctionName.REPORT)) {
            return idle(
                    name,
                    request -> new Report.Result.Answer(
                            ((Report.Request) request)
                                    .reports().stream()
                                            .map(Report.Entry::account)
                                            .distinct()
                                            .toList(),
                            installation.pollInterval()));
        }
        return functions.get(name);
    }

    private Poll.Result poll() {
        return new Poll.Result.Answer(
                0,
                0,
                installation.pollInterval(),
                installation.lease(),
                Optional.of(List.of()),
                false,
                List.of(),
                OptionalLong.empty());
    }

    private static <I, O> Function<I, O> idle(FunctionName<I, O> name, Function<I, ?> answer) {
        return request -> name.output().cast(answer.apply(request));
    }
}
