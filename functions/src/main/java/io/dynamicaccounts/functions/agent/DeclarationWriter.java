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
 * Notes which accounts an agent declares. Every write is on the condition of what was read: a poll that was held up in between
 * must not overwrite a newer list, nor what that one had yet to withdraw.
 */
final class DeclarationWriter {

    /** Each further one means that another poll of the same agent, or a withdrawal, came in between. */
    private static final BoundedRetry RETRY = new BoundedRetry(20);

    private final Declarations declarations;

    DeclarationWriter(Declarations declarations) {
        this.declarations = declarations;
    }

    Optional<Declaration> find(ZoneId zone, Member self) {
        return declarations.find(zone, self.agent());
    }

    /**
     * Notes a complete list, what of it is refused, and what the agent declared before and does not any longer.
     *
     * @return whether it is noted; not where the agent has registered again since and sent its list
     */
    boolean recordList(ZoneId zone, Member self, Set<AccountName> names, Set<AccountName> refused) {
        Declaration noted = change(zone, self.agent(), before -> {
            if (before.registration() > self.registration()) {
                return before;
            }
            var former = new HashSet<>(before.names());
            former.addAll(before.dropped());
            former.removeAll(names);
            return new Declaration(zone, self.agent(), self.registration(), names, former, refused);
        });
        return noted.registration() == self.registration();
    }

    /** Notes for withdrawal what was declared, be it by another, although the newest list does not name it. */
    void keepForWithdrawal(ZoneId zone, AgentId agent, Set<AccountName> declared) {
        change(zone, agent, newest -> {
            var outdated = new HashSet<>(declared);
            outdated.removeAll(newest.names());
            return newest.withDropped(outdated);
        });
    }

    private Declaration change(ZoneId zone, AgentId agent, UnaryOperator<Declaration> wish) {
        return RETRY.run(
                () -> tryToChange(zone, agent, wish), () -> "what agent " + agent + " declares is changing too fast");
    }

    private Optional<Declaration> tryToChange(ZoneId zone, AgentId agent, UnaryOperator<Declaration> wish) {
        Optional<Declaration> before = declarations.find(zone, agent);
        Declaration read = before.orElseGet(() -> new Declaration(zone, agent, Declaration.NONE, Set.of(), Set.of()));
        Declaration after = wish.apply(read);
        return after.equals(read) || declarations.replace(before, after) ? Optional.of(after) : Optional.empty();
    }
}
