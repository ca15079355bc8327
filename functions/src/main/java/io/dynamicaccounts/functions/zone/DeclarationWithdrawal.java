package io.dynamicaccounts.functions.zone;

import io.dynamicaccounts.functions.account.Account;
import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.account.ZoneId;
import io.dynamicaccounts.functions.store.Declarations.Declaration;
import io.dynamicaccounts.functions.transition.Transitions.FactsSource;
import io.dynamicaccounts.functions.transition.WriteContext;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Removes static accounts that no live agent of their zone declares any more. A removal happens only while the zone
 * has a live agent, and only once each live agent has sent its list since its registration. A silent agent withdraws
 * nothing, and the sweep withdraws nothing while it distrusts.
 *
 * <p>An agent that declares an account at the moment of its withdrawal may still have found the account. The control
 * plane therefore asks that agent for its list again.
 */
public final class DeclarationWithdrawal {

    /** The most tries. Each further try means that another writer changed an account or a declaration in between. */
    private static final int TRIES = 4;

    private final WriteContext context;

    /**
     * The requests to agents to send their lists again.
     *
     * @param needed the number of agents that have to send their lists again
     * @param asked the number of agents that were asked; fewer where a declaration changed in between
     */
    private record ResendRequests(int needed, int asked) {
        static final ResendRequests NONE = new ResendRequests(0, 0);
    }

    public DeclarationWithdrawal(WriteContext context) {
        this.context = context;
    }

    /**
     * Withdraws the undeclared accounts that can be withdrawn now. The others stay recorded in the declarations, and
     * a later call tries again.
     *
     * @return whether no account is left that could be withdrawn now
     */
    public boolean reconcile(ZoneId id, String actor, Instant now) {
        if (context.store()
                .sweepMarks()
                .read()
                .filter(mark -> mark.distrusts(now))
                .isPresent()) {
            return false;
        }
        for (int tries = 0; tries < TRIES; tries++) {
            ZoneDeclarations declared = ZoneDeclarations.read(id, context.store());
            if (!declared.isComplete()) {
                return true;
            }
            if (withdraw(declared, actor, now)) {
                clearNotes(declared);
                return true;
            }
        }
        return false;
    }

    /**
     * Removes the undeclared accounts and asks for the lists that are needed again.
     *
     * @return whether every account was removed and every list was asked for; otherwise an account or a declaration
     *     changed in between and the caller must read again
     */
    private boolean withdraw(ZoneDeclarations declared, String actor, Instant now) {
        List<Account> undeclared = context.store().accounts().find(declared.undeclaredNames()).values().stream()
                .filter(account -> account.exists() && !account.dynamic())
                .filter(account ->
                        account.zone().equals(Optional.of(declared.zone().id())))
                .toList();
        List<Account> removed = undeclared.stream()
                .flatMap(account -> withdraw(account, actor, now).stream())
                .toList();
        ResendRequests requests = requestResend(declared, !removed.isEmpty());
        context.publish(removed, now);
        if (requests.asked() > 0 && removed.isEmpty()) {
            context.store().zones().raiseRevision(declared.zone().id(), false);
        }
        return removed.size() == undeclared.size() && requests.asked() == requests.needed();
    }

    private Optional<Account> withdraw(Account account, String actor, Instant now) {
        var facts = context.facts(actor, now)
                .withMessage("no live agent declares it any more")
                .withdraw(account.version());
        return context.transitions()
                .attemptOn(account, FactsSource.fixed(facts))
                .moved();
    }

    /**
     * Asks the live agents whose declarations name a removed account for their lists again. The requests precede the
     * publication of the removal: if the function dies in between, the account is still due and recorded, and the
     * next run finds it again.
     */
    private ResendRequests requestResend(ZoneDeclarations before, boolean removedAny) {
        ZoneDeclarations declared =
                removedAny ? ZoneDeclarations.read(before.zone().id(), context.store()) : before;
        Set<AccountName> contested = new TreeSet<>(before.withdrawalCandidates());
        contested.retainAll(declared.declaredNames());
        if (contested.isEmpty()) {
            return ResendRequests.NONE;
        }
        context.store().accounts().find(contested).values().stream()
                .filter(Account::exists)
                .forEach(account -> contested.remove(account.name()));
        List<Declaration> outdated = declared.permittedAndNaming(contested);
        long asked = outdated.stream()
                .filter(declaration -> replace(declaration, declaration.awaitingResend()))
                .count();
        return new ResendRequests(outdated.size(), Math.toIntExact(asked));
    }

    /**
     * Clears the names that the declarations record as dropped, after the accounts were removed. If a function dies
     * in between, the names stay recorded.
     */
    private void clearNotes(ZoneDeclarations declared) {
        declared.ofDepartedAgents().forEach(context.store().declarations()::delete);
        declared.ofLiveAgents().stream()
                .filter(declaration -> !declaration.dropped().isEmpty())
                .forEach(declaration -> replace(declaration, declaration.withoutDropped()));
    }

    /**
     * Replaces a declaration unless it changed in between: then the withdrawal has more to examine, and the names
     * stay recorded.
     */
    private boolean replace(Declaration before, Declaration after) {
        return context.store().declarations().replace(Optional.of(before), after);
    }
}
