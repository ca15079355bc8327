package io.dynamicaccounts.functions.operator;

import io.dynamicaccounts.functions.SharedComponents;
import io.dynamicaccounts.functions.account.Account;
import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.account.VisibleState;
import io.dynamicaccounts.functions.account.ZoneId;
import io.dynamicaccounts.functions.operator.AccountViews.Detail;
import io.dynamicaccounts.functions.store.AccountNames;
import io.dynamicaccounts.functions.transition.TombstoneCleanup;
import io.dynamicaccounts.functions.transition.WriteContext;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Lists accounts sorted by name, one page at a time. */
public final class ListAccounts implements Function<ListAccounts.Request, ListAccounts.Result> {

    /** A filtered list reports its total only while the fleet has fewer accounts than this. */
    private static final long FILTERED_TOTAL_BELOW = 20_000;

    private static final int CHUNK = 1_000;

    private final WriteContext context;
    private final AccountViews views;

    /** Builds the function over the shared components. */
    public ListAccounts(SharedComponents shared) {
        this.context = shared.context();
        this.views = new AccountViews(shared);
    }

    /**
     * Asks for a page.
     *
     * @param limit 1 to 1,000
     * @param expand whether the answer contains the masked definitions
     */
    public record Request(Start start, int limit, Filter filter, boolean expand) {}

    /** The position at which a page begins. */
    public sealed interface Start {
        /** Begins with the page of this number, counted from 1. */
        record Page(int page) implements Start {}

        /** Begins with the first name after this one. */
        record After(AccountName name) implements Start {}
    }

    /** The conditions on a listed account. An absent value is no condition. */
    public record Filter(Optional<VisibleState> state, Optional<ZoneId> zone, Optional<String> nameContains) {

        public static final Filter NONE = new Filter(Optional.empty(), Optional.empty(), Optional.empty());

        boolean passes(Account account) {
            return state.filter(wanted -> account.visibleState() != wanted).isEmpty()
                    && zone.filter(wanted -> !account.zone().equals(Optional.of(wanted)))
                            .isEmpty();
        }

        boolean passes(AccountName name) {
            return nameContains.filter(part -> !name.value().contains(part)).isEmpty();
        }
    }

    /**
     * One page of accounts.
     *
     * @param total the number of accounts that pass the filter; empty for a filter over a fleet of 20,000 or more
     * @param next the name after which the next page begins; empty at the end
     */
    public record Result(List<AccountView> items, OptionalLong total, Optional<AccountName> next) {}

    @Override
    public Result apply(Request request) {
        return request.filter().equals(Filter.NONE) ? unfiltered(request) : filtered(request);
    }

    private Result unfiltered(Request request) {
        int ask = request.limit() + 1;
        List<AccountNames.Entry> entries = switch (request.start()) {
            case Start.Page(int page) -> context.store().names().page((page - 1L) * request.limit(), ask);
            case Start.After(AccountName name) -> context.store().names().after(name, ask);
        };
        List<AccountNames.Entry> shown = entries.subList(0, Math.min(request.limit(), entries.size()));
        Optional<AccountName> next =
                entries.size() > shown.size() ? Optional.of(shown.getLast().name()) : Optional.empty();
        List<Account> accounts = accounts(shown);
        return new Result(
                views.of(accounts, detail(request)),
                OptionalLong.of(context.store().names().count()),
                next);
    }

    private Result filtered(Request request) {
        boolean counts = context.store().names().count() < FILTERED_TOTAL_BELOW;
        long skip = request.start() instanceof Start.Page(int page) ? (page - 1L) * request.limit() : 0;
        @Nullable AccountName after = request.start() instanceof Start.After(AccountName name) ? name : null;
        long passed = 0;
        var found = new ArrayList<Account>();
        boolean more = false;
        List<AccountNames.Entry> chunk = context.store().names().after(counts ? null : after, CHUNK);
        while (!chunk.isEmpty() && (counts || !more)) {
            for (Account account : accounts(passing(chunk, request.filter()))) {
                if (!request.filter().passes(account)) {
                    continue;
                }
                passed++;
                boolean before = after != null && account.name().compareTo(after) <= 0;
                if (before || passed <= skip) {
                    continue;
                }
                if (found.size() < request.limit()) {
                    found.add(account);
                } else {
                    more = true;
                }
            }
            chunk = chunk.size() < CHUNK
                    ? List.of()
                    : context.store().names().after(chunk.getLast().name(), CHUNK);
        }
        return new Result(
                views.of(found, detail(request)),
                counts ? OptionalLong.of(passed) : OptionalLong.empty(),
                more ? Optional.of(found.getLast().name()) : Optional.empty());
    }

    private static Detail detail(Request request) {
        return request.expand() ? Detail.WITH_DEFINITION : Detail.FACTS;
    }

    private static List<AccountNames.Entry> passing(List<AccountNames.Entry> entries, Filter filter) {
        return entries.stream().filter(entry -> filter.passes(entry.name())).toList();
    }

    /**
     * Returns the accounts of these names in their order. A name without an account is skipped, and deleted once it
     * is old.
     */
    private List<Account> accounts(List<AccountNames.Entry> entries) {
        Map<AccountName, Account> found = context.store()
                .accounts()
                .find(entries.stream().map(AccountNames.Entry::name).toList());
        var accounts = new ArrayList<Account>();
        Instant old = context.now().minus(TombstoneCleanup.UNREFERENCED_FOR);
        for (AccountNames.Entry entry : entries) {
            Account account = found.get(entry.name());
            if (account != null && account.exists()) {
                accounts.add(account);
            } else if (entry.written().isBefore(old)) {
                context.store().names().delete(entry.name(), entry.token());
            }
        }
        return accounts;
    }
}
