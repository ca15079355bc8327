package io.dynamicaccounts.functions.definition;

import io.dynamicaccounts.functions.account.AccountName;
import java.io.IOException;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A source for tests that can be made unreadable. Each definition has the place of its source as its environment. */
public final class SwitchedSource implements SingleSource {

    private final String where;
    private final Map<AccountName, Definition> definitions = new LinkedHashMap<>();
    private Optional<String> error = Optional.empty();
    private int reads;

    /** Creates a source of these names. */
    public SwitchedSource(String where, String... names) {
        this.where = where;
        for (String name : names) {
            definitions.put(
                    new AccountName(name),
                    new Definition(Map.of("name", name, "kubeconfigFile", "/k", "environment", where)));
        }
    }

    /** Makes the source unreadable. */
    public void fail(String why) {
        error = Optional.of(why);
    }

    /** Makes the source readable. */
    public void mend() {
        error = Optional.empty();
    }

    int reads() {
        return reads;
    }

    @Override
    public Map<AccountName, Definition> find(Collection<AccountName> names) {
        var found = new LinkedHashMap<>(all());
        found.keySet().retainAll(names);
        return found;
    }

    @Override
    public Map<AccountName, Definition> all() {
        reads++;
        error.ifPresent(why -> {
            throw new Unreadable(why, new IOException());
        });
        return definitions;
    }

    @Override
    public Kind kind() {
        return Kind.FILE;
    }

    @Override
    public String where() {
        return where;
    }

    @Override
    public State state() {
        return new State(error.isEmpty() ? Optional.of(Instant.EPOCH) : Optional.empty(), 0, error);
    }
}
