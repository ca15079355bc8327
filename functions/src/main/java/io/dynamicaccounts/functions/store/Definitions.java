package io.dynamicaccounts.functions.store;

import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.account.DefinitionId;
import io.dynamicaccounts.functions.definition.EncryptedDefinition;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/**
 * The encrypted definitions. Definitions are immutable: an id is written once, before the account that points to it.
 */
public interface Definitions {

    /**
     * The key of one definition of one account.
     *
     * @param account the account
     * @param id the id of the definition
     */
    record Key(AccountName account, DefinitionId id) {}

    void put(EncryptedDefinition definition);

    Optional<EncryptedDefinition> find(Key key);

    /** Returns the definitions that exist of these keys. */
    Map<Key, EncryptedDefinition> find(Collection<Key> keys);

    void delete(Key key);

    /**
     * Deletes this account's definitions that were written before a time, except the one to keep, if one is given.
     */
    void deleteOthers(AccountName account, Optional<DefinitionId> keep, Instant writtenBefore);
}
