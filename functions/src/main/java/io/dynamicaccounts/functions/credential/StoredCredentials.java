package io.dynamicaccounts.functions.credential;

import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.definition.Definition;
import io.dynamicaccounts.functions.definition.DefinitionEncryption;
import io.dynamicaccounts.functions.definition.SingleSource;
import io.dynamicaccounts.functions.store.Credentials;
import io.dynamicaccounts.functions.store.Credentials.Revision;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The credentials that operators store, as the source of definitions that comes before all others. Every read sees
 * every earlier write.
 */
public final class StoredCredentials implements SingleSource {

    private final Credentials credentials;
    private final CredentialPages pages;
    private final DefinitionEncryption encryption;
    private final InstantSource clock;

    /** Creates the source over what is stored. */
    public StoredCredentials(Credentials credentials, DefinitionEncryption encryption, InstantSource clock) {
        this.credentials = credentials;
        this.pages = new CredentialPages(credentials);
        this.encryption = encryption;
        this.clock = clock;
    }

    @Override
    public Map<AccountName, Definition> find(Collection<AccountName> names) {
        return decrypted(credentials.find(names).values());
    }

    @Override
    public Map<AccountName, Definition> all() {
        var all = new LinkedHashMap<AccountName, Definition>();
        pages.whilePaging(null, page -> {
            all.putAll(decrypted(page));
            return true;
        });
        return all;
    }

    @Override
    public Set<AccountName> names() {
        return new HashSet<>(namesAfter(null, Integer.MAX_VALUE, name -> true));
    }

    @Override
    public List<AccountName> namesAfter(@Nullable AccountName after, int limit, Predicate<AccountName> filter) {
        var names = new ArrayList<AccountName>();
        pages.whilePaging(after, page -> {
            page.stream()
                    .map(Revision::name)
                    .filter(name -> after == null || name.compareTo(after) > 0)
                    .filter(name -> names.isEmpty() || name.compareTo(names.getLast()) > 0)
                    .filter(filter)
                    .limit(limit - names.size())
                    .forEach(names::add);
            return names.size() < limit;
        });
        return names;
    }

    @Override
    public Kind kind() {
        return Kind.STORED;
    }

    @Override
    public String where() {
        return "the store of this installation";
    }

    @Override
    public State state() {
        return new State(Optional.of(clock.instant()), 0, Optional.empty());
    }

    private Map<AccountName, Definition> decrypted(Collection<Revision> revisions) {
        var definitions = new LinkedHashMap<AccountName, Definition>();
        revisions.forEach(revision -> revision.definition()
                .ifPresent(encrypted -> definitions.put(revision.name(), encryption.decrypt(encrypted))));
        return definitions;
    }
}
