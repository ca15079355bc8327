package io.dynamicaccounts.functions.operator;

import io.dynamicaccounts.functions.account.Account;
import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.account.DefinitionId;
import io.dynamicaccounts.functions.account.Source;
import io.dynamicaccounts.functions.account.ZoneId;
import io.dynamicaccounts.functions.definition.Definition;
import io.dynamicaccounts.functions.definition.Sealing;
import io.dynamicaccounts.functions.definition.StartHint;
import io.dynamicaccounts.functions.lifecycle.Event;
import io.dynamicaccounts.functions.lifecycle.Facts;
import io.dynamicaccounts.functions.store.AccountNames;
import io.dynamicaccounts.functions.writing.MessageText;
import io.dynamicaccounts.functions.writing.Transitions;
import io.dynamicaccounts.functions.writing.WriteContext;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Brings accounts into being: the definition first, then the name, then the account that points to both. Dying in between leaves
 * a definition or a name that nobody points to, which readers skip and later writers clear away.
 */
final class Births {

    private final WriteContext context;
    private final Sealing sealing;

    Births(WriteContext context, Sealing sealing) {
        this.context = context;
        this.sealing = sealing;
    }

    /**
     * An account to be.
     *
     * @param note what its operator should know of how it came to be
     */
    record Newborn(
            AccountName name,
            Optional<ZoneId> zone,
            Optional<String> kubeconfigFile,
            Definition definition,
            Source source,
            Optional<String> note) {

        /** The note, and what will keep agents from starting it. */
        Optional<String> message() {
            String message = Stream.concat(note.stream(), StartHint.of(definition, kubeconfigFile).stream())
                    .collect(Collectors.joining("; "));
            return message.isEmpty()
                    ? Optional.empty()
                    : Optional.of(MessageText.truncated(message, MessageText.MAX_MESSAGE));
        }
    }

    /** A name that is taken is a conflict; the others are processed. */
    BatchOutcome bear(String actor, List<Newborn> newborns) {
        Instant now = context.now();
        Map<AccountName, Account> present = context.store()
                .accounts()
                .find(newborns.stream().map(Newborn::name).toList());
        List<Transitions.Result> results = context.parallel().map(newborns, newborn -> {
            Account found = present.get(newborn.name());
            return found != null && found.exists() ? taken(found) : bear(actor, newborn, now);
        });
        note(results.stream().flatMap(result -> result.moved().stream()).toList());
        var outcomes = new ArrayList<EntryOutcome>();
        for (int i = 0; i < results.size(); i++) {
            outcomes.add(EntryOutcome.of(newborns.get(i).name(), results.get(i)));
        }
        return new BatchOutcome(outcomes);
    }

    /** No agent has anything to do with a new account, unless those of an earlier life's zone may still know the name. */
    private void note(List<Account> born) {
        Predicate<Account> returns = account -> !account.leftZones().isEmpty();
        context.publisher().publish(born.stream().filter(returns).toList());
        context.publisher().recordHistory(born.stream().filter(returns.negate()).toList());
    }

    private static Transitions.Result taken(Account found) {
        return new Transitions.Result.Rejected(
                found, "an account of this name is there already: delete it first, or take another name");
    }

    private Transitions.Result bear(String actor, Newborn newborn, Instant now) {
        var id = new DefinitionId(context.tokens().get());
        String nameToken = context.tokens().get();
        context.store().definitions().put(sealing.seal(newborn.name(), id, now, newborn.definition()));
        var name = new AccountNames.Entry(newborn.name(), nameToken, now);
        context.store().names().put(name);
        Transitions.Result result = context.transitions().attempt(newborn.name(), Event.PROVISION, found -> {
            Facts.Builder facts = context.facts(actor, now)
                    .message(newborn.message().orElse(null))
                    .source(newborn.source())
                    .definition(id)
                    .nameToken(nameToken)
                    .zone(newborn.zone().orElse(null))
                    .kubeconfigFile(newborn.kubeconfigFile().orElse(null))
                    .version(found.map(Account::version).orElse(0L));
            found.ifPresent(earlier -> facts.leftZones(earlier.zonesThatMayKnowIt()));
            return facts.build();
        });
        context.rewriteName(result, name);
        return result;
    }
}
