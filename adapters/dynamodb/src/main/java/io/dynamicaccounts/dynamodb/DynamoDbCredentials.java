package io.dynamicaccounts.dynamodb;

import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.store.Credentials;
import io.dynamicaccounts.functions.store.Intent;
import io.dynamicaccounts.functions.store.WriteResult;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The present revisions are in one partition, by name; the earlier ones of each name in one of its own, by version.
 *
 * <p>Whoever replaces a revision first copies what it read among the earlier ones, and then writes the present one on
 * the condition that it is still what was read. So no revision is lost, without a transaction, and no copy is of
 * anything but a revision that was present:
 *
 * <ul>
 *   <li>The versions of a name ascend, and each is written over one that was read: no two revisions have one version.
 *       All copies of a version are of the same revision, by whichever writer and however late.
 *   <li>A copy whose write was refused, or never came, is of an earlier revision or of the present one. Copies that
 *       are not below the present version are not shown.
 *   <li>Once the table has deleted an expired deletion, versions begin again at 1. Copies of the former life that the
 *       table has not deleted yet are not below the present version, until the copy of the same version of this life
 *       takes their place. A call ends long before an item expires and is deleted, so that none copies what it read
 *       in a former life.
 * </ul>
 */
final class DynamoDbCredentials implements Credentials {

    private static final PartitionQuery ALL = PartitionQuery.of(ItemKey.ALL_CREDENTIALS);

    /** The names of one page of a scan, whose items may be large. */
    private static final int SCANNED_AT_A_TIME = 100;

    private final Table table;
    private final Duration kept;

    DynamoDbCredentials(Table table, Duration kept) {
        this.table = table;
        this.kept = kept;
    }

    @Override
    public Optional<Revision> find(AccountName name) {
        return table.get(ItemKey.credential(name)).map(CredentialItem::present);
    }

    @Override
    public Map<AccountName, Revision> find(Collection<AccountName> names) {
        var found = new HashMap<AccountName, Revision>();
        table.get(names.stream().map(ItemKey::credential).toList()).values().forEach(item -> {
            Revision revision = CredentialItem.present(item);
            found.put(revision.name(), revision);
        });
        return found;
    }

    @Override
    public WriteResult<Revision> replace(Optional<Revision> read, Revision next) {
        Instant expires = next.written().plus(kept);
        read.ifPresent(earlier -> table.put(CredentialItem.earlier(earlier, expires)));
        return table.update(CredentialItem.replacing(read, next, expires)).map(CredentialItem::present);
    }

    @Override
    public boolean settle(Revision read, Intent next) {
        return table.update(CredentialItem.settling(read, next, read.written().plus(kept)))
                .isWritten();
    }

    /** Reads the credentials that the index names as due, because the index lags and one may have changed since. */
    @Override
    public List<Revision> due(Instant now, int limit) {
        List<AccountName> names = table.due(CredentialItem.DUE_SHARD, AttributeValues.instant(now), limit).stream()
                .map(item -> new AccountName(item.text(ItemAttribute.SORT)))
                .toList();
        return find(names).values().stream()
                .filter(revision ->
                        due(revision).filter(due -> !due.isAfter(now)).isPresent())
                .sorted(Comparator.comparing(revision -> due(revision).orElseThrow()))
                .toList();
    }

    private static Optional<Instant> due(Revision revision) {
        return revision.intent().flatMap(Intent::due);
    }

    @Override
    public List<Revision> page(@Nullable AccountName first, int limit) {
        PartitionQuery from = first == null ? ALL : ALL.from(first.value());
        return table.query(from.where(CredentialItem.EXISTS), limit).stream()
                .map(CredentialItem::present)
                .toList();
    }

    @Override
    public void scan(Predicate<List<AccountName>> goOn) {
        List<AccountName> page = names(ALL);
        while (!page.isEmpty() && goOn.test(page) && page.size() == SCANNED_AT_A_TIME) {
            page = names(ALL.above(page.getLast().value()));
        }
    }

    private List<AccountName> names(PartitionQuery query) {
        return table.query(query, SCANNED_AT_A_TIME).stream()
                .map(item -> new AccountName(item.text(ItemAttribute.SORT)))
                .toList();
    }

    @Override
    public List<Revision> revisions(AccountName name, int limit) {
        Optional<Revision> present = find(name);
        if (present.isEmpty()) {
            return List.of();
        }
        var revisions = new ArrayList<Revision>();
        revisions.add(present.get());
        PartitionQuery newestFirst = PartitionQuery.of(ItemKey.revisionsOf(name))
                .between(
                        ItemKey.revision(name, 0),
                        ItemKey.revision(name, present.get().version() - 1))
                .backwards();
        table.query(newestFirst, limit - 1).forEach(item -> revisions.add(CredentialItem.revision(name, item)));
        return revisions;
    }

    /** The table deletes what has expired by itself. */
    @Override
    public void forgetBefore(Instant time) {}
}
