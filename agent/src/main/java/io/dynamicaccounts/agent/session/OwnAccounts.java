package io.dynamicaccounts.agent.session;

import io.dynamicaccounts.agent.protocol.AccountReport;
import io.dynamicaccounts.agent.protocol.AssignedAccount;
import io.dynamicaccounts.agent.protocol.AssignedAccount.Action;
import io.dynamicaccounts.agent.protocol.PollAnswer;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Leaves out of a list what an agent without dynamic accounts does not watch, and reports it as failed.
 *
 * <p>A zone's list names all accounts of the zone. Without a report the control plane would go on waiting for this
 * agent, or select it as the cacher of an account that it does not watch. A report of a failure leaves the account to
 * the other agents of the zone, or sends it to another zone.
 */
final class OwnAccounts {

    static final String REASON =
            "dynamicAccountsEnabled is false in this agent's configuration: it watches only the accounts that it declares";

    private final Consumer<AccountReport> reports;

    OwnAccounts(Consumer<AccountReport> reports) {
        this.reports = reports;
    }

    /**
     * Returns the assignments of the agent's own accounts and all stops.
     *
     * @param assignments the list of the answer
     * @param own the names of the accounts that the control plane has accepted from this agent's configuration
     */
    List<AssignedAccount> only(List<AssignedAccount> assignments, Set<String> own, PollAnswer answer) {
        assignments.stream()
                .filter(assignment -> !isOwn(assignment, own))
                .filter(assignment -> assignment.confirm() || (answer.tellsFailures() && !assignment.failed()))
                .forEach(assignment ->
                        reports.accept(AccountReport.failed(assignment.account(), assignment.generation(), REASON)));
        return assignments.stream().filter(assignment -> isOwn(assignment, own)).toList();
    }

    private static boolean isOwn(AssignedAccount assignment, Set<String> own) {
        return assignment.action() == Action.STOP || own.contains(assignment.account());
    }
}
