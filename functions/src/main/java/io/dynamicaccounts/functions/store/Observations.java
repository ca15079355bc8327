package io.dynamicaccounts.functions.store;

import io.dynamicaccounts.functions.account.AccountName;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What agents found out about clusters: the last word counts. */
public interface Observations {

    /** The most namespaces that are kept of an account; beyond it the rest is left out. */
    int MAX_NAMESPACES = 2_000;

    /** What an agent found out about one account's cluster. Absent is what no agent has said. */
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

    /** Those that exist of these names. */
    Map<AccountName, Observation> find(Collection<AccountName> accounts);

    void delete(AccountName account);
}
