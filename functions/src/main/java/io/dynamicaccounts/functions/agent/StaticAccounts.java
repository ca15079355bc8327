package io.dynamicaccounts.functions.agent;

import io.dynamicaccounts.functions.account.Account;
import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.account.AccountState;
import io.dynamicaccounts.functions.account.AgentId;
import io.dynamicaccounts.functions.account.AgentName;
import io.dynamicaccounts.functions.account.DefinitionId;
import io.dynamicaccounts.functions.account.ZoneId;
import io.dynamicaccounts.functions.agent.Poll.Conflict;
import io.dynamicaccounts.functions.definition.Definition;
import io.dynamicaccounts.functions.definition.DefinitionEncryption;
import io.dynamicaccounts.functions.lifecycle.EventFacts;
import io.dynamicaccounts.functions.store.AccountNames;
import io.dynamicaccounts.functions.store.Declarations.Declaration;
import io.dynamicaccounts.functions.store.Definitions;
import io.dynamicaccounts.functions.store.Zone;
import io.dynamicaccounts.functions.store.Zone.Member;
import io.dynamicaccounts.functions.transition.TransitionResult;
import io.dynamicaccounts.functions.transition.WriteContext;
import io.dynamicaccounts.functions.zone.DeclarationWithdrawal;
import io.dynamicaccounts.functions.zone.ZoneDeclarations;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the accounts that an agent's own configuration declares: ACTIVE from the start, orphaned and recovered like
 * others, and never changed by operators while an agent with permission declares them. An account that cannot be
 * taken is a conflict in the answer to the agent, and never keeps the other accounts out.
 */
final class StaticAccounts {

    private static final Logger LOG = LoggerFactory.getLogger(StaticAccounts.class);

    /** Does not name the account's zone, which this agent may not be permitted to know. */
    private static final String TAKEN = "the name is taken: rename this account, or ask an operator to free the name";

    private final WriteContext context;
    private final DefinitionEncryption encryption;
    private final DeclarationWithdrawal withdrawal;
    private final DeclarationWriter declarations;

    StaticAccounts(WriteContext context, DefinitionEncryption encryption, DeclarationWithdrawal withdrawal) {
        this.context = context;
        this.encryption = encryption;
        this.withdrawal = withdrawal;
        this.declarations = new DeclarationWriter(context.store().declarations());
    }

    /**
     * The work that remains for an agent's list.
     *
     * @param missing whether this registration has yet to send its list
     * @param unfinished whether an account that the list no longer names could not be withdrawn yet: nothing is
     *     while the sweep distrusts
     */
    record Remaining(boolean missing, boolean unfinished) {}

    /** Finishes withdrawals that an earlier poll did not reach or could not do yet, and returns what remains. */
    Remaining finishWithdrawals(Zone zone, Member self, Instant now) {
        Optional<Declaration> sent =
                declarations.find(zone.id(), self).filter(found -> found.registration() == self.registration());
        boolean former = sent.filter(found -> !found.dropped().isEmpty()).isPresent();
        return new Remaining(sent.isEmpty(), former && !withdrawal.reconcile(zone.id(), actor(zone.id(), self), now));
    }

    /**
     * The result of a list.
     *
     * @param conflicts the accounts that were not taken
     * @param unfinished as in {@link Remaining}
     */
    record ListResult(List<Conflict> conflicts, boolean unfinished) {}

    /** Takes the complete list of one agent. A list that a later registration has replaced changes nothing. */
    ListResult take(Zone zone, Member self, CheckedDeclarations list, Instant now) {
        var conflicts = new ArrayList<>(list.conflicts());
        Map<AccountName, Definition> declared = list.admitted();
        // Recorded before any account is declared: another list must not withdraw an account while it is being
        // declared.
        if (!declarations.recordList(zone.id(), self, list.names(), list.refused())) {
            return new ListResult(conflicts, false);
        }
        Map<AccountName, Account> present = context.store().accounts().find(declared.keySet());
        ZoneDeclarations byZone = ZoneDeclarations.read(zone.id(), context.store());
        List<Declared> taken = context.parallel()
                .map(
                        List.copyOf(declared.entrySet()),
                        entry -> take(
                                byZone,
                                self,
                                entry.getKey(),
                                entry.getValue(),
                                Optional.ofNullable(present.get(entry.getKey())),
                                now));
        context.publisher()
                .publish(taken.stream().flatMap(one -> one.moved().stream()).toList());
        taken.forEach(one -> one.conflict().ifPresent(conflicts::add));
        // Another list may have replaced this one while its accounts were declared.
        declarations.keepForWithdrawal(
                zone.id(),
                self.agent(),
                taken.stream()
                        .flatMap(one -> one.moved().stream())
                        .map(Account::name)
                        .collect(Collectors.toSet()));
        boolean reconciled = withdrawal.reconcile(zone.id(), actor(zone.id(), self), now);
        if (!reconciled) {
            // The agent that declared the account may have gone so long ago that the sweep no longer examines the
            // zone.
            declarations.keepForWithdrawal(zone.id(), self.agent(), byZone.undeclaredNames());
        }
        return new ListResult(conflicts, !reconciled);
    }

