package io.dynamicaccounts.simulation;

import io.dynamicaccounts.functions.account.Account;
import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.account.ZoneId;
import io.dynamicaccounts.functions.store.Store;
import java.util.ArrayList;
import java.util.List;

/**
 * What the documents say waits for an operator, who now asks: stops that kept failing, and, without recovery, failed
 * starts.
 */
final class LeftToOperators {

    private final Script script;
    private final Store store;
    private final Living living;

    LeftToOperators(Script script, Store store, Living living) {
        this.script = script;
        this.store = store;
        this.living = living;
    }

    List<Deed.Ask> asks(List<String> names) {
        var asks = new ArrayList<Deed.Ask>();
        for (String name : names) {
            store.accounts().find(new AccountName(name)).ifPresent(found -> {
                switch (found.state()) {
                    case FAILED_STOPPING -> {
                        if (found.due().isEmpty()) {
                            asks.add(ask(found.markedForDeletion() ? Deed.Wish.DELETE : Deed.Wish.DEACTIVATE, name));
                        }
                    }
                    case FAILED_STARTING -> {
                        if (found.due().isEmpty() && script.recovery().isZero()) {
                            asks.add(ask(Deed.Wish.ACTIVATE, name));
                        }
                    }
                    case ACTIVE -> {
                        if (script.recovery().isZero() && onlySomeWatch(found)) {
                            asks.add(ask(Deed.Wish.REASSIGN, name));
                        }
                    }
                    default -> {}
                }
            });
        }
        return asks;
    }

    /** An agent that failed as often as starts are tried, beside others. */
    private boolean onlySomeWatch(Account account) {
        String name = account.name().value();
        List<AgentProcess> able =
                living.reaching(account.zone().map(ZoneId::value).orElse("-"), name);
        long watching = able.stream()
                .filter(process -> process.watched().stream()
                        .anyMatch(watch -> watch.target().account().equals(name)))
                .count();
        return watching > 0 && watching < able.size();
    }

    private static Deed.Ask ask(Deed.Wish wish, String name) {
        return new Deed.Ask(wish, name, "", false);
    }
}
