package io.dynamicaccounts.functions.operator;

import io.dynamicaccounts.functions.SharedComponents;
import io.dynamicaccounts.functions.account.Account;
import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.account.Attribute;
import io.dynamicaccounts.functions.account.VisibleState;
import io.dynamicaccounts.functions.store.MigrationMarks.Mark;
import io.dynamicaccounts.functions.store.Store;
import io.dynamicaccounts.functions.transition.TransitionResult;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The names that the automatic migration has begun. A name is marked before its account is created, and until the
 * account is activated, so that a later scan goes on with what an earlier one could not end.
 */
final class BegunMigrations {

    private static final int MOST = 1_000;

    private final Store store;
    private final AccountCreation accountCreation;
    private final Activate activate;

    BegunMigrations(SharedComponents shared) {
        this.store = shared.store();
        this.accountCreation = new AccountCreation(shared);
        this.activate = new Activate(shared);
    }

    /** Creates accounts and activates them; returns the names of those that were activated. */
    List<AccountName> begin(List<AccountCreation.NewAccount> newAccounts) {
        List<AccountName> names =
                newAccounts.stream().map(AccountCreation.NewAccount::name).toList();
        store.migrationMarks().put(Mark.BEGUN, names);
        List<AccountName> created = moved(accountCreation.create(Scan.ACTOR, newAccounts));
        // Where somebody else was faster, the account is theirs.
        store.migrationMarks().remove(Mark.BEGUN, without(names, created));
        return activate(created);
    }

    /**
     * Goes on with what an earlier scan has begun.
     *
     * @param activated the accounts that were activated now
     * @param unwritten the names whose account was never created
     */
    record Continued(List<AccountName> activated, Set<AccountName> unwritten) {}

    /** Activates the accounts that an earlier scan has created, unless anybody did anything with them since. */
    Continued goOn() {
        List<AccountName> names = store.migrationMarks().after(Mark.BEGUN, null, MOST);
        Map<AccountName, Account> accounts = store.accounts().find(names);
        var waiting = new ArrayList<AccountName>();
        var ended = new ArrayList<AccountName>();
        var unwritten = new HashSet<AccountName>();
        for (AccountName name : names) {
            Optional<Account> account = Optional.ofNullable(accounts.get(name)).filter(Account::exists);
            if (account.isEmpty()) {
                unwritten.add(name);
            } else if (account.filter(BegunMigrations::waits).isPresent()) {
                waiting.add(name);
            } else {
                ended.add(name);
            }
        }
        store.migrationMarks().remove(Mark.BEGUN, ended);
        return new Continued(activate(waiting), unwritten);
    }

    /** Notes that these names cannot be migrated any more. */
    void giveUp(Set<AccountName> names) {
        store.migrationMarks().remove(Mark.BEGUN, names);
    }

    private static boolean waits(Account account) {
        return account.visibleState() == VisibleState.INACTIVE
                && account.text(Attribute.ACTOR).filter(Scan.ACTOR::equals).isPresent();
    }

    /** Where an activation is refused, as in a full zone, the mark stays, and the next scan tries again. */
    private List<AccountName> activate(List<AccountName> names) {
        if (names.isEmpty()) {
            return names;
        }
        List<AccountName> activated = moved(activate.apply(new Activate.Request(
                Scan.ACTOR,
                names.stream()
                        .map(name -> new Activate.Entry(name, Optional.empty(), Optional.empty()))
                        .toList())));
        store.migrationMarks().remove(Mark.BEGUN, activated);
        return activated;
    }

    private static List<AccountName> moved(BatchOutcome outcome) {
        return outcome.entries().stream()
                .filter(entry -> entry.result() instanceof TransitionResult.Moved)
                .map(BatchOutcome.Entry::name)
                .toList();
    }

    private static List<AccountName> without(List<AccountName> names, List<AccountName> others) {
        var left = new ArrayList<>(names);
        left.removeAll(new HashSet<>(others));
        return left;
    }
}
