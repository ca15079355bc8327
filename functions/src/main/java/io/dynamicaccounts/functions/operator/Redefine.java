package io.dynamicaccounts.functions.operator;

import io.dynamicaccounts.functions.SharedComponents;
import io.dynamicaccounts.functions.account.Account;
import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.account.DefinitionId;
import io.dynamicaccounts.functions.account.VisibleState;
import io.dynamicaccounts.functions.account.ZoneId;
import io.dynamicaccounts.functions.definition.Definition;
import io.dynamicaccounts.functions.definition.DefinitionEncryption;
import io.dynamicaccounts.functions.definition.EncryptedDefinition;
import io.dynamicaccounts.functions.definition.SecretFields;
import io.dynamicaccounts.functions.definition.UnchangedSecrets;
import io.dynamicaccounts.functions.store.BoundedRetry;
import io.dynamicaccounts.functions.store.Definitions;
import io.dynamicaccounts.functions.transition.TransitionResult;
import io.dynamicaccounts.functions.transition.WriteContext;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Replaces an account's definition; the agents that watch it receive it at their next poll. A mask written back
 * keeps the secret that is stored there. The stored secret comes from the same definition on which the write is
 * conditional.
 */
public final class Redefine implements Function<Redefine.Request, Redefine.Result> {

    /** Bounds the tries. Each further try means that another writer changed the account in between. */
    private static final BoundedRetry RETRY = new BoundedRetry(8);

    private final WriteContext context;
    private final DefinitionEncryption encryption;
    private final UnchangedSecrets unchanged;
    private final Redefinition redefinition;

    /** Builds the function over the shared components. */
    public Redefine(SharedComponents shared) {
        this.context = shared.context();
        this.encryption = shared.encryption();
        this.unchanged = new UnchangedSecrets(encryption);
        this.redefinition = new Redefinition(context);
    }

    /**
     * A new definition of one account.
     *
     * @param zone must equal the account's zone where both the request and the account have one
     */
    public record Request(String actor, AccountName name, Optional<ZoneId> zone, Definition definition) {}

    /** The result of the request. */
    public sealed interface Result {
        record Redefined(VisibleState state) implements Result {}

        record Missing() implements Result {}

        record Conflict(VisibleState state, String detail) implements Result {}

        /** The definition has masks at these JSON pointers, where no secret is stored. Nothing was written. */
        record MaskWithoutSecret(Set<String> pointers) implements Result {}
    }

    @Override
    public Result apply(Request request) {
        Instant now = context.now();
        return RETRY.run(() -> tryToReplace(request, now), () -> "account " + request.name() + " is changing too fast");
    }

    private Optional<Result> tryToReplace(Request request, Instant now) {
        Optional<Account> found =
                context.store().accounts().find(request.name()).filter(Account::exists);
        return found.isEmpty() ? Optional.of(new Result.Missing()) : replace(request, found.get(), now);
    }

    /**
     * Replaces the definition; returns empty when the account changed meanwhile, so that the caller must read it
     * again.
     */
    private Optional<Result> replace(Request request, Account found, Instant now) {
        Definition complete;
        try {
            complete = unchanged.complete(request.definition(), () -> stored(found));
        } catch (SecretFields.MaskWithoutSecret e) {
            // The definition may be missing because the account has another definition now, or was removed.
            return isStill(found) ? Optional.of(new Result.MaskWithoutSecret(e.pointers())) : Optional.empty();
        }
        var id = new DefinitionId(context.tokens().get());
        EncryptedDefinition encrypted = encryption.encrypt(request.name(), id, now, complete);
        return switch (redefinition.redefine(request.actor(), found, request.zone(), encrypted, now)) {
            case TransitionResult.Moved(Account account) -> Optional.of(new Result.Redefined(account.visibleState()));
            case TransitionResult.Rejected(Account refused, String detail) -> {
                context.store().definitions().delete(new Definitions.Key(request.name(), id));
                yield refused.version() == found.version()
                        ? Optional.of(new Result.Conflict(refused.visibleState(), detail))
                        : Optional.empty();
            }
            case TransitionResult.Unchanged(Account already) ->
                Optional.of(new Result.Redefined(already.visibleState()));
            case TransitionResult.Missing missing -> Optional.of(new Result.Missing());
        };
    }

    private boolean isStill(Account found) {
        return context.store()
                .accounts()
                .find(found.name())
                .filter(now -> now.version() == found.version())
                .isPresent();
    }

    private Optional<EncryptedDefinition> stored(Account found) {
        return found.definition()
                .flatMap(id -> context.store().definitions().find(new Definitions.Key(found.name(), id)));
    }
}
