package io.dynamicaccounts.functions.installation;

import io.dynamicaccounts.functions.account.Account;
import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.account.ZoneId;
import io.dynamicaccounts.functions.definition.SealedDefinition;
import io.dynamicaccounts.functions.store.Declarations.Declaration;
import io.dynamicaccounts.functions.store.History.PastTransition;
import io.dynamicaccounts.functions.store.Observations;

/**
 * One thing that a backup keeps: the truth, of which everything else follows. Sessions, heartbeats, rosters and assignments are of
 * the moment and are not kept; an account's name is where its account is.
 */
public sealed interface Kept {

    /** That a zone exists: an agent of it may hold numbers of it. */
    record OfZone(ZoneId zone) implements Kept {}

    /** What an agent's own configuration declared. */
    record OfDeclaration(Declaration declaration) implements Kept {}

    /** An account, or the tombstone of one. */
    record OfAccount(Account account) implements Kept {}

    /** The definition that an account points to, its secrets sealed as they are stored. */
    record OfDefinition(SealedDefinition definition) implements Kept {}

    /** What agents found out about an account's cluster. */
    record OfObserved(AccountName account, Observations.Observation observed) implements Kept {}

    /** A past transition of an account. */
    record OfPast(PastTransition transition) implements Kept {}
}