    private record Declared(Optional<Account> moved, Optional<Conflict> conflict) {
        static final Declared ALREADY = new Declared(Optional.empty(), Optional.empty());

        static Declared conflict(AccountName name, String detail) {
            return new Declared(Optional.empty(), Optional.of(new Conflict(name.value(), detail)));
        }
    }

    private Declared take(
            ZoneDeclarations declared,
            Member self,
            AccountName name,
            Definition definition,
            Optional<Account> found,
            Instant now) {
        ZoneId zone = declared.zone().id();
        if (found.filter(Account::exists).isEmpty()) {
            return declare(zone, self, name, definition, now);
        }
        Account account = found.get();
        if (!declaredIn(zone, account)) {
            return Declared.conflict(name, TAKEN);
        }
        boolean unchanged = unchanged(account, definition);
        if (unchanged && !isStalled(account)) {
            return Declared.ALREADY;
        }
        Optional<AgentId> other =
                declared.decidingAgent(name).filter(agent -> !unchanged && !agent.equals(self.agent()));
        return other.map(agent -> Declared.conflict(
                        name, "agent " + agent + " of this zone declares it differently, and has the lower id"))
                .orElseGet(() -> redeclare(zone, self, account, definition, now));
    }

    private static boolean declaredIn(ZoneId zone, Account account) {
        return !account.dynamic() && account.zone().filter(zone::equals).isPresent();
    }

    /**
     * Returns whether the start has failed for good: only the agents that declare the account could ask for another
     * start.
     */
    private static boolean isStalled(Account account) {
        return account.state() == AccountState.FAILED_STARTING && account.due().isEmpty();
    }

    /**
     * Returns whether the account has this definition. A stored definition that cannot be decrypted counts as
     * changed, and is written again.
     */
    private boolean unchanged(Account account, Definition definition) {
        try {
            return account.definition()
                    .flatMap(id -> context.store().definitions().find(new Definitions.Key(account.name(), id)))
                    .map(encryption::decrypt)
                    .filter(definition::equals)
                    .isPresent();
        } catch (DefinitionEncryption.DecryptionFailed e) {
            LOG.warn("the definition of account {} cannot be opened, and is written again", account.name(), e);
            return false;
        }
    }

    private Declared declare(ZoneId zone, Member self, AccountName name, Definition definition, Instant now) {
        DefinitionId id = store(name, definition, now);
        String nameToken = context.tokens().get();
        var entry = new AccountNames.Entry(name, nameToken, now);
        context.store().names().put(entry);
        EventFacts facts = context.facts(actor(zone, self), now);
        TransitionResult result =
                context.transitions().attempt(name, earlier -> facts.declare(zone, id, nameToken, earlier));
        context.rewriteName(result, entry);
        return taken(zone, name, result);
    }

    private Declared redeclare(ZoneId zone, Member self, Account account, Definition definition, Instant now) {
        DefinitionId id = store(account.name(), definition, now);
        EventFacts facts = context.facts(actor(zone, self), now);
        TransitionResult result = context.transitions()
                .attemptOn(
                        account,
                        reread -> facts.redeclare(zone, reread.orElse(account).version(), id));
        return taken(zone, account.name(), result);
    }

    private DefinitionId store(AccountName name, Definition definition, Instant now) {
        var id = new DefinitionId(context.tokens().get());
        context.store().definitions().put(encryption.encrypt(name, id, now, definition));
        return id;
    }

    private static String actor(ZoneId zone, Member self) {
        return new AgentName(zone, self.agent()).toString();
    }

    private static Declared taken(ZoneId zone, AccountName name, TransitionResult result) {
        return switch (result) {
            case TransitionResult.Moved(Account account) -> new Declared(Optional.of(account), Optional.empty());
            case TransitionResult.Unchanged already -> Declared.ALREADY;
            case TransitionResult.Rejected(Account refused, String _) ->
                declaredIn(zone, refused) ? Declared.ALREADY : Declared.conflict(name, TAKEN);
            case TransitionResult.Missing missing ->
                Declared.conflict(name, "it was just removed; send the list again");
        };
    }
}
