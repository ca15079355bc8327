package io.dynamicaccounts.functions.operator;

import io.dynamicaccounts.functions.SharedComponents;
import io.dynamicaccounts.functions.account.Account;
import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.account.ZoneId;
import io.dynamicaccounts.functions.lifecycle.Facts;
import io.dynamicaccounts.functions.store.MigrationMarks;
import io.dynamicaccounts.functions.transition.TransitionResult;
import io.dynamicaccounts.functions.transition.Transitions.FactsSource;
import io.dynamicaccounts.functions.transition.WriteContext;
import io.dynamicaccounts.functions.zone.ZoneDeclarations;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Removes accounts: at once where no agent holds the account, otherwise once every live agent has released it. An
 * account that agents declare is also removed at once, but only where it was refused to every agent that declares
 * it.
 */
public final class Delete implements Function<Delete.Request, BatchOutcome> {

    private final WriteContext context;
    private final BatchTransitions batches;

    /** Builds the function over the shared components. */
    public Delete(SharedComponents shared) {
        this.context = shared.context();
        this.batches = new BatchTransitions(context);
    }

    /** Asks to remove accounts, in the name of an operator. */
    public record Request(String actor, List<AccountName> names) {}

    @Override
    public BatchOutcome apply(Request request) {
        Instant now = context.now();
        // Before anything is removed: whatever ends this function, the automatic migration brings nothing back.
        context.store().migrationMarks().put(MigrationMarks.Mark.REMOVED, request.names());
        // Declarations are read only where the request names an account that agents declare, and once for each zone.
        var zones = new ConcurrentHashMap<ZoneId, ZoneDeclarations>();
        Function<ZoneId, ZoneDeclarations> declaredIn =
                zone -> zones.computeIfAbsent(zone, id -> ZoneDeclarations.read(id, context.store()));
        return batches.move(
                request.names(),
                name -> name,
                name -> context.transitions().attempt(name, found -> facts(request.actor(), found, declaredIn, now)),
                now);
    }

    /** Removes an account that no agent declares, if it is still the account that was found. */
    TransitionResult removeAsFound(String actor, Account found) {
        Instant now = context.now();
        context.store().migrationMarks().put(MigrationMarks.Mark.REMOVED, List.of(found.name()));
        Facts facts = context.facts(actor, now).delete(Optional.of(found), false, Optional.of(found.version()));
        TransitionResult result = context.transitions().attemptOn(found, FactsSource.fixed(facts));
        context.publish(result.moved().stream().toList(), now);
        return result;
    }

    private Facts facts(
            String actor, Optional<Account> found, Function<ZoneId, ZoneDeclarations> declaredIn, Instant now) {
        boolean declarationsRefused = found.filter(account -> account.exists() && !account.dynamic())
                .filter(account -> account.zone()
                        .filter(zone -> declaredIn.apply(zone).isRefused(account.name()))
                        .isPresent())
                .isPresent();
        return context.facts(actor, now).delete(found, declarationsRefused, Optional.empty());
    }
}
