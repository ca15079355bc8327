package io.dynamicaccounts.functions.store;

import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.account.AgentId;
import io.dynamicaccounts.functions.account.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Which accounts each agent's own configuration declares. Every read sees every earlier write. */
public interface Declarations {

    /**
     * What one registration of an agent sent.
     *
     * @param registration {@link #NONE} where the agent is to send its list once more
     * @param names the accounts that it declares
     * @param dropped accounts that the agent declared before and that were not looked at since
     * @param refused those of its names that were not taken from it, because its token may not declare them or a declaration held a
     *     secret: they are not withdrawn while they are named, but an operator may delete them
     */
    record Declaration(
            ZoneId zone,
            AgentId agent,
            long registration,
            Set<AccountName> names,
            Set<AccountName> dropped,
            Set<AccountName> refused) {

        /** No registration has this number. */
        public static final long NONE = 0;

        public Declaration {
            names = Set.copyOf(names);
            dropped = Set.copyOf(dropped);
            refused = Set.copyOf(refused);
            if (!names.containsAll(refused)) {
                throw new IllegalArgumentException("what was refused must be among the names");
            }
        }

        /** One of which nothing was refused. */
        public Declaration(
                ZoneId zone, AgentId agent, long registration, Set<AccountName> names, Set<AccountName> former) {
            this(zone, agent, registration, names, former, Set.of());
        }

        /** Whether it names the account, and was not refused it. */
        public boolean permits(AccountName account) {
            return names.contains(account) && !refused.contains(account);
        }

        /** The same, without the accounts declared before. */
        public Declaration withoutDropped() {
            return new Declaration(zone, agent, registration, names, Set.of(), refused);
        }

        /** The same, with one more account that was declared before, or several. */
        public Declaration withDropped(Set<AccountName> more) {
            var all = new TreeSet<>(dropped);
            all.addAll(more);
            return new Declaration(zone, agent, registration, names, all, refused);
        }

        /** The same, of no registration: whoever sent it is asked for its list once more. */
        public Declaration awaitingResend() {
            return new Declaration(zone, agent, NONE, names, dropped, refused);
        }
    }

    /**
     * Writes what an agent declares if what is there is still what was read.
     *
     * @param before what was read; empty where there was nothing
     * @param after of the same zone and agent
     * @return whether it was written; false as well where the answer to an earlier try of the same write was lost, so whoever is
     *     refused reads again
     */
    boolean replace(Optional<Declaration> before, Declaration after);

    Optional<Declaration> find(ZoneId zone, AgentId agent);

    /** Of every agent of a zone that ever declared, by agent. */
    List<Declaration> inZone(ZoneId zone);

    /** Deletes it if it is still of this registration. */
    void delete(Declaration declaration);
}
