package io.dynamicaccounts.functions.store;

import io.dynamicaccounts.functions.account.AccountName;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The observations of agents about clusters. The last write counts. */
public interface Observations {

    /** The greatest number of namespaces that are kept of an account; further namespaces are left out. */
    int MAX_NAMESPACES = 2_000;

    /** The observations of an agent about one account's cluster. Values that no agent has reported are absent. */
    record Observation(
            Optional<String> kubeHost,
            Optional<String> kubeVersion,
            Optional<String> certFingerprint,
            List<String> namespaces) {

        public static final Observation NONE =
                new Observation(Optional.empty(), Optional.empty(), Optional.empty(), List.of());

        public Observation {
            namespaces = namespaces.stream().limit(MAX_NAMESPACES).toList();
        }
    }

    void put(AccountName account, Observation observed);

    Optional<Observation> find(AccountName account);

    /** Returns the observations that exist of these accounts. */
    Map<AccountName, Observation> find(Collection<AccountName> accounts);

    void delete(AccountName account);
}
