package io.dynamicaccounts.functions.operator;

import io.dynamicaccounts.functions.account.Account;
import io.dynamicaccounts.functions.account.ZoneId;
import io.dynamicaccounts.functions.definition.EncryptedDefinition;
import io.dynamicaccounts.functions.lifecycle.Facts;
import io.dynamicaccounts.functions.transition.TombstoneCleanup;
import io.dynamicaccounts.functions.transition.TransitionResult;
import io.dynamicaccounts.functions.transition.Transitions.FactsSource;
import io.dynamicaccounts.functions.transition.WriteContext;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Gives an account another definition, if it is still the account that was found. */
final class Redefinition {

    private final WriteContext context;

    Redefinition(WriteContext context) {
        this.context = context;
    }

    /**
     * Stores the definition, points the account to it, publishes that, and deletes the definitions from before. Where
     * the account is another by now, the definition is left behind, and a later call deletes it.
     */
    TransitionResult redefine(
            String actor, Account found, Optional<ZoneId> zone, EncryptedDefinition definition, Instant now) {
        Facts facts = context.facts(actor, now).redefine(zone, found.version(), definition.id());
        context.store().definitions().put(definition);
        TransitionResult result = context.transitions().attemptOn(found, FactsSource.fixed(facts));
        result.moved().ifPresent(account -> {
            context.publisher().publish(List.of(account));
            context.store()
                    .definitions()
                    .deleteOthers(
                            account.name(), Optional.of(definition.id()), now.minus(TombstoneCleanup.UNREFERENCED_FOR));
        });
        return result;
    }
}
