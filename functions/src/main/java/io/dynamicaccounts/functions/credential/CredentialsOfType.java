package io.dynamicaccounts.functions.credential;

import io.dynamicaccounts.functions.SharedComponents;
import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.store.Credentials;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Lists the stored credentials of one type by name, a page at a time. */
public final class CredentialsOfType implements Function<CredentialsOfType.Request, CredentialsOfType.Result> {

    /** The type of every credential that can be stored. */
    public static final String KUBERNETES = "kubernetes";

    private final Credentials credentials;

    /** Builds the function over the shared components. */
    public CredentialsOfType(SharedComponents shared) {
        this.credentials = shared.store().credentials();
    }

    /**
     * Asks for a page.
     *
     * @param first the name to begin with, which need not exist; empty for the beginning
     * @param limit the most to return; fewer are returned only where there are no more
     */
    public record Request(String type, Optional<AccountName> first, int limit) {}

    /** One page. */
    public record Result(List<CredentialView> credentials) {}

    @Override
    public Result apply(Request request) {
        return new Result(page(request));
    }

    private List<CredentialView> page(Request request) {
        return request.type().equals(KUBERNETES)
                ? credentials.page(request.first().orElse(null), request.limit()).stream()
                        .flatMap(revision -> CredentialView.of(revision).stream())
                        .toList()
                : List.of();
    }
}
