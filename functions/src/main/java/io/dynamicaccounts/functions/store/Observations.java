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
    record Observed(
            Optional<String> kubeHost,
            Optional<String> kubeVersion,
            Optional<String> certFingerprint,
            List<String> namespaces) {

        public static final Observed NOTHING =
                new Observed(Optional.empty(), Optional.empty(), Optional.empty(), List.of());

        public Observed {
            namespaces = namespaces.stream().limit(MAX_NAMESPACES).toList();
        }
    }

    void put(AccountName account, Observed observed);

    Optional<Observed> find(AccountName account);

    /** Those that exist of these names. */
    Map<AccountName, Observed> find(Collection<AccountName> accounts);

    void delete(AccountName account);
}
