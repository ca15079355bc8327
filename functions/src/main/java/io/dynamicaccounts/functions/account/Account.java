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
 * An account as one store item held it at one {@link #version()}: the hot facts and the last transition. Immutable.
 *
 * <p>Only a store and the lifecycle build accounts; everybody else reads them.
 */
public final class Account {

    private final Map<Attribute, Object> values;

    private Account(Map<Attribute, Object> values) {
        this.values = values;
    }

    /**
     * The account with these values; absent attributes are left out of the map.
     *
     * @throws IllegalArgumentException when a value is not of its attribute's kind, or name, standing or version is absent
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

    /** Every attribute that has a value. */
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

    /** The state an operator sees, of an account that exists; see {@link AccountState#requireVisibleState()}. */
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
        return text(Attribute.SOURCE).map(it -> Coded.of(Source.class, it));
    }

    /** Whether operators may change it; see {@link Source#dynamic()}. */
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

    /** Since when it is confirmed; empty while it is not. */
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

    /** Zero when no stop was sent. */
    public long stopRevision() {
        return number(Attribute.STOP_REVISION);
    }

    public List<ZoneId> triedZones() {
        return zones(Attribute.TRIED_ZONES);
    }

    /** Why each of the tried zones failed, in their order. */
    public List<String> triedReasons() {
        return values.get(Attribute.TRIED_REASONS) instanceof List<?> list
                ? list.stream().map(String.class::cast).toList()
                : List.of();
    }

    /** Where agents may know of the account, or of this life of it once it is over: zones left, and the one it is in. */
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
