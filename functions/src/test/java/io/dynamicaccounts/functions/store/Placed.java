package io.dynamicaccounts.functions.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.dynamicaccounts.functions.account.Account;
import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.account.AccountState;
import io.dynamicaccounts.functions.account.DefinitionId;
import io.dynamicaccounts.functions.account.Source;
import io.dynamicaccounts.functions.account.ZoneId;
import io.dynamicaccounts.functions.lifecycle.AnyFacts;
import io.dynamicaccounts.functions.lifecycle.Effect;
import io.dynamicaccounts.functions.lifecycle.Event;
import io.dynamicaccounts.functions.lifecycle.Facts;
import io.dynamicaccounts.functions.lifecycle.Lifecycle;
import io.dynamicaccounts.functions.lifecycle.Rule;
import io.dynamicaccounts.functions.lifecycle.Timing;
import io.dynamicaccounts.functions.lifecycle.Transition;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Puts accounts into the state that a test needs, by a row that is in no table. */
final class Placed {

    private Placed() {}

    /** Stores an INACTIVE account of an operator's, which is not due. */
    static Account inactive(Store store, AccountName name, ZoneId zone) {
        return at(
                store,
                name,
                AccountState.INACTIVE,
                facts(StoreContract.NOON).zone(zone).build(),
                Effect.SET_ZONE);
    }

    static Account at(Store store, AccountName name, AccountState state, Facts facts, Effect... effects) {
        WriteResult<Account> attempt =
                store.accounts().transition(name, to(state, effects).bind(facts, token()));
        assertThat(attempt).isInstanceOf(WriteResult.Written.class);
        return attempt.written().orElseThrow();
    }

    /** Returns a row from any state to the given one, which also begins a new account and a new generation. */
    static Rule to(AccountState state, Effect... effects) {
        var all = EnumSet.of(Effect.SET_ORIGIN, Effect.NEXT_GENERATION);
        all.addAll(List.of(effects));
        return new Rule(
                Event.PROVISION,
                "a test",
                EnumSet.allOf(AccountState.class),
                List.of(),
                Optional.of(state),
                List.copyOf(all));
    }

    /** Returns a row of the test's own that applies in every state and does not change it. */
    static Rule staying(Effect... effects) {
        return new Rule(
                Event.PROVISION,
                "a test",
                EnumSet.allOf(AccountState.class),
                List.of(),
                Optional.empty(),
                List.of(effects));
    }

    static AnyFacts facts(Instant now) {
        return AnyFacts.by("tester", now, Timing.DEFAULT)
                .source(Source.PROVISIONED)
                .nameToken("name-token")
                .definition(new DefinitionId("definition-1"));
    }

    /** Returns one attempt at the first row of an event, under a new token. */
    static Transition first(Event event, Facts facts) {
        return Lifecycle.rules(event).getFirst().bind(facts, token());
    }

    static String token() {
        return UUID.randomUUID().toString();
    }
}
