package io.dynamicaccounts.functions.credential;

import io.dynamicaccounts.functions.SharedComponents;
import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.account.DefinitionId;
import io.dynamicaccounts.functions.credential.Interception.Asked;
import io.dynamicaccounts.functions.credential.Interception.Writing;
import io.dynamicaccounts.functions.definition.Definition;
import io.dynamicaccounts.functions.definition.DefinitionEncryption;
import io.dynamicaccounts.functions.store.BoundedRetry;
import io.dynamicaccounts.functions.store.Credentials.Revision;
import io.dynamicaccounts.functions.store.Store;
import io.dynamicaccounts.functions.store.WriteResult;
import io.dynamicaccounts.functions.transition.WriteContext;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/**
 * Writes the next revision of a credential over the one that was read. Where another operator wrote in between, the
 * credential is read again, and the decision is made anew.
 */
final class CredentialWriter {

    /** Bounds the tries. Each further try means that another operator wrote the credential in between. */
    private static final BoundedRetry RETRY = new BoundedRetry(8);

    private final WriteContext context;
    private final Store store;
    private final DefinitionEncryption encryption;
    private final Interception interception;

    CredentialWriter(SharedComponents shared) {
        this.context = shared.context();
        this.store = shared.store();
        this.encryption = shared.encryption();
        this.interception = new Interception(shared);
    }

    /**
     * Decides by the present revision, again and again until nobody else writes in between.
     *
     * @param decision receives the present revision, empty where nothing is known of the name, and returns the
     *     result; empty when another operator wrote in between
     */
    <R> R decide(AccountName name, Function<Optional<Revision>, Optional<R>> decision) {
        return RETRY.run(
                () -> decision.apply(store.credentials().find(name)),
                () -> "credential " + name + " is changing too fast");
    }

    /**
     * Stores a definition, and carries out what that asks for.
     *
     * @return the revision as it stands then, or empty when another operator wrote in between
     */
    Optional<Revision> store(
            String actor, AccountName name, Optional<Revision> read, Definition definition, Writing writing) {
        Instant now = context.now();
        Asked asked = interception.toStore(name, read, definition, writing);
        var id = new DefinitionId(context.tokens().get());
        return replace(
                read,
                new Revision(
                        name,
                        versionAfter(read),
                        now,
                        context.tokens().get(),
                        actor,
                        Optional.of(encryption.encrypt(name, id, now, definition)),
                        asked.intent()),
                asked);
    }

    /**
     * Deletes a credential, and carries out what that asks for.
     *
     * @return the deletion as it stands then, or empty when another operator wrote in between
     */
    Optional<Revision> delete(String actor, Revision read) {
        Asked asked = interception.toDelete(read.name());
        return replace(
                Optional.of(read),
                new Revision(
                        read.name(),
                        versionAfter(Optional.of(read)),
                        context.now(),
                        context.tokens().get(),
                        actor,
                        Optional.empty(),
                        asked.intent()),
                asked);
    }

    /** Goes on with what the present revision asks for; returns the revision as it stands then. */
    Revision goOn(Revision read) {
        return interception.goOn(read);
    }

    private static long versionAfter(Optional<Revision> read) {
        return read.map(Revision::version).orElse(0L) + 1;
    }

    private Optional<Revision> replace(Optional<Revision> read, Revision next, Asked asked) {
        WriteResult<Revision> result = store.credentials().replace(read, next);
        return result.written().map(written -> interception.carryOut(written, asked));
    }
}
