package io.dynamicaccounts.simulation;

import io.dynamicaccounts.functions.Settings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A run before it is run: who there is, and everything that will be done or go wrong.
 *
 * @param seed of every choice that the script leaves open
 * @param settings of every instance at first
 * @param recovery the longest wait before a failed start is tried again, zero where that is left to operators; the
 *     same in all settings
 * @param zones of each agent
 * @param accounts those that operators ask for
 * @param unreachable an account whose cluster nobody ever reaches
 * @param barred an account whose cluster one agent never reaches
 * @param deadZone a zone without agents when all is well again
 * @param gone an agent that is no more when all is well again, beside others
 * @param trouble how long things go wrong
 */
record Script(
        long seed,
        Settings settings,
        Duration recovery,
        Map<String, String> zones,
        List<String> accounts,
        Optional<String> unreachable,
        Optional<Pair> barred,
        Optional<String> deadZone,
        Optional<String> gone,
        Duration trouble,
        List<Deed> deeds) {

    /** The static account that agents of this zone may declare. */
    static String declaredIn(String zone) {
        return "declared-in-" + zone;
    }

    static Script of(long seed) {
        return new Author(seed).write();
    }

    /** The same without some of its deeds. */
    Script with(List<Deed> fewer) {
        return new Script(
                seed, settings, recovery, zones, accounts, unreachable, barred, deadZone, gone, trouble, fewer);
    }

    /** Whether this agent never reaches this account's cluster, even when nothing goes wrong. */
    boolean neverReaches(String agent, String account) {
        return unreachable.filter(account::equals).isPresent()
                || barred.filter(new Pair(agent, account)::equals).isPresent();
    }
}
