package io.dynamicaccounts.functions.operator;

import io.dynamicaccounts.functions.SharedComponents;
import io.dynamicaccounts.functions.account.Account;
import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.definition.CredentialSource;
import io.dynamicaccounts.functions.definition.SingleSource;
import io.dynamicaccounts.functions.store.Accounts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;

/** Lists the names that the credential sources have, in pages by name, with the source that each is migrated from. */
public final class ListSourceAccounts implements Function<ListSourceAccounts.Request, ListSourceAccounts.Result> {

    private final List<SingleSource> sources;
    private final Accounts accounts;

    /** Builds the function over the shared components. */
    public ListSourceAccounts(SharedComponents shared) {
        this.sources = shared.migrationSource().singles();
        this.accounts = shared.store().accounts();
    }

    /**
     * Asks for one page.
     *
     * @param after the name above which the page begins
     * @param limit how many names the page has at most
     * @param nameContains only names that contain this
     */
    public record Request(Optional<AccountName> after, int limit, Optional<String> nameContains) {}

    /**
     * One page.
     *
     * @param next the name above which the next page begins, if there is one
     * @param unreadable the sources whose names are missing, because they cannot be read now
     */
    public record Result(List<Item> items, Optional<AccountName> next, List<SourceName> unreadable) {}

    /** A source as operators tell it from others. */
    public record SourceName(SingleSource.Kind kind, String where) {

        private static SourceName of(SingleSource source) {
            return new SourceName(source.kind(), source.where());
        }
    }

    /**
     * One name.
     *
     * @param source the source that the account is migrated from
     * @param overridden later sources that have the name too
     * @param hasAccount whether there is an account of this name already
     */
    public record Item(AccountName name, SourceName source, List<SourceName> overridden, boolean hasAccount) {}

    @Override
    public Result apply(Request request) {
        Predicate<AccountName> filter = name -> request.nameContains()
                .filter(part -> !name.value().contains(part))
                .isEmpty();
        var sourcesByName = new TreeMap<AccountName, List<SourceName>>();
        var unreadable = new ArrayList<SourceName>();
        for (SingleSource source : sources) {
            try {
                // The first names of all sources together are among the first of each.
                source.namesAfter(request.after().orElse(null), request.limit() + 1, filter)
                        .forEach(name -> sourcesByName
                                .computeIfAbsent(name, it -> new ArrayList<>())
                                .add(SourceName.of(source)));
            } catch (CredentialSource.Unreadable e) {
                unreadable.add(SourceName.of(source));
            }
        }
        List<AccountName> page =
                sourcesByName.keySet().stream().limit(request.limit()).toList();
        Optional<AccountName> next =
                sourcesByName.size() > page.size() ? Optional.of(page.getLast()) : Optional.empty();
        return new Result(items(page, sourcesByName), next, unreadable);
    }

    private List<Item> items(List<AccountName> page, Map<AccountName, List<SourceName>> sourcesByName) {
        Map<AccountName, Account> present = accounts.find(page);
        return page.stream()
                .map(name -> {
                    List<SourceName> having = sourcesByName.getOrDefault(name, List.of());
                    boolean exists = Optional.ofNullable(present.get(name))
                            .filter(Account::exists)
                            .isPresent();
                    return new Item(name, having.getFirst(), having.subList(1, having.size()), exists);
                })
                .toList();
    }
}
