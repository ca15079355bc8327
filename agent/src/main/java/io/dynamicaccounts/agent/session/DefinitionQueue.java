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
 * The accounts that wait to be started, first without and then with their definition. The queue holds at most as many
 * definitions as starts may be under way at once, because definitions hold secrets.
 */
final class DefinitionQueue {

    private static final int LARGEST_BATCH = 1000;

    /** After so many answers without its definition, the account's start has failed, so that retries end. */
    static final int MAX_TRIES = 5;

    /** An account with its definition, ready to be started. */
    record Ready(String account, long generation, ClearDefinition definition) {}

    /**
     * The result of a batch.
     *
     * @param progress whether any account got further
     * @param denied accounts that must not be started
     * @param failed accounts whose definition did not arrive
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

    /** Adds the account in this generation, unless the queue holds that already. */
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

    /**
     * Returns the accounts to ask for now; empty when there are none, or when there are enough definitions for the
     * next starts.
     */
    List<String> ask() {
        asked.clear();
        // At least half the room is filled: a request for each account would cost more than all definitions together.
        if (ready.size() * 2 <= room) {
            needed.keySet().stream()
                    .limit(Math.min(size.now(), room - ready.size()))
                    .forEach(asked::add);
        }
        return List.copyOf(asked);
    }

    /** Returns whether {@link #ask} would return any account. */
    boolean hungry() {
        return !needed.isEmpty() && ready.size() * 2 <= room;
    }

    Sorted answered(DefinitionsAnswer answer) {
        size.grow();
        boolean progress = false;
        for (DefinitionsAnswer.Entry entry : answer.definitions()) {
            Need need = needed.get(entry.account());
            // For another generation than the list names, the queue asks again: one of the two is about to change.
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

    /** Repeats the request later with fewer accounts, because it got no answer. */
    void unanswered() {
        size.shrink();
        asked.clear();
    }

    /** Returns whether the last request asked for a single account. */
    boolean isolated() {
        return asked.size() == 1;
    }

    /**
     * Handles a refusal: the cause may be any of several accounts, so that the next request asks for fewer, or the
     * only account.
     */
    List<String> refused() {
        size.shrink();
        if (isolated()) {
            return triedInVain();
        }
        asked.clear();
        return List.of();
    }

    /**
     * Moves the accounts whose definition did not arrive to the end of the queue, so that they do not delay others.
     */
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
