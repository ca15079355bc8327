package io.dynamicaccounts.functions.definition;

import io.dynamicaccounts.functions.account.AccountName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Several sources in their order: the first that has a name wins. A source that cannot be read hides no other: it is
 * left out, and the log says so once, until that changes. Thread-safe.
 */
public final class OrderedSources implements CredentialSource {

    private static final Logger LOG = LoggerFactory.getLogger(OrderedSources.class);

    private final List<SingleSource> sources;

    /** The errors that the log has, by the place of the source. */
    private final Map<SingleSource, String> logged = new HashMap<>();

    /** Puts sources in an order. */
    public OrderedSources(List<SingleSource> sources) {
        this.sources = List.copyOf(sources);
    }

    /**
     * Returns the definitions of these names.
     *
     * @throws Unreadable when no source that can be read has a name, and another may have it
     */
    @Override
    public Map<AccountName, Definition> find(Collection<AccountName> names) {
        Lookup lookup = lookup(names);
        lookup.unreadable().ifPresent(unreadable -> {
            throw unreadable;
        });
        return lookup.definitions();
    }

    @Override
    public Lookup lookup(Collection<AccountName> names) {
        var found = new LinkedHashMap<AccountName, Definition>();
        var missing = new LinkedHashSet<>(names);
        var unreadable = new ArrayList<Unreadable>();
        for (SingleSource source : sources) {
            if (!missing.isEmpty()) {
                read(source, it -> found.putAll(it.find(missing))).ifPresent(unreadable::add);
                missing.removeAll(found.keySet());
            }
        }
        return new Lookup(found, missing.isEmpty() ? Optional.empty() : together(unreadable));
    }

    /** Returns the definitions of all sources that can be read. */
    @Override
    public Map<AccountName, Definition> all() {
        var all = new LinkedHashMap<AccountName, Definition>();
        for (SingleSource source : sources) {
            read(source, it -> it.all().forEach(all::putIfAbsent));
        }
        return all;
    }

    /** Returns the names of all sources that can be read. */
    @Override
    public Set<AccountName> names() {
        var names = new HashSet<AccountName>();
        sources.forEach(source -> read(source, it -> names.addAll(it.names())));
        return names;
    }

    @Override
    public List<SingleSource> singles() {
        return sources;
    }

    private static Optional<Unreadable> together(List<Unreadable> unreadable) {
        return unreadable.isEmpty()
                ? Optional.empty()
                : Optional.of(new Unreadable(
                        unreadable.stream().map(Throwable::getMessage).collect(Collectors.joining("; ")),
                        unreadable.getFirst()));
    }

    private Optional<Unreadable> read(SingleSource source, Consumer<SingleSource> reading) {
        try {
            reading.accept(source);
            log(source, "");
            return Optional.empty();
        } catch (Unreadable e) {
            log(source, String.valueOf(e.getMessage()));
            return Optional.of(e);
        }
    }

    private synchronized void log(SingleSource source, String error) {
        String before = error.isEmpty() ? logged.remove(source) : logged.put(source, error);
        if (error.isEmpty() && before != null) {
            LOG.info("the source {} can be read again", source.where());
        } else if (!error.isEmpty() && !error.equals(before)) {
            LOG.warn("the source {} is left out, because it cannot be read: {}", source.where(), error);
        }
    }
}
