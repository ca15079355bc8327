package io.dynamicaccounts.functions.operator;

import io.dynamicaccounts.functions.SharedComponents;
import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.definition.CredentialSource;
import io.dynamicaccounts.functions.definition.SingleSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;

/** Lists the credential sources in their order, with what each has and how it was last read. */
public final class ListSources implements Function<ListSources.Request, ListSources.Result> {

    private final List<SingleSource> sources;

    /** Builds the function over the shared components. */
    public ListSources(SharedComponents shared) {
        this.sources = shared.migrationSource().singles();
    }

    /** Asks for all sources. */
    public record Request() {}

    /** All sources, of which the first that has a name wins. */
    public record Result(List<Row> sources) {}

    /**
     * One source.
     *
     * @param accounts how many usable accounts it has; empty while it cannot be read
     * @param overridden how many of these an earlier source has too, which wins
     */
    public record Row(
            SingleSource.Kind kind, String where, OptionalInt accounts, int overridden, SingleSource.State state) {}

    @Override
    public Result apply(Request request) {
        var rows = new ArrayList<Row>();
        var earlier = new HashSet<AccountName>();
        for (SingleSource source : sources) {
            rows.add(row(source, earlier));
        }
        return new Result(rows);
    }

    private static Row row(SingleSource source, Set<AccountName> earlier) {
        try {
            Set<AccountName> names = source.names();
            int overridden =
                    Math.toIntExact(names.stream().filter(earlier::contains).count());
            earlier.addAll(names);
            return new Row(source.kind(), source.where(), OptionalInt.of(names.size()), overridden, source.state());
        } catch (CredentialSource.Unreadable e) {
            return new Row(source.kind(), source.where(), OptionalInt.empty(), 0, source.state());
        }
    }
}
