package io.dynamicaccounts.local.doctor;

import io.dynamicaccounts.functions.account.Account;
import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.definition.EncryptedDefinition;
import io.dynamicaccounts.functions.store.AccountNames;
import io.dynamicaccounts.functions.store.Definitions;
import io.dynamicaccounts.functions.store.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads every account of a store with its definition, in pages along the list of names, which scans no table on
 * DynamoDB.
 */
final class AccountReader {

    private static final int PAGE = 100;

    private final Store store;

    AccountReader(Store store) {
        this.store = store;
    }

    /** Passes on each account with its definition, which is empty where none is stored. */
    void each(BiConsumer<Account, Optional<EncryptedDefinition>> seen) {
        AccountName after = null;
        for (List<AccountName> names = names(after); !names.isEmpty(); names = names(after)) {
            after = names.getLast();
            List<Account> left = accounts(names);
            Map<Definitions.Key, EncryptedDefinition> definitions = definitions(left);
            var missing = new ArrayList<AccountName>();
            for (Account account : left) {
                Optional<EncryptedDefinition> found =
                        key(account).map(definitions::get).filter(Objects::nonNull);
                if (found.isPresent()) {
                    seen.accept(account, found);
                } else {
                    missing.add(account.name());
                }
            }
            // An account whose definition was replaced between the two reads refers to another definition by now.
            List<Account> again = missing.isEmpty() ? List.of() : accounts(missing);
            Map<Definitions.Key, EncryptedDefinition> theirs = definitions(again);
            again.forEach(account ->
                    seen.accept(account, key(account).map(theirs::get).filter(Objects::nonNull)));
        }
    }

    private List<AccountName> names(@Nullable AccountName after) {
        return store.names().after(after, PAGE).stream()
                .map(AccountNames.Entry::name)
                .toList();
    }

    private List<Account> accounts(List<AccountName> names) {
        return store.accounts().find(names).values().stream()
                .filter(Account::exists)
                .toList();
    }

    private Map<Definitions.Key, EncryptedDefinition> definitions(List<Account> accounts) {
        return store.definitions()
                .find(accounts.stream()
                        .flatMap(account -> key(account).stream())
                        .toList());
    }

    private static Optional<Definitions.Key> key(Account account) {
        return account.definition().map(id -> new Definitions.Key(account.name(), id));
    }
}
