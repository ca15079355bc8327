package io.dynamicaccounts.functions.store;

import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.account.AgentId;
import io.dynamicaccounts.functions.account.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The accounts that each agent's own configuration declares. Every read sees every earlier write. */
public interface Declarations {

    /**
     * The list that one registration of an agent sent.
     *
     * @param registration the registration; {@link #NONE} where the agent must send its list once more
     * @param names the accounts that the agent declares
     * @param dropped accounts that the agent declared before and that were not examined for withdrawal since
     * @param refused those of the names that the control plane did not accept from the agent, because its token may
     *     not declare them or a declaration held a secret: they are not withdrawn while an agent names them, but an
     *     operator may delete them
     */
    record Declaration(
            ZoneId zone,
            AgentId agent,
            long registration,
            Set<AccountName> names,
            Set<AccountName> dropped,
            Set<AccountName> refused) {

        /** The number of no registration. */
        public static final long NONE = 0;

        public Declaration {
            names = Set.copyOf(names);
            dropped = Set.copyOf(dropped);
            refused = Set.copyOf(refused);
            if (!names.containsAll(refused)) {
                throw new IllegalArgumentException("what was refused must be among the names");
            }
        }

        /** Creates a declaration of which no name was refused. */
        public Declaration(
                ZoneId zone, AgentId agent, long registration, Set<AccountName> names, Set<AccountName> former) {
            this(zone, agent, registration, names, former, Set.of());
        }

        /** Returns whether the agent declares the account and was not refused it. */
        public boolean permits(AccountName account) {
            return names.contains(account) && !refused.contains(account);
        }

        /** Returns the same declaration without the accounts declared before. */
        public Declaration withoutDropped() {
            return new Declaration(zone, agent, registration, names, Set.of(), refused);
        }

        /** Returns the same declaration with more accounts that were declared before. */
        public Declaration withDropped(Set<AccountName> more) {
            var all = new TreeSet<>(dropped);
            all.addAll(more);
            return new Declaration(zone, agent, registration, names, all, refused);
        }

        /** Returns the same declaration of no registration, so that the agent is asked for its list once more. */
        public Declaration awaitingResend() {
            return new Declaration(zone, agent, NONE, names, dropped, refused);
        }
    }

    /**
     * Writes the declaration of an agent if the stored one is still the one that was read.
     *
     * @param before the declaration that was read; empty where none was stored
     * @param after the new declaration, of the same zone and agent
     * @return whether the declaration was written; false as well where the response to an earlier try of the same
     *     write was lost, so a caller that receives false reads again
     */
    boolean replace(Optional<Declaration> before, Declaration after);

    Optional<Declaration> find(ZoneId zone, AgentId agent);

    /** Returns the declarations of every agent of a zone that ever declared accounts, ordered by agent. */
    List<Declaration> inZone(ZoneId zone);

    /** Deletes the declaration if the stored one is still of this registration. */
    void delete(Declaration declaration);
}
