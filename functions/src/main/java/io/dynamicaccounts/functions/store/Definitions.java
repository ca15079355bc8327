package io.dynamicaccounts.functions.store;

import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.account.DefinitionId;
import io.dynamicaccounts.functions.definition.EncryptedDefinition;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/** The sealed definitions. Immutable: an id is written once, before the account that points to it. */
public interface Definitions {

    /**
     * One definition of one account.
     *
     * @param account whose
     * @param id which
     */
    record Key(AccountName account, DefinitionId id) {}

    void put(EncryptedDefinition definition);

    Optional<EncryptedDefinition> find(Key key);

    /** Those that exist of these keys. */
    Map<Key, EncryptedDefinition> find(Collection<Key> keys);

    void delete(Key key);

    /** Deletes this account's definitions but one (all, where none is kept) that were written before an instant. */
    void deleteOthers(AccountName account, Optional<DefinitionId> keep, Instant writtenBefore);
}
