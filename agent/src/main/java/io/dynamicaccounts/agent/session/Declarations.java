package io.dynamicaccounts.agent.session;

import io.dynamicaccounts.agent.protocol.PollAnswer;
import io.dynamicaccounts.agent.protocol.StaticAccount;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The accounts that the agent's own configuration declares, and when to declare them: in the first poll, in polls
 * after a change, and in polls after a request for them, until a poll with them is answered. An empty list is sent
 * too: without a declaration the control plane would wait for this agent before it withdraws accounts that no agent
 * declares any more. An agent that has ever declared an account repeats its declaration every few minutes, because an
 * earlier poll that arrived late may have declared something else, or the reason of a conflict may be gone.
 */
final class Declarations {

    private static final Logger LOG = LoggerFactory.getLogger(Declarations.class);

    private static final Duration DECLARED_AGAIN = Duration.ofMinutes(5);

    private List<StaticAccount> accounts;
    private Optional<List<StaticAccount>> sent = Optional.empty();
    private Set<String> accepted = Set.of();
    private boolean due = true;
    private boolean everDeclaredSome;
    private Instant declared = Instant.MIN;

    Declarations(List<StaticAccount> accounts) {
        this.accounts = List.copyOf(accounts);
    }

    /** Replaces the accounts, and returns whether that is a change. */
    boolean change(List<StaticAccount> replacement) {
        if (accounts.equals(replacement)) {
            return false;
        }
        accounts = List.copyOf(replacement);
        due = true;
        return true;
    }

    /** Returns what a poll that is sent now declares; empty where the poll says nothing about it. */
    Optional<List<StaticAccount>> send(Instant now) {
        boolean declares = due || (everDeclaredSome && !now.isBefore(declared.plus(DECLARED_AGAIN)));
        // This poll answers every earlier request for a declaration; later requests count for the next poll.
        due = false;
        sent = declares ? Optional.of(accounts) : Optional.empty();
        if (declares) {
            declared = now;
            everDeclaredSome |= !accounts.isEmpty();
        }
        return sent;
    }

    /** Takes the answer to the newest poll. */
    void answered(PollAnswer answer) {
        due |= answer.resendStaticAccounts();
        List<Object> conflicts = Objects.requireNonNullElse(answer.conflicts(), List.of());
        if (!conflicts.isEmpty()) {
            LOG.warn("Accounts that this agent declares were not accepted: {}", conflicts);
        }
        sent.ifPresent(list -> accepted = accepted(list, conflicts));
    }

    /** Declares again what the newest poll declared, because the poll got no answer. */
    void unanswered() {
        due |= sent.isPresent();
    }

    /** Returns the names that the newest answered declaration had, without those that were conflicts. */
    Set<String> accepted() {
        return accepted;
    }

    private static Set<String> accepted(List<StaticAccount> list, List<Object> conflicts) {
        Set<String> refused = conflicts.stream()
                .map(conflict -> conflict instanceof Map<?, ?> members ? String.valueOf(members.get("name")) : "")
                .collect(Collectors.toSet());
        return list.stream()
                .map(StaticAccount::name)
                .filter(name -> !refused.contains(name))
                .collect(Collectors.toUnmodifiableSet());
    }
}
