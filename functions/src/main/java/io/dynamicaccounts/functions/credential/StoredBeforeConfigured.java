package io.dynamicaccounts.functions.credential;

import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.definition.CredentialSource;
import io.dynamicaccounts.functions.definition.Definition;
import io.dynamicaccounts.functions.definition.DefinitionEncryption;
import io.dynamicaccounts.functions.store.Credentials;
import io.dynamicaccounts.functions.store.Credentials.Revision;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The definitions to migrate: the stored credentials, and what a configured source has of the names that are not
 * stored. The configured source is read for those names only, so that it hides no stored credential when it cannot be
 * read.
 */
public final class StoredBeforeConfigured implements CredentialSource {

    /** How many stored credentials are read at a time, each of which may have the greatest size. */
    private static final int AT_A_TIME = 200;

    private final Credentials credentials;
    private final DefinitionEncryption encryption;
    private final CredentialSource configured;

    /** Puts the stored credentials before a configured source. */
    public StoredBeforeConfigured(
            Credentials credentials, DefinitionEncryption encryption, CredentialSource configured) {
        this.credentials = credentials;
        this.encryption = encryption;
        this.configured = configured;
    }

    @Override
    public Map<AccountName, Definition> find(Collection<AccountName> names) {
        Map<AccountName, Definition> found = decrypted(credentials.find(names).values());
        List<AccountName> others =
                names.stream().filter(name -> !found.containsKey(name)).toList();
        if (!others.isEmpty()) {
            found.putAll(configured.find(others));
        }
        return found;
    }

    @Override
    public Map<AccountName, Definition> all() {
        var all = new LinkedHashMap<>(configured.all());
        forEachPage(page -> all.putAll(decrypted(page)));
        return all;
    }

    @Override
    public Set<AccountName> names() {
        var names = new HashSet<>(configured.names());
        forEachPage(page -> page.forEach(revision -> names.add(revision.name())));
        return names;
    }

    private void forEachPage(Consumer<List<Revision>> action) {
        List<Revision> page = credentials.page(null, AT_A_TIME);
        action.accept(page);
        while (page.size() == AT_A_TIME) {
            // The last one is read again, since no name is known to come right after it.
            page = credentials.page(page.getLast().name(), AT_A_TIME);
            action.accept(page);
        }
    }

    private Map<AccountName, Definition> decrypted(Collection<Revision> revisions) {
        var definitions = new LinkedHashMap<AccountName, Definition>();
        revisions.forEach(revision -> revision.definition()
                .ifPresent(encrypted -> definitions.put(revision.name(), encryption.decrypt(encrypted))));
        return definitions;
    }
}
