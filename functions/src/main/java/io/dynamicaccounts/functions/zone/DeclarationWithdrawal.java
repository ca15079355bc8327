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
 * Removes static accounts that no live agent of their zone declares any more: only while an agent lives, and only once each has
 * sent its list since it registered. An agent that is merely silent withdraws nothing, nor does anybody while the sweep distrusts.
 *
 * <p>An agent that declares an account in the very moment in which it is withdrawn may have found it still there, and so is asked
 * for its list once more.
 */
public final class DeclarationWithdrawal {

    /** Each further one means that somebody changed an account in between. */
    private static final int TRIES = 4;

    private final WriteContext context;

    /**
     * Who was asked for its list once more.
     *
     * @param needed how many had to be
     * @param asked how many are; fewer where what one declares has changed in between
     */
    private record ResendRequests(int needed, int asked) {
        static final ResendRequests NONE = new ResendRequests(0, 0);
    }

    public DeclarationWithdrawal(WriteContext context) {
        this.context = context;
    }

    /**
     * Withdraws what can be now; what cannot be stays noted, and may be asked for again.
     *
     * @return whether nothing is left that could have been withdrawn
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

    /** Whether everything has gone that had to; what has not changed in between, and must be looked at anew. */
    private boolean withdraw(ZoneDeclarations declared, String actor, Instant now) {
        List<Account> unnamed = context.store().accounts().find(declared.undeclaredNames()).values().stream()
                .filter(account -> account.exists() && !account.dynamic())
                .filter(account ->
                        account.zone().equals(Optional.of(declared.zone().id())))
                .toList();
        List<Account> removed = unnamed.stream()
                .flatMap(account -> withdraw(account, actor, now).stream())
                .toList();
        ResendRequests asked = requestResend(declared, !removed.isEmpty());
        context.publish(removed, now);
        if (asked.asked() > 0 && removed.isEmpty()) {
            context.store().zones().raiseRevision(declared.zone().id(), false);
        }
        return removed.size() == unnamed.size() && asked.asked() == asked.needed();
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
     * Asks whoever names what is gone. Before the removal is published, so that whoever dies in between leaves it due, and noted:
     * the next run meets it again.
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

    /** Only after the accounts: who dies in between leaves them noted. */
    private void clearNotes(ZoneDeclarations declared) {
        declared.ofDepartedAgents().forEach(context.store().declarations()::delete);
        declared.ofLiveAgents().stream()
                .filter(declaration -> !declaration.dropped().isEmpty())
                .forEach(declaration -> replace(declaration, declaration.withoutDropped()));
    }

    /** Not where it has changed in between: then there is more to look at, and it stays noted. */
    private boolean replace(Declaration before, Declaration after) {
        return context.store().declarations().replace(Optional.of(before), after);
    }
}
