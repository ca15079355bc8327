package io.dynamicaccounts.simulation;

import io.dynamicaccounts.functions.account.Account;
import io.dynamicaccounts.functions.account.ZoneId;
import io.dynamicaccounts.functions.agent.Report;
import io.dynamicaccounts.functions.store.Assignment;
import java.util.HashSet;
import java.util.Set;

/** What agents ever said of attempts, whether or not it arrived. */
final class Reported {

    private record Said(String account, ZoneId zone, long generation, Assignment.ReportedResult result) {}

    private final Set<Said> said = new HashSet<>();

    void note(Report.Request request) {
        request.reports()
                .forEach(entry -> said.add(
                        new Said(entry.account().value(), request.zone(), entry.generation(), entry.outcome())));
    }

    boolean watching(Account account) {
        return said(account, Assignment.ReportedResult.WATCHING);
    }

    boolean failed(Account account) {
        return said(account, Assignment.ReportedResult.FAILED);
    }

    private boolean said(Account account, Assignment.ReportedResult result) {
        return account.zone()
                .filter(zone -> said.contains(new Said(account.name().value(), zone, account.generation(), result)))
                .isPresent();
    }
}
