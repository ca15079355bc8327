package io.dynamicaccounts.functions.zone;

import io.dynamicaccounts.functions.account.Account;
import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.account.ZoneId;
import io.dynamicaccounts.functions.lifecycle.Event;
import io.dynamicaccounts.functions.store.Declarations.Declaration;
import io.dynamicaccounts.functions.store.Zone;
import io.dynamicaccounts.functions.writing.Transitions.Intent;
import io.dynamicaccounts.functions.writing.Writing;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Removes static accounts that no live agent of their zone declares any more: only while an agent lives, and only once each has
 * sent its list since it registered. An agent that is merely silent withdraws nothing.
 */
public final class Withdrawal {

    private final Writing writing;

    public Withdrawal(Writing writing) {
        this.writing = writing;
    }

    /** Withdraws what can be now; what cannot be stays noted, and may be asked for again. */
    public void reconcile(ZoneId id, String actor, Instant now) {
        Zone zone = writing.store().zones().find(id);
        List<Declaration> declarations = writing.store().declarations().of(id);
        if (!zone.lives() || declarations.isEmpty()) {
            return;
        }
        Map<Long, Declaration> byRegistration = new HashMap<>();
        declarations.forEach(declaration -> byRegistration.put(declaration.registration(), declaration));
        if (!byRegistration.keySet().containsAll(zone.registrations())) {
            return;
        }
        Set<AccountName> named = new TreeSet<>();
        zone.registrations()
                .forEach(registration -> Optional.ofNullable(byRegistration.get(registration))
                        .ifPresent(declaration -> named.addAll(declaration.names())));
        Set<AccountName> unnamed = new TreeSet<>();
        declarations.forEach(declaration -> {
            unnamed.addAll(declaration.names());
            unnamed.addAll(declaration.former());
        });
        unnamed.removeAll(named);
        withdraw(id, unnamed, actor, now);
        settle(zone, declarations);
    }

    private void withdraw(ZoneId zone, Set<AccountName> names, String actor, Instant now) {
        List<Account> removed = writing.store().accounts().find(names).values().stream()
                .filter(account -> account.exists() && !account.dynamic())
                .filter(account -> account.zone().filter(zone::equals).isPresent())
                .flatMap(account -> withdraw(account, actor, now).stream())
                .toList();
        writing.publish(removed, now);
    }

    private Optional<Account> withdraw(Account account, String actor, Instant now) {
        var facts = writing.facts(actor, now)
                .version(account.version())
                .message("no live agent declares it any more")
                .build();
        return writing.transitions()
                .from(account, Event.WITHDRAW, Intent.fixed(facts))
                .moved();
    }

    /** Only after the accounts: who dies in between leaves them noted. */
    private void settle(Zone zone, List<Declaration> declarations) {
        for (Declaration declaration : declarations) {
            if (!zone.registrations().contains(declaration.registration())) {
                writing.store().declarations().delete(declaration);
            } else if (!declaration.former().isEmpty()) {
                writing.store()
                        .declarations()
                        .put(new Declaration(
                                zone.id(),
                                declaration.agent(),
                                declaration.registration(),
                                declaration.names(),
                                Set.of()));
            }
        }
    }
}
