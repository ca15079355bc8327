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
    private final Tokens tokens;

    DynamoDbInstallations(Table table, Tokens tokens) {
        this.table = table;
        this.tokens = tokens;
    }

    @Override
    public Optional<Installation> find() {
        return table.get(ItemKey.installation()).map(DynamoDbInstallations::installation);
    }

    @Override
    public boolean replace(@Nullable Installation read, Installation next) {
        return table.update(Update.of(ItemKey.installation())
                        .by(tokens.next())
                        .when(read == null ? Clause.noItem() : isStill(read))
                        .set(Value.number(next.epoch()), EPOCH)
                        .set(Value.text(next.state().code()), STATE)
                        .set(Value.text(next.home()), HOME)
                        .set(Value.instant(next.since()), SINCE)
                        .set(Value.instant(next.quietFrom()), UNDISTURBED)
                        .setOrRemove(next.restoring().map(Value::text), RESTORING)
                        .setOrRemove(next.keyCheck().map(Value::text), KEY_CHECK))
                .done();
    }

    /** What changes with each write. */
    private static Clause isStill(Installation read) {
        return Clause.all(
                Clause.equal(Value.number(read.epoch()), EPOCH),
                Clause.equal(Value.text(read.state().code()), STATE),
                Clause.equal(Value.text(read.home()), HOME),
                Clause.equal(Value.instant(read.since()), SINCE),
                read.keyCheck()
                        .map(stored -> Clause.equal(Value.text(stored), KEY_CHECK))
                        .orElse(Clause.absent(KEY_CHECK)));
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
