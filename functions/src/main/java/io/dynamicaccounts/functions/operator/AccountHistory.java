package io.dynamicaccounts.functions.operator;

import io.dynamicaccounts.functions.SharedComponents;
import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.store.History;
import io.dynamicaccounts.functions.store.History.PastTransition;
import io.dynamicaccounts.functions.store.Store;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Function;

/** Returns the transitions of an account, the newest first, also of a removed account. */
public final class AccountHistory implements Function<AccountHistory.Request, AccountHistory.Result> {

    /** The most transitions in one answer. */
    public static final int MOST = 500;

    private final Store store;

    /** Builds the function over the shared components. */
    public AccountHistory(SharedComponents shared) {
        this.store = shared.store();
    }

    /** Asks for the history of one account. */
    public record Request(AccountName name) {}

    /** The transitions; empty when no account ever had the name. */
    public record Result(List<PastTransition> transitions) {}

    /**
     * Returns the stored history together with the last transition of the account, which a crash may have kept out
     * of the history.
     */
    @Override
    public Result apply(Request request) {
        var transitions = new TreeMap<Long, PastTransition>(Comparator.reverseOrder());
        store.history()
                .of(request.name(), MOST)
                .forEach(transition -> transitions.put(transition.version(), transition));
        store.accounts()
                .find(request.name())
                .map(History.PastTransition::lastOf)
                .ifPresent(last -> transitions.put(last.version(), last));
        return new Result(transitions.values().stream().limit(MOST).toList());
    }
}
