package io.dynamicaccounts.functions.account;

import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The account as one store item held it at one {@link #version()}, with the facts that every decision needs and the
 * last transition. Accounts are immutable.
 *
 * <p>Only a store and the lifecycle build accounts; all other code reads them.
 */
public final class Account {

    private final Map<Attribute, Object> values;

    private Account(Map<Attribute, Object> values) {
        this.values = values;
    }

    /**
     * Returns the account with these values. The map leaves out attributes that are absent.
     *
     * @throws IllegalArgumentException when a value is not of its attribute's kind, or the name, state or version is
     *     absent
     */
    public static Account of(Map<Attribute, Object> values) {
        var copy = new EnumMap<Attribute, Object>(Attribute.class);
        values.forEach((attribute, value) -> {
            if (!attribute.kind().type().isInstance(value)) {
                throw new IllegalArgumentException(attribute + " is not of kind " + attribute.kind());
            }
            copy.put(attribute, value instanceof List<?> list ? List.copyOf(list) : value);
        });
        for (Attribute needed : List.of(Attribute.NAME, Attribute.STATE, Attribute.VERSION)) {
            if (!copy.containsKey(needed)) {
                throw new IllegalArgumentException(needed + " is absent");
            }
        }
        return new Account(Collections.unmodifiableMap(copy));
    }

    /** Returns every attribute that has a value. */
    public Map<Attribute, Object> values() {
        return values;
    }

    public @Nullable Object get(Attribute attribute) {
        return values.get(attribute);
    }

    public AccountName name() {
        return new AccountName(textOf(Attribute.NAME));
    }

    public AccountState state() {
        return Coded.of(AccountState.class, textOf(Attribute.STATE));
    }

    public boolean exists() {
        return state() != AccountState.REMOVED;
    }

    /**
     * Returns the state that an operator sees of an account that exists: see
     * {@link AccountState#requireVisibleState()}.
     */
    public VisibleState visibleState() {
        return state().requireVisibleState();
    }

    public long version() {
        return number(Attribute.VERSION);
    }

    public long generation() {
        return number(Attribute.GENERATION);
    }

    public Optional<Source> source() {
        return text(Attribute.SOURCE).map(code -> Coded.of(Source.class, code));
    }

    /** Returns whether operators may change the account: see {@link Source#dynamic()}. */
    public boolean dynamic() {
        return source().map(Source::dynamic).orElse(true);
    }

    public Optional<ZoneId> zone() {
        return text(Attribute.ZONE).map(ZoneId::new);
    }

    public boolean zonePinned() {
        return flag(Attribute.ZONE_PINNED);
    }

    public Optional<DefinitionId> definition() {
        return text(Attribute.DEFINITION).map(DefinitionId::new);
    }

    public Optional<String> kubeconfigFile() {
        return text(Attribute.KUBECONFIG_FILE);
    }

    public int retries() {
        return Math.toIntExact(number(Attribute.RETRIES));
    }

    /** Returns the time since when agents have confirmed the account; empty while no agent has. */
    public Optional<Instant> confirmedSince() {
        return instant(Attribute.CONFIRMED_SINCE);
    }

    public int stopRetries() {
        return Math.toIntExact(number(Attribute.STOP_RETRIES));
    }

    public boolean markedForDeletion() {
        return flag(Attribute.MARKED_FOR_DELETION);
    }

    public Optional<Instant> due() {
        return instant(Attribute.DUE);
    }

    public Optional<Instant> deadline() {
        return instant(Attribute.DEADLINE);
    }

    /** Returns the revision of the zone that named the stop; zero when no stop was sent. */
    public long stopRevision() {
        return number(Attribute.STOP_REVISION);
    }

    public List<ZoneId> triedZones() {
        return zones(Attribute.TRIED_ZONES);
    }

    /** Returns why each of the tried zones failed, in the order of the zones. */
    public List<String> triedReasons() {
        return values.get(Attribute.TRIED_REASONS) instanceof List<?> list
                ? list.stream().map(String.class::cast).toList()
                : List.of();
    }

    /**
     * Returns the zones whose agents may hold the account: the zones that it left and the zone that it is in. For a
     * tombstone these are the zones of the removed account.
     */
    public List<ZoneId> zonesThatMayKnowIt() {
        return Stream.of(
                        zones(Attribute.HOLDING_ZONES),
                        leftZones(),
                        zone().stream().toList())
                .flatMap(List::stream)
                .distinct()
                .toList();
    }

    public List<ZoneId> leftZones() {
        return zones(Attribute.LEFT_ZONES);
    }

    public Optional<String> message() {
        return text(Attribute.MESSAGE);
    }

    public Optional<String> nameToken() {
        return text(Attribute.NAME_TOKEN);
    }

    public Optional<String> writer() {
        return text(Attribute.WRITER);
    }

    public Instant updated() {
        return instant(Attribute.UPDATED).orElse(Instant.EPOCH);
    }

    public Optional<String> text(Attribute attribute) {
        return Optional.ofNullable((String) values.get(attribute));
    }

    private String textOf(Attribute attribute) {
        return text(attribute).orElseThrow();
    }

    private long number(Attribute attribute) {
        return values.get(attribute) instanceof Long number ? number : 0;
    }

    private boolean flag(Attribute attribute) {
        return Boolean.TRUE.equals(values.get(attribute));
    }

    private Optional<Instant> instant(Attribute attribute) {
        return Optional.ofNullable((Instant) values.get(attribute));
    }

    private List<ZoneId> zones(Attribute attribute) {
        return values.get(attribute) instanceof List<?> list
                ? list.stream().map(zone -> new ZoneId((String) zone)).toList()
                : List.of();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Account account && values.equals(account.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    @Override
    public String toString() {
        return "Account" + values;
    }
}
