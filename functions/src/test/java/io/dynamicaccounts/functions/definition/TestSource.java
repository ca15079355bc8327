package io.dynamicaccounts.functions.definition;

import io.dynamicaccounts.functions.account.AccountName;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A credential source for tests. */
public final class TestSource implements SingleSource {

    private final Map<AccountName, Definition> all;
    private final Function<AccountName, @Nullable Definition> definitions;

    private TestSource(Map<AccountName, Definition> all, Function<AccountName, @Nullable Definition> definitions) {
        this.all = all;
        this.definitions = definitions;
    }

    /** Returns a source of these definitions, which may change afterwards. */
    public static CredentialSource of(Map<AccountName, Definition> definitions) {
        return new TestSource(definitions, definitions::get);
    }

    /** Returns a source that has every name that it is asked for, and lists none. */
    public static CredentialSource ofEveryName(Function<AccountName, Definition> definitions) {
        return new TestSource(Map.of(), definitions::apply);
    }

    @Override
    public Map<AccountName, Definition> find(Collection<AccountName> names) {
        var found = new LinkedHashMap<AccountName, Definition>();
        for (AccountName name : names) {
            Definition definition = definitions.apply(name);
            if (definition != null) {
                found.put(name, definition);
            }
        }
        return found;
    }

    @Override
    public Map<AccountName, Definition> all() {
        return Map.copyOf(all);
    }

    @Override
    public Kind kind() {
        return Kind.FILE;
    }

    @Override
    public String where() {
        return "clouddriver.yml";
    }

    @Override
    public State state() {
        return new State(Optional.of(Instant.EPOCH), 0, Optional.empty());
    }
}
