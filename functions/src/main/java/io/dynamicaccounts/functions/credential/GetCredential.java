package io.dynamicaccounts.functions.credential;

import io.dynamicaccounts.functions.SharedComponents;
import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.definition.CredentialSource;
import io.dynamicaccounts.functions.definition.Permissions;
import io.dynamicaccounts.functions.definition.Roles;
import io.dynamicaccounts.functions.store.Credentials;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Returns one credential, the stored one before one that a credential source has. */
public final class GetCredential implements Function<GetCredential.Request, GetCredential.Result> {

    private final Credentials credentials;
    private final CredentialSource configured;

    /** Builds the function over the shared components. */
    public GetCredential(SharedComponents shared) {
        this.credentials = shared.store().credentials();
        this.configured = shared.configured();
    }

    /** Asks for one credential, for a caller with these roles. */
    public record Request(AccountName name, Roles roles) {}

    /** The credential; empty where nobody has one of the name, or the caller may not read it. */
    public record Result(Optional<CredentialView> credential) {}

    @Override
    public Result apply(Request request) {
        return new Result(credentials
                .find(request.name())
                .flatMap(CredentialView::of)
                .or(() -> configured(request.name()))
                .filter(view -> view.allows(Permissions.Action.READ, request.roles())));
    }

    private Optional<CredentialView> configured(AccountName name) {
        return Optional.ofNullable(configured.find(List.of(name)).get(name))
                .map(definition -> CredentialView.of(name, definition));
    }
}
