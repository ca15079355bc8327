package io.dynamicaccounts.functions.operator;

import io.dynamicaccounts.functions.account.Account;
import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.account.DefinitionId;
import io.dynamicaccounts.functions.account.Source;
import io.dynamicaccounts.functions.account.ZoneId;
import io.dynamicaccounts.functions.definition.Definition;
import io.dynamicaccounts.functions.definition.Sealing;
import io.dynamicaccounts.functions.lifecycle.Event;
import io.dynamicaccounts.functions.lifecycle.Facts;
import io.dynamicaccounts.functions.lifecycle.Timing;
import io.dynamicaccounts.functions.store.Names;
import io.dynamicaccounts.functions.store.Store;
import io.dynamicaccounts.functions.writing.Parallel;
import io.dynamicaccounts.functions.writing.Publisher;
import io.dynamicaccounts.functions.writing.Transitions;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Brings accounts into being: the definition first, then the name, then the account that points to both. Dying in between leaves
 * a definition or a name that nobody points to, which readers skip and later writers clear away.
 */
final class Births {

    private final Store store;
    private final Transitions transitions;
    private final Publisher publisher;
    private final Sealing sealing;
    private final Parallel parallel;
    private final Timing timing;
    private final Supplier<String> tokens;
    private final InstantSource clock;

    Births(
            Store store,
            Transitions transitions,
            Publisher publisher,
            Sealing sealing,
            Parallel parallel,
            Timing timing,
            Supplier<String> tokens,
            InstantSource clock) {
        this.store = store;
        this.transitions = transitions;
        this.publisher = publisher;
        this.sealing = sealing;
        this.parallel = parallel;
        this.timing = timing;
        this.tokens = tokens;
        this.clock = clock;
    }

    /** An account to be. */
    record Newborn(
            AccountName name,
            Optional<ZoneId> zone,
            Optional<String> kubeconfigFile,
            Definition definition,
            Source source) {}

    /** A name that is taken is a conflict; the others are processed. */
    BatchOutcome bear(String actor, List<Newborn> newborns) {
        Instant now = clock.instant();
        Map<AccountName, Account> present =
                store.accounts().find(newborns.stream().map(Newborn::name).toList());
        List<Transitions.Result> results = parallel.map(newborns, newborn -> {
            Account found = present.get(newborn.name());
            return found != null && found.exists() ? taken(found) : bear(actor, newborn, now);
        });
        note(results.stream().flatMap(Births::moved).toList());
        var outcomes = new ArrayList<EntryOutcome>();
        for (int i = 0; i < results.size(); i++) {
            outcomes.add(EntryOutcome.of(newborns.get(i).name(), results.get(i)));
        }
        return new BatchOutcome(outcomes);
    }

    /** No agent has anything to do with a new account, unless those of an earlier life's zone may still know the name. */
    private void note(List<Account> born) {
        Predicate<Account> returns = account -> !account.leftZones().isEmpty();
        publisher.publish(born.stream().filter(returns).toList());
        publisher.note(born.stream().filter(returns.negate()).toList());
    }

    private static Transitions.Result taken(Account found) {
        return new Transitions.Result.Refused(found, "the name is taken");
    }

    private Transitions.Result bear(String actor, Newborn newborn, Instant now) {
        var id = new DefinitionId(tokens.get());
        String nameToken = tokens.get();
        store.definitions().put(sealing.seal(newborn.name(), id, now, newborn.definition()));
        store.names().put(new Names.Entry(newborn.name(), nameToken, now));
        return transitions.attempt(newborn.name(), Event.PROVISION, found -> {
            Facts.Builder facts = Facts.by(actor, now, timing)
                    .source(newborn.source())
                    .definition(id)
                    .nameToken(nameToken)
                    .zone(newborn.zone().orElse(null))
                    .kubeconfigFile(newborn.kubeconfigFile().orElse(null))
                    .version(found.map(Account::version).orElse(0L));
            found.ifPresent(earlier -> facts.leftZones(zonesOf(earlier)));
            return facts.build();
        });
    }

    /** Where agents may know of an earlier life of the name. */
    static List<ZoneId> zonesOf(Account earlier) {
        return Stream.concat(earlier.leftZones().stream(), earlier.zone().stream())
                .distinct()
                .toList();
    }

    private static Stream<Account> moved(Transitions.Result result) {
        return result instanceof Transitions.Result.Moved(Account account) ? Stream.of(account) : Stream.empty();
    }
}
