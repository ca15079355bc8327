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
     * @param names the accounts that it declares
     * @param former accounts that the agent declared before and that were not looked at since
     */
    record Declaration(ZoneId zone, AgentId agent, long registration, Set<AccountName> names, Set<AccountName> former) {

        public Declaration {
            names = Set.copyOf(names);
            former = Set.copyOf(former);
        }
    }

    /** Writes what an agent declares, whatever was there. */
    void put(Declaration declaration);

    Optional<Declaration> find(ZoneId zone, AgentId agent);

    /** Of every agent of a zone that ever declared, by agent. */
    List<Declaration> of(ZoneId zone);

    /** Deletes it if it is still of this registration. */
    void delete(Declaration declaration);
}
