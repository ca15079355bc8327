package io.dynamicaccounts.functions.credential;

import io.dynamicaccounts.functions.SharedComponents;
import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.definition.Permissions;
import io.dynamicaccounts.functions.definition.Roles;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Lists the stored credentials of one type that the caller may read by name, a page at a time. A page is filled up:
 * what the caller may not read leaves no gap in it.
 */
public final class CredentialsOfType implements Function<CredentialsOfType.Request, CredentialsOfType.Result> {

    /** The type of every credential that can be stored. */
    public static final String KUBERNETES = "kubernetes";

    private final CredentialPages pages;

    /** Builds the function over the shared components. */
    public CredentialsOfType(SharedComponents shared) {
        this.pages = new CredentialPages(shared.store().credentials());
    }

    /**
     * Asks for a page.
     *
     * @param first the name to begin with, which need not exist; empty for the beginning
     * @param limit the most to return; fewer are returned only where there are no more
     * @param roles of the caller
     */
    public record Request(String type, Optional<AccountName> first, int limit, Roles roles) {}

    /** One page. */
    public record Result(List<CredentialView> credentials) {}

    @Override
    public Result apply(Request request) {
        return new Result(page(request));
    }

    private List<CredentialView> page(Request request) {
        Predicate<CredentialView> readable = view -> view.allows(Permissions.Action.READ, request.roles());
        return request.type().equals(KUBERNETES)
                ? pages.filled(request.first().orElse(null), request.limit(), readable)
                : List.of();
    }
}
