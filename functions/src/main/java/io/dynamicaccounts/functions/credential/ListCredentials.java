package io.dynamicaccounts.functions.credential;

import io.dynamicaccounts.functions.SharedComponents;
import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.definition.CredentialSource;
import io.dynamicaccounts.functions.definition.Permissions;
import io.dynamicaccounts.functions.definition.Roles;
import io.dynamicaccounts.functions.store.Credentials.Revision;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lists all credentials that the caller may read, by name: those that are stored, and those that a credential source
 * has. Where both have a name, the stored one counts, also for who may read. A source that cannot be read now hides no
 * stored credential.
 */
public final class ListCredentials implements Function<ListCredentials.Request, ListCredentials.Result> {

    private static final Logger LOG = LoggerFactory.getLogger(ListCredentials.class);

    private final CredentialPages pages;
    private final CredentialSource configured;

    /** Builds the function over the shared components. */
    public ListCredentials(SharedComponents shared) {
        this.pages = new CredentialPages(shared.store().credentials());
        this.configured = shared.configured();
    }

    /** Asks for all credentials, for a caller with these roles. */
    public record Request(Roles roles) {}

    /** The credentials, by name. */
    public record Result(List<CredentialView> credentials) {}

    @Override
    public Result apply(Request request) {
        var views = new TreeMap<AccountName, CredentialView>();
        addConfigured(views);
        addStored(views);
        return new Result(views.values().stream()
                .filter(view -> view.allows(Permissions.Action.READ, request.roles()))
                .toList());
    }

    private void addConfigured(SortedMap<AccountName, CredentialView> views) {
        try {
            configured.all().forEach((name, definition) -> views.put(name, CredentialView.of(name, definition)));
        } catch (CredentialSource.Unreadable e) {
            LOG.warn("the list of credentials holds only what is stored: {}", e.getMessage());
        }
    }

    private void addStored(SortedMap<AccountName, CredentialView> views) {
        pages.whilePaging(null, page -> {
            add(page, views);
            return true;
        });
    }

    private static void add(List<Revision> page, SortedMap<AccountName, CredentialView> views) {
        page.forEach(revision -> CredentialView.of(revision).ifPresent(view -> views.put(view.name(), view)));
    }
}
