package io.dynamicaccounts.dynamodb;

import io.dynamicaccounts.functions.account.Coded;
import io.dynamicaccounts.functions.store.Installation;
import io.dynamicaccounts.functions.store.Installations;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

final class DynamoDbInstallations implements Installations {

    private static final String EPOCH = "epoch";
    private static final String STATE = "state";
    private static final String HOME = "home";
    private static final String SINCE = "since";
    private static final String UNDISTURBED = "undisturbed";
    private static final String RESTORING = "restoring";
    private static final String KEY_CHECK = "keyCheck";

    private final Table table;
    private final WriterTokens tokens;

    DynamoDbInstallations(Table table, WriterTokens tokens) {
        this.table = table;
        this.tokens = tokens;
    }

    @Override
    public Optional<Installation> find() {
        return table.get(ItemKey.installation()).map(DynamoDbInstallations::installation);
    }

    @Override
    public boolean replace(@Nullable Installation read, Installation next) {
        return table.update(ConditionalUpdate.of(ItemKey.installation())
                        .by(tokens.next())
                        .when(read == null ? ConditionClause.noItem() : isStill(read))
                        .set(AttributeValues.number(next.epoch()), EPOCH)
                        .set(AttributeValues.text(next.state().code()), STATE)
                        .set(AttributeValues.text(next.home()), HOME)
                        .set(AttributeValues.instant(next.since()), SINCE)
                        .set(AttributeValues.instant(next.quietFrom()), UNDISTURBED)
                        .setOrRemove(next.restoring().map(AttributeValues::text), RESTORING)
                        .setOrRemove(next.keyCheck().map(AttributeValues::text), KEY_CHECK))
                .isWritten();
    }

    /** What changes with each write. */
    private static ConditionClause isStill(Installation read) {
        return ConditionClause.all(
                ConditionClause.equal(AttributeValues.number(read.epoch()), EPOCH),
                ConditionClause.equal(AttributeValues.text(read.state().code()), STATE),
                ConditionClause.equal(AttributeValues.text(read.home()), HOME),
                ConditionClause.equal(AttributeValues.instant(read.since()), SINCE),
                read.keyCheck()
                        .map(stored -> ConditionClause.equal(AttributeValues.text(stored), KEY_CHECK))
                        .orElse(ConditionClause.absent(KEY_CHECK)));
    }

    private static Installation installation(Item item) {
        return new Installation(
                item.number(EPOCH),
                Coded.of(Installation.State.class, item.text(STATE)),
                item.text(HOME),
                item.instant(SINCE),
                item.instant(UNDISTURBED),
                item.textIfAny(RESTORING),
                item.textIfAny(KEY_CHECK));
    }

    @Override
    public String home() {
        return table.name();
    }
}
