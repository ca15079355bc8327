package io.dynamicaccounts.functions.credential;

import io.dynamicaccounts.functions.SharedComponents;
import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.definition.Permissions;
import io.dynamicaccounts.functions.definition.Roles;
import io.dynamicaccounts.functions.store.Credentials;
import io.dynamicaccounts.functions.store.Intent;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Returns the revisions of a stored credential, the newest first; none of a name that was never stored.
 *
 * <p>Who may read the newest definition reads the history, and in it every revision whose own definition allows it.
 * The definition that a deletion removed is the newest there is.
 */
public final class CredentialHistory implements Function<CredentialHistory.Request, CredentialHistory.Result> {

    /** The most revisions that are returned. */
    public static final int MOST = 100;

    private final Credentials credentials;

    /** Builds the function over the shared components. */
    public CredentialHistory(SharedComponents shared) {
        this.credentials = shared.store().credentials();
    }

    /** Asks for the revisions of a credential, also of a deleted one, for a caller with these roles. */
    public record Request(AccountName name, Roles roles) {}

    /** The revisions. */
    public record Result(List<Entry> revisions) {}

    /**
     * One revision.
     *
     * @param credential empty where the revision is a deletion
     * @param intent what became of the account of the name; empty where the interceptor was off, and of an earlier
     *     revision
     */
    public record Entry(long version, Instant written, Optional<CredentialView> credential, Optional<Intent> intent) {}

    @Override
    public Result apply(Request request) {
        List<Entry> entries = credentials.revisions(request.name(), MOST).stream()
                .map(revision -> new Entry(
                        revision.version(), revision.written(), CredentialView.of(revision), revision.intent()))
                .toList();
        return new Result(
                isReadable(entries, request.roles())
                        ? entries.stream()
                                .filter(entry -> isReadable(entry, request.roles()))
                                .toList()
                        : List.of());
    }

    /** Where no definition is known any more, nobody knows whose it was. */
    private static boolean isReadable(List<Entry> entries, Roles roles) {
        return entries.stream()
                .flatMap(entry -> entry.credential().stream())
                .findFirst()
                .map(newest -> newest.allows(Permissions.Action.READ, roles))
                .orElse(roles instanceof Roles.All);
    }

    private static boolean isReadable(Entry entry, Roles roles) {
        return entry.credential()
                .map(credential -> credential.allows(Permissions.Action.READ, roles))
                .orElse(true);
    }
}
