package io.dynamicaccounts.functions.installation;

import io.dynamicaccounts.functions.account.Account;
import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.account.ZoneId;
import io.dynamicaccounts.functions.definition.EncryptedDefinition;
import io.dynamicaccounts.functions.store.Declarations.Declaration;
import io.dynamicaccounts.functions.store.History.PastTransition;
import io.dynamicaccounts.functions.store.Observations;

/**
 * One thing that a backup keeps: the truth, of which everything else follows. Sessions, heartbeats, rosters and assignments are of
 * the moment and are not kept; an account's name is where its account is.
 */
public sealed interface BackupRecord {

    /** That a zone exists: an agent of it may hold numbers of it. */
    record ZoneRecord(ZoneId zone) implements BackupRecord {}

    /** What an agent's own configuration declared. */
    record DeclarationRecord(Declaration declaration) implements BackupRecord {}

    /** An account, or the tombstone of one. */
    record AccountRecord(Account account) implements BackupRecord {}

    /** The definition that an account points to, its secrets sealed as they are stored. */
    record DefinitionRecord(EncryptedDefinition definition) implements BackupRecord {}

    /** What agents found out about an account's cluster. */
    record ObservationRecord(AccountName account, Observations.Observation observed) implements BackupRecord {}

    /** A past transition of an account. */
    record TransitionRecord(PastTransition transition) implements BackupRecord {}
}
