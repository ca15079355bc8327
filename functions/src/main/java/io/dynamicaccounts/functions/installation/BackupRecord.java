package io.dynamicaccounts.functions.installation;

import io.dynamicaccounts.functions.account.Account;
import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.account.ZoneId;
import io.dynamicaccounts.functions.definition.EncryptedDefinition;
import io.dynamicaccounts.functions.store.Credentials;
import io.dynamicaccounts.functions.store.Declarations.Declaration;
import io.dynamicaccounts.functions.store.History.PastTransition;
import io.dynamicaccounts.functions.store.MigrationMarks;
import io.dynamicaccounts.functions.store.Observations;

/**
 * The record of one item that a backup keeps. A backup keeps the data from which everything else is derived.
 * Sessions, heartbeats, rosters and assignments are momentary and are not kept; the name of an account is restored
 * with its account.
 */
public sealed interface BackupRecord {

    /** The existence of a zone, which is kept because an agent of the zone may hold numbers of it. */
    record ZoneRecord(ZoneId zone) implements BackupRecord {}

    /** The accounts that an agent's own configuration declared. */
    record DeclarationRecord(Declaration declaration) implements BackupRecord {}

    /** An account, or the tombstone of one. */
    record AccountRecord(Account account) implements BackupRecord {}

    /** The definition that an account points to, with its secrets encrypted as they are stored. */
    record DefinitionRecord(EncryptedDefinition definition) implements BackupRecord {}

    /** The observations of agents about an account's cluster. */
    record ObservationRecord(AccountName account, Observations.Observation observed) implements BackupRecord {}

    /** The present revision of a credential, or an earlier one, with its secrets encrypted as they are stored. */
    record CredentialRecord(Credentials.Revision revision) implements BackupRecord {}

    /** What the automatic migration remembers of a name. */
    record MigrationMarkRecord(MigrationMarks.Mark mark, AccountName name) implements BackupRecord {}

    /** A past transition of an account. */
    record TransitionRecord(PastTransition transition) implements BackupRecord {}
}
