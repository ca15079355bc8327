package io.dynamicaccounts.functions.lifecycle;

import io.dynamicaccounts.functions.account.Account;
import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.account.AccountState;
import io.dynamicaccounts.functions.account.Attribute;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The row of the lifecycle table with the facts of one attempt filled in, which a store writes in one conditional
 * write. Only {@link Rule#bind} creates transitions, so no other code can decide a state.
 *
 * <p>A store applies a transition when the account has one of the states {@link #from()} and every one of
 * {@link #conditions()} holds; where the store has no such account at all, when {@link #creates()}. Attributes that
 * {@link #changes()} does not name stay.
 */
public final class Transition {

    private static final Account NEVER_STORED = Account.of(blank(new AccountName("never-stored")));

    private final Event event;
    private final Set<AccountState> from;
    private final List<Condition> conditions;
    private final List<Change> changes;
    private final String writer;

    Transition(Event event, Set<AccountState> from, List<Condition> conditions, List<Change> changes, String writer) {
        this.event = event;
        this.from = Set.copyOf(from);
        this.conditions = List.copyOf(conditions);
        this.changes = List.copyOf(changes);
        this.writer = writer;
    }

    public Event event() {
        return event;
    }

    public Set<AccountState> from() {
        return from;
    }

    public List<Condition> conditions() {
        return conditions;
    }

    /**
     * Returns everything that is written, including the new state, the version and the note of this transition, with
     * at most one change of each attribute.
     */
    public List<Change> changes() {
        return changes;
    }

    /** Returns the token of this attempt alone, which the write leaves in the account. */
    public String writer() {
        return writer;
    }

    /** Returns whether an account that was never stored may begin with this transition. */
    public boolean creates() {
        return permits(NEVER_STORED);
    }

    /**
     * Returns whether this transition may be applied to this account. A store's condition must agree with the
     * result.
     */
    public boolean permits(Account account) {
        return from.contains(account.state()) && conditions.stream().allMatch(condition -> condition.holds(account));
    }

    /**
     * Returns the stored account with this transition applied, without checking whether the transition is permitted.
     * A store that has no language of its own for changes writes this account.
     */
    public Account apply(Account before) {
        return Account.of(changed(before.values()));
    }

    /**
     * Returns the account that a creating transition begins, as {@link #apply} of a tombstone at version and
     * generation zero.
     */
    public Account create(AccountName name) {
        return Account.of(changed(blank(name)));
    }

    private static Map<Attribute, Object> blank(AccountName name) {
        return Map.of(
                Attribute.NAME, name.value(), Attribute.STATE, AccountState.REMOVED.code(), Attribute.VERSION, 0L);
    }

    private Map<Attribute, Object> changed(Map<Attribute, Object> before) {
        var after = new EnumMap<Attribute, Object>(Attribute.class);
        after.putAll(before);
        for (Change change : changes) {
            Object value = valueOf(change, before);
            if (value == null) {
                after.remove(change.attribute());
            } else {
                after.put(change.attribute(), value);
            }
        }
        return after;
    }

    private static @Nullable Object valueOf(Change change, Map<Attribute, Object> before) {
        return switch (change) {
            case Change.Set set -> set.value();
            case Change.Clear _ -> null;
            case Change.Increment increment ->
                before.get(increment.attribute()) instanceof Long number ? number + 1 : 1L;
            case Change.Copy copy -> before.get(copy.of());
        };
    }

    @Override
    public String toString() {
        return event + " from " + from + " if " + conditions + " then " + changes;
    }
}
