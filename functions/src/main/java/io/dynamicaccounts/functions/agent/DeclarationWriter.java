package io.dynamicaccounts.functions.agent;

import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.account.AgentId;
import io.dynamicaccounts.functions.account.ZoneId;
import io.dynamicaccounts.functions.store.BoundedRetry;
import io.dynamicaccounts.functions.store.Declarations;
import io.dynamicaccounts.functions.store.Declarations.Declaration;
import io.dynamicaccounts.functions.store.Zone.Member;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Records which accounts an agent declares. Every write depends on the state that was read: a delayed poll must not
 * overwrite a newer list, nor the withdrawals that the newer list has yet to make.
 */
final class DeclarationWriter {

    /** Each further attempt means that another poll of the same agent, or a withdrawal, wrote in between. */
    private static final BoundedRetry RETRY = new BoundedRetry(20);

    private final Declarations declarations;

    DeclarationWriter(Declarations declarations) {
        this.declarations = declarations;
    }

    /** Returns what the agent declares; empty where it has sent no list. */
    Optional<Declaration> find(ZoneId zone, Member self) {
        return declarations.find(zone, self.agent());
    }

    /**
     * Records a complete list, its refused accounts, and the accounts that the agent declared before and no longer
     * declares.
     *
     * @return whether the list is recorded; false where the agent has since registered again and sent its list
     */
    boolean recordList(ZoneId zone, Member self, Set<AccountName> names, Set<AccountName> refused) {
        Declaration recorded = change(zone, self.agent(), before -> {
            if (before.registration() > self.registration()) {
                return before;
            }
            var former = new HashSet<>(before.names());
            former.addAll(before.dropped());
            former.removeAll(names);
            return new Declaration(zone, self.agent(), self.registration(), names, former, refused);
        });
        return recorded.registration() == self.registration();
    }

    /**
     * Records accounts for withdrawal that an agent declared, or another agent, unless the newest list names them.
     */
    void keepForWithdrawal(ZoneId zone, AgentId agent, Set<AccountName> declared) {
        change(zone, agent, newest -> {
            var outdated = new HashSet<>(declared);
            outdated.removeAll(newest.names());
            return newest.withDropped(outdated);
        });
    }

    private Declaration change(ZoneId zone, AgentId agent, UnaryOperator<Declaration> update) {
        return RETRY.run(
                () -> tryToChange(zone, agent, update), () -> "what agent " + agent + " declares is changing too fast");
    }

    private Optional<Declaration> tryToChange(ZoneId zone, AgentId agent, UnaryOperator<Declaration> update) {
        Optional<Declaration> before = declarations.find(zone, agent);
        Declaration read = before.orElseGet(() -> new Declaration(zone, agent, Declaration.NONE, Set.of(), Set.of()));
        Declaration after = update.apply(read);
        return after.equals(read) || declarations.replace(before, after) ? Optional.of(after) : Optional.empty();
    }
}
