package io.dynamicaccounts.functions.credential;

import io.dynamicaccounts.functions.Interceptor;
import io.dynamicaccounts.functions.SharedComponents;
import io.dynamicaccounts.functions.account.Account;
import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.definition.Definition;
import io.dynamicaccounts.functions.operator.IntentExecution;
import io.dynamicaccounts.functions.store.Credentials.Revision;
import io.dynamicaccounts.functions.store.Intent;
import io.dynamicaccounts.functions.transition.WriteContext;
import java.util.Optional;

/**
 * Says what a write of a credential asks for the account of its name while the interceptor is on, and carries it out
 * once that is stored. While it is off, a write asks for nothing, and what was asked for before is still carried out.
 */
final class Interception {

    private final WriteContext context;
    private final Interceptor interceptor;
    private final IntentExecution execution;

    Interception(SharedComponents shared) {
        this.context = shared.context();
        this.interceptor = shared.interceptor();
        this.execution = new IntentExecution(shared);
    }

    /** What is written. */
    enum Writing {
        /** A credential that nobody has. */
        NEW,
        /** A definition in the place of the stored one, or the first. */
        REPLACEMENT
    }

    /**
     * What a write asks for.
     *
     * @param found the account, or its tombstone, as it was read before the write
     */
    record Asked(Optional<Account> found, Optional<Intent> intent) {
        private static final Asked NOTHING = new Asked(Optional.empty(), Optional.empty());
    }

    /** Returns what the write of a definition asks for. */
    Asked toStore(AccountName name, Optional<Revision> read, Definition definition, Writing writing) {
        if (interceptor == Interceptor.OFF) {
            return Asked.NOTHING;
        }
        Optional<Account> found = context.store().accounts().find(name);
        return new Asked(found, Optional.of(execution.toDefine(kind(read, found, writing), name, definition, found)));
    }

    /**
     * What takes the place of a creation or of a deletion that has not ended asks for the account, as it would if that
     * had ended.
     */
    private static Intent.Kind kind(Optional<Revision> read, Optional<Account> found, Writing writing) {
        boolean begun = read.flatMap(Revision::pending)
                .filter(intent -> intent.kind() != Intent.Kind.UPDATE)
                .isPresent();
        boolean first = read.filter(Revision::exists).isEmpty()
                && found.filter(account -> account.exists() && !account.markedForDeletion())
                        .isEmpty();
        return writing == Writing.NEW || begun || first ? Intent.Kind.CREATE : Intent.Kind.UPDATE;
    }

    /** Returns what a deletion asks for. */
    Asked toDelete(AccountName name) {
        if (interceptor == Interceptor.OFF) {
            return Asked.NOTHING;
        }
        Optional<Account> found = context.store().accounts().find(name);
        return new Asked(found, Optional.of(execution.toDelete(found)));
    }

    /** Carries out what a write asked for; returns the revision as it stands now. */
    Revision carryOut(Revision written, Asked asked) {
        return written.pending().isPresent() ? execution.carryOut(written, asked.found()) : written;
    }

    /** Goes on with what an earlier write asked for; returns the revision as it stands now. */
    Revision goOn(Revision read) {
        return execution.takeUp(read).orElse(read);
    }
}
