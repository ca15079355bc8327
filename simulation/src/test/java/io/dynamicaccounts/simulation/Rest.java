package io.dynamicaccounts.simulation;

import io.dynamicaccounts.functions.Settings;
import io.dynamicaccounts.functions.account.Account;
import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.account.AccountState;
import io.dynamicaccounts.functions.store.Store;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** That at rest no account is begun with anew, but for those that are tried again for ever, and these seldom. */
final class Rest {

    /** An agent declares its accounts again as often. */
    private static final Duration DECLARED_AGAIN = Duration.ofMinutes(5);

    /** So often more while the waits between two tries still grow. */
    private static final long GROWING = 10;

    private final Script script;
    private final Store store;
    private final Settings settings;
    private final Map<String, Long> generations = new HashMap<>();

    Rest(Script script, Store store, Settings settings) {
        this.script = script;
        this.store = store;
        this.settings = settings;
    }

    /** Rest begins now, if this is it. */
    void begin(List<String> names) {
        generations.clear();
        names.forEach(name -> generations.put(name, generation(name)));
    }

    /** Which accounts were begun with too often since. */
    List<String> complaints(Duration since) {
        return generations.entrySet().stream()
                .filter(entry -> generation(entry.getKey()) > entry.getValue() + mayRise(entry.getKey(), since))
                .map(entry -> "generations rise at rest: from " + entry.getValue() + " to " + generation(entry.getKey())
                        + " of " + entry.getKey() + " within " + since.toSeconds() + " s")
                .toList();
    }

    private long generation(String name) {
        return store.accounts()
                .find(new AccountName(name))
                .map(Account::generation)
                .orElse(0L);
    }

    private long mayRise(String name, Duration since) {
        boolean rests = store.accounts()
                .find(new AccountName(name))
                .map(Account::state)
                .filter(state -> state != AccountState.ACTIVE && state != AccountState.INACTIVE)
                .isEmpty();
        if (rests) {
            return 0;
        }
        long retries = settings.timing().maxRetries();
        boolean declared =
                script.zones().values().stream().map(Script::declaredIn).anyMatch(name::equals);
        long redeclared = declared ? script.zones().size() * (retries + 2) * (since.dividedBy(DECLARED_AGAIN) + 1) : 0;
        // Each try of an account that looks for a zone begins with it in every zone.
        long zones = script.zones().values().stream().distinct().count();
        long recovered = script.recovery().isZero() ? 0 : 2 * zones * since.dividedBy(script.recovery());
        return retries + GROWING + recovered + redeclared;
    }
}
