package io.dynamicaccounts.functions.operator;

import io.dynamicaccounts.functions.SharedComponents;
import io.dynamicaccounts.functions.account.Account;
import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.account.DefinitionId;
import io.dynamicaccounts.functions.account.Source;
import io.dynamicaccounts.functions.account.ZoneId;
import io.dynamicaccounts.functions.definition.Definition;
import io.dynamicaccounts.functions.definition.DefinitionEncryption;
import io.dynamicaccounts.functions.definition.EncryptedDefinition;
import io.dynamicaccounts.functions.definition.StartHint;
import io.dynamicaccounts.functions.lifecycle.EventFacts;
import io.dynamicaccounts.functions.store.AccountNames;
import io.dynamicaccounts.functions.transition.MessageText;
import io.dynamicaccounts.functions.transition.TransitionResult;
import io.dynamicaccounts.functions.transition.WriteContext;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Creates accounts: writes the definition first, then the name, then the account that points to both. A function
 * that dies in between leaves a definition or a name without an account, which readers skip and later writers
 * delete.
 */
final class AccountCreation {

    private final WriteContext context;
    private final DefinitionEncryption encryption;
    private final StartHint hints;

    AccountCreation(SharedComponents shared) {
        this.context = shared.context();
        this.encryption = shared.encryption();
        this.hints = shared.hints();
    }

    /**
     * An account to create.
     *
     * @param note what the operator should know about the creation
     */
    record NewAccount(
            AccountName name,
            Optional<ZoneId> zone,
            Optional<String> kubeconfigFile,
            Definition definition,
            Source source,
            Optional<String> note) {

        /** Returns the note and the reason that will keep agents from starting the account, as far as present. */
        Optional<String> message(StartHint hints) {
            String message = Stream.concat(note.stream(), hints.of(definition, kubeconfigFile, zone).stream())
                    .collect(Collectors.joining("; "));
            return message.isEmpty()
                    ? Optional.empty()
                    : Optional.of(MessageText.truncated(message, MessageText.MAX_MESSAGE));
        }
    }

    /** Creates the accounts. A name that is taken is rejected, and the other accounts are created all the same. */
    BatchOutcome create(String actor, List<NewAccount> newAccounts) {
        Instant now = context.now();
        List<AccountName> names = newAccounts.stream().map(NewAccount::name).toList();
        Map<AccountName, Account> present = context.store().accounts().find(names);
        List<TransitionResult> results = context.parallel().map(newAccounts, account -> {
            Account found = present.get(account.name());
            return found != null && found.exists() ? taken(found) : create(actor, account, now);
        });
        publish(results.stream().flatMap(result -> result.moved().stream()).toList());
        return BatchOutcome.of(names, results);
    }

    /**
     * Records the new accounts in the history, and publishes only those whose name agents may still know from an
     * earlier account of this name. No agent has work to do for any other new account.
     */
    private void publish(List<Account> created) {
        Predicate<Account> mayBeKnown = account -> !account.leftZones().isEmpty();
        context.publisher().publish(created.stream().filter(mayBeKnown).toList());
        context.publisher()
                .recordHistory(created.stream().filter(mayBeKnown.negate()).toList());
    }

    private static TransitionResult taken(Account found) {
        return new TransitionResult.Rejected(
                found, "an account of this name is there already: delete it first, or take another name");
    }

    private TransitionResult create(String actor, NewAccount account, Instant now) {
        var id = new DefinitionId(context.tokens().get());
        return create(
                account.source(),
                account.zone(),
                account.kubeconfigFile(),
                encryption.encrypt(account.name(), id, now, account.definition()),
                Optional.empty(),
                context.facts(actor, now).withMessage(account.message(hints)));
    }

    /**
     * Creates one account of a definition that is encrypted already, if the name is as it was found.
     *
     * @param found the tombstone of an earlier account of the name; empty where there was none
     */
    TransitionResult createAsFound(
            Optional<ZoneId> zone, EncryptedDefinition definition, Optional<Account> found, EventFacts facts) {
        TransitionResult result = create(
                Source.MIGRATED,
                zone,
                Optional.empty(),
                definition,
                Optional.of(found.map(Account::version).orElse(0L)),
                facts);
        publish(result.moved().stream().toList());
        return result;
    }

    private TransitionResult create(
            Source source,
            Optional<ZoneId> zone,
            Optional<String> kubeconfigFile,
            EncryptedDefinition definition,
            Optional<Long> requiredVersion,
            EventFacts facts) {
        String nameToken = context.tokens().get();
        context.store().definitions().put(definition);
        var name = new AccountNames.Entry(definition.account(), nameToken, facts.now());
        context.store().names().put(name);
        TransitionResult result = context.transitions()
                .attempt(
                        definition.account(),
                        earlier -> facts.provision(
                                source, definition.id(), nameToken, zone, kubeconfigFile, earlier, requiredVersion));
        context.rewriteName(result, name);
        return result;
    }
}
