package io.dynamicaccounts.functions.operator;

import io.dynamicaccounts.functions.SharedComponents;
import io.dynamicaccounts.functions.account.Account;
import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.operator.AccountViews.Detail;
import io.dynamicaccounts.functions.store.Store;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Returns one account with its definition masked. The answer reflects every earlier write. */
public final class GetAccount implements Function<GetAccount.Request, GetAccount.Result> {

    private final Store store;
    private final AccountViews views;

    /** Builds the function over the shared components. */
    public GetAccount(SharedComponents shared) {
        this.store = shared.store();
        this.views = new AccountViews(shared);
    }

    /** Asks for one account. */
    public record Request(AccountName name) {}

    /** The account; empty when there is no such account. */
    public record Result(Optional<AccountView> account) {}

    @Override
    public Result apply(Request request) {
        return new Result(store.accounts()
                .find(request.name())
                .filter(Account::exists)
                .map(account ->
                        views.of(List.of(account), Detail.WITH_DEFINITION).getFirst()));
    }
}
