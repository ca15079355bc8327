package io.dynamicaccounts.local.chaos;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** What the last acknowledged wishes say of each account. */
final class Wishes {

    private final Map<String, Wished> last = new ConcurrentHashMap<>();

    /** Where an account is to end up. */
    enum Rest {
        ABSENT,
        INACTIVE,
        ACTIVE
    }

    /**
     * What was last acknowledged of an account.
     *
     * @param edition which definition it is to have
     */
    record Wished(Rest rest, int edition) {}

    Wished of(String account) {
        return last.getOrDefault(account, new Wished(Rest.ABSENT, 0));
    }

    void acknowledged(String account, Rest rest, int edition) {
        last.put(account, new Wished(rest, edition));
    }

    Map<String, Wished> all() {
        return new TreeMap<>(last);
    }
}
