package io.dynamicaccounts.agent.session;

import io.dynamicaccounts.agent.protocol.ClearDefinition;
import io.dynamicaccounts.agent.protocol.DefinitionsAnswer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Accounts that wait to be started, first without and then with their definition. At most as many definitions are here as starts
 * may be under way at once: they hold secrets.
 */
final class DefinitionQueue {

    private static final int LARGEST_BATCH = 1000;

    /** After so many answers without it, the account's start has failed: every retry has an end. */
    static final int MAX_TRIES = 5;

    /** What is to be started. */
    record Ready(String account, long generation, ClearDefinition definition) {}

    /**
     * What became of a batch.
     *
     * @param progress whether it brought anybody further
     * @param denied accounts that must not be started
     * @param failed accounts whose definition did not come
     */
    record Sorted(boolean progress, List<String> denied, List<String> failed) {}

    private record Need(long generation, int tries) {}

    private final int room;
    private final Map<String, Need> needed = new LinkedHashMap<>();
    private final Map<String, Ready> ready = new LinkedHashMap<>();
    private final Set<String> asked = new LinkedHashSet<>();
    private final BatchSize size = new BatchSize(LARGEST_BATCH);

    DefinitionQueue(int room) {
        this.room = room;
    }

    /** The account waits, once, in this generation. */
    void add(String account, long generation) {
        Ready held = ready.get(account);
        if (held != null && held.generation() == generation) {
            return;
        }
        ready.remove(account);
        Need need = needed.get(account);
        if (need == null || need.generation() != generation) {
            needed.put(account, new Need(generation, 0));
        }
    }

    void drop(String account) {
        needed.remove(account);
        ready.remove(account);
    }

    void clear() {
        needed.clear();
        ready.clear();
        asked.clear();
    }

    boolean holds(String account) {
        return needed.containsKey(account) || ready.containsKey(account);
    }

    int waiting() {
        return needed.size() + ready.size();
    }

    Optional<Ready> poll() {
        if (ready.isEmpty()) {
            return Optional.empty();
        }
        return Optional.ofNullable(ready.remove(ready.keySet().iterator().next()));
    }

    /** The accounts to ask for now; empty when there are none, or definitions enough for the next starts. */
    List<String> ask() {
        asked.clear();
        // Half a refill at least: a request per started account would cost more than all definitions together.
        if (ready.size() * 2 <= room) {
            needed.keySet().stream()
                    .limit(Math.min(size.now(), room - ready.size()))
                    .forEach(asked::add);
        }
        return List.copyOf(asked);
    }

    /** Whether {@link #ask} would find any. */
    boolean hungry() {
        return !needed.isEmpty() && ready.size() * 2 <= room;
    }

    Sorted answered(DefinitionsAnswer answer) {
        size.grow();
        boolean progress = false;
        for (DefinitionsAnswer.Entry entry : answer.definitions()) {
            Need need = needed.get(entry.account());
            // Another generation than the list names: one of the two is about to change, so ask again.
            if (need != null && need.generation() == entry.generation() && asked.remove(entry.account())) {
                needed.remove(entry.account());
                ready.put(entry.account(), new Ready(entry.account(), entry.generation(), entry.definition()));
                progress = true;
            }
        }
        List<String> denied = new ArrayList<>();
        for (String account : answer.denied()) {
            if (asked.remove(account) && needed.remove(account) != null) {
                denied.add(account);
                progress = true;
            }
        }
        answer.remaining().forEach(asked::remove);
        return new Sorted(progress, denied, triedInVain());
    }

    /** Nobody's fault: again, smaller. */
    void unanswered() {
        size.shrink();
        asked.clear();
    }

    /** Whether what was asked for last is a single account. */
    boolean isolated() {
        return asked.size() == 1;
    }

    /** The request was refused: of several accounts it may be any, so fewer the next time; of one it is that one. */
    List<String> refused() {
        size.shrink();
        if (isolated()) {
            return triedInVain();
        }
        asked.clear();
        return List.of();
    }

    /** What was asked for and did not come goes to the end of the queue, where it is in nobody's way. */
    private List<String> triedInVain() {
        List<String> failed = new ArrayList<>();
        for (String account : asked) {
            Need need = needed.remove(account);
            if (need != null && need.tries() + 1 >= MAX_TRIES) {
                failed.add(account);
            } else if (need != null) {
                needed.put(account, new Need(need.generation(), need.tries() + 1));
            }
        }
        asked.clear();
        return failed;
    }
}
