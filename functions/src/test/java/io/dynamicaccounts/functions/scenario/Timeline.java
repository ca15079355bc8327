package io.dynamicaccounts.functions.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.dynamicaccounts.functions.account.Account;
import io.dynamicaccounts.functions.account.AccountState;
import io.dynamicaccounts.functions.account.Attribute;
import io.dynamicaccounts.functions.definition.EncryptedDefinition;
import io.dynamicaccounts.functions.lifecycle.Event;
import io.dynamicaccounts.functions.lifecycle.Lifecycle;
import io.dynamicaccounts.functions.scenario.InterceptedStore.Call;
import io.dynamicaccounts.functions.store.Accounts;
import io.dynamicaccounts.functions.store.Definitions;
import io.dynamicaccounts.functions.store.Store;
import io.dynamicaccounts.functions.store.WriteResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Every transition of one account, in order, and whose call made it; each is held to the lifecycle table as it
 * happens.
 */
final class Timeline {

    /** One transition that was written. */
    record Write(String by, Account after) {

        Event event() {
            return Event.valueOf(after.text(Attribute.EVENT).orElseThrow());
        }

        String actor() {
            return after.text(Attribute.ACTOR).orElseThrow();
        }
    }

    private final List<Write> writes = new ArrayList<>();
    private final List<Definitions.Key> definitions = new ArrayList<>();
    private final Consumer<Write> witness;
    private String caller = "";

    /** The witness is shown each transition once it was written. */
    Timeline(Consumer<Write> witness) {
        this.witness = witness;
    }

    Store around(Store store) {
        return InterceptedStore.around(store, this::intercept);
    }

    /** Whose call it is that goes on. */
    void goesOn(String next) {
        caller = next;
    }

    String caller() {
        return caller;
    }

    int length() {
        return writes.size();
    }

    List<Write> since(int length) {
        return writes.subList(length, writes.size());
    }

    /** Where the account stood after this many transitions. */
    AccountState standingAt(int length) {
        return length == 0
                ? AccountState.REMOVED
                : writes.get(length - 1).after().state();
    }

    /** Every definition that was ever written. */
    List<Definitions.Key> definitions() {
        return definitions;
    }

    private @Nullable Object intercept(Call call) throws Throwable {
        Object answer = call.proceed();
        if (answer instanceof WriteResult.Written(Account after) && call.is(Accounts.class, "transition")) {
            note(after);
        } else if (call.is(Definitions.class, "put")) {
            var written = (EncryptedDefinition) Objects.requireNonNull(call.arguments())[0];
            definitions.add(new Definitions.Key(written.account(), written.id()));
        }
        return answer;
    }

    private void note(Account after) {
        Optional<Account> before = writes.isEmpty()
                ? Optional.empty()
                : Optional.of(writes.getLast().after());
        if (before.filter(last -> last.writer().equals(after.writer())).isPresent()) {
            return;
        }
        var write = new Write(caller, after);
        writes.add(write);
        AccountState from = before.map(Account::state).orElse(AccountState.REMOVED);
        assertThat(Lifecycle.rules(write.event()))
                .as("rows of the table for %s from %s to %s", write.event(), from, after.state())
                .anyMatch(rule -> rule.from().contains(from) && rule.to().orElse(from) == after.state());
        assertThat(after.text(Attribute.PREVIOUS_STATE))
                .as("where it came from")
                .contains(from.name());
        long version = before.map(Account::version).orElse(0L);
        if (write.event() == Event.ADOPT) {
            assertThat(after.version()).as("version").isGreaterThan(version + 1);
        } else {
            assertThat(after.version()).as("version").isEqualTo(version + 1);
        }
        assertThat(after.generation())
                .as("generation")
                .isGreaterThanOrEqualTo(before.map(Account::generation).orElse(0L));
        witness.accept(write);
    }

    @Override
    public String toString() {
        var text = new StringBuilder();
        for (Write write : writes) {
            text.append("%n  v%d g%d %s by %s (%s) to %s"
                    .formatted(
                            write.after().version(),
                            write.after().generation(),
                            write.event().label(),
                            write.actor(),
                            write.by(),
                            write.after().state()));
        }
        return text.toString();
    }
}
