package io.dynamicaccounts.functions.store;

import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.account.AgentId;
import io.dynamicaccounts.functions.account.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Which accounts each agent's own configuration declares. Every read sees every earlier write. */
public interface Declarations {

    /**
     * What one registration of an agent sent.
     *
     * @param registration {@link #NONE} where the agent is to send its list once more
     * @param names the accounts that it declares
     * @param former accounts that the agent declared before and that were not looked at since
     */
    record Declaration(ZoneId zone, AgentId agent, long registration, Set<AccountName> names, Set<AccountName> former) {

        /** No registration has this number. */
        public static final long NONE = 0;

        public Declaration {
            names = Set.copyOf(names);
            former = Set.copyOf(former);
        }

        /** The same, without the accounts declared before. */
        public Declaration withoutFormer() {
            return new Declaration(zone, agent, registration, names, Set.of());
        }

        /** The same, of no registration: whoever sent it is asked for its list once more. */
        public Declaration outdated() {
            return new Declaration(zone, agent, NONE, names, former);
        }
    }

    /** Writes what an agent declares, whatever was there. */
    void put(Declaration declaration);

    Optional<Declaration> find(ZoneId zone, AgentId agent);

    /** Of every agent of a zone that ever declared, by agent. */
    List<Declaration> of(ZoneId zone);

    /** Forgets the former accounts of this declaration if nothing of it has changed. */
    void forgetFormer(Declaration declaration);

    /** Deletes it if it is still of this registration. */
    void delete(Declaration declaration);
}
