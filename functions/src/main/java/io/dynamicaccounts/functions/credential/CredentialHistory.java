package io.dynamicaccounts.functions.credential;

import io.dynamicaccounts.functions.SharedComponents;
import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.store.Credentials;
import io.dynamicaccounts.functions.store.Intent;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Returns the revisions of a stored credential, the newest first; none of a name that was never stored. */
public final class CredentialHistory implements Function<CredentialHistory.Request, CredentialHistory.Result> {

    /** The most revisions that are returned. */
    public static final int MOST = 100;

    private final Credentials credentials;

    /** Builds the function over the shared components. */
    public CredentialHistory(SharedComponents shared) {
        this.credentials = shared.store().credentials();
    }

    /** Asks for the revisions of a credential, also of a deleted one. */
    public record Request(AccountName name) {}

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
        return new Result(credentials.revisions(request.name(), MOST).stream()
                .map(revision -> new Entry(
                        revision.version(), revision.written(), CredentialView.of(revision), revision.intent()))
                .toList());
    }
}
