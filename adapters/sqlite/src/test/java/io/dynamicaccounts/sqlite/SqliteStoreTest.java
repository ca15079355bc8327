package io.dynamicaccounts.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.dynamicaccounts.functions.account.Account;
import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.account.Attribute;
import io.dynamicaccounts.functions.account.DefinitionId;
import io.dynamicaccounts.functions.account.Source;
import io.dynamicaccounts.functions.account.VisibleState;
import io.dynamicaccounts.functions.account.ZoneId;
import io.dynamicaccounts.functions.lifecycle.AnyFacts;
import io.dynamicaccounts.functions.lifecycle.Event;
import io.dynamicaccounts.functions.lifecycle.Lifecycle;
import io.dynamicaccounts.functions.lifecycle.Timing;
import io.dynamicaccounts.functions.store.Assignment;
import io.dynamicaccounts.functions.store.StoreUnavailable;
import io.dynamicaccounts.functions.store.WriteResult;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests the file of the store. */
class SqliteStoreTest {

    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
    private static final ZoneId ZONE = new ZoneId("zone-a");

    @TempDir(factory = FastDirectory.class)
    Path directory;

    private Path file;

    @BeforeEach
    void nameAFile() {
        file = directory.resolve("accounts.db");
    }

    @Test
    void what_was_written_is_there_after_reopening() {
        Account written;
        try (var store = SqliteStore.open(file)) {
            written = provision(store, "account-1");
            store.zones().raiseRevision(ZONE, true);
            store.assignments().publish(Assignment.of(ZONE, written));
        }
        try (var store = SqliteStore.open(file)) {
            assertThat(store.accounts().find(written.name())).contains(written);
            assertThat(store.zones().find(ZONE).revision()).isEqualTo(1);
            assertThat(store.assignments().inZone(ZONE)).containsExactly(Assignment.of(ZONE, written));
            assertThat(store.integrityCheck()).isEmpty();
        }
    }

    @Test
    void a_closed_store_is_unavailable_and_can_be_closed_again() {
        var store = SqliteStore.open(file);
        store.close();
        store.close();

        assertThatExceptionOfType(StoreUnavailable.class).isThrownBy(store::ping);
        assertThatExceptionOfType(StoreUnavailable.class).isThrownBy(() -> provision(store, "account-1"));
        assertThatExceptionOfType(StoreUnavailable.class)
                .isThrownBy(() -> store.names().count());
    }

    @Test
    void while_a_foreign_tool_locks_the_file_writes_are_unavailable_and_reads_are_not() throws Exception {
        try (var store = SqliteStore.open(file, InstantSource.system(), Duration.ofMillis(600));
                Connection foreign = connect()) {
            Account written = provision(store, "account-1");
            foreign.createStatement().execute("BEGIN IMMEDIATE");

            assertThatExceptionOfType(StoreUnavailable.class)
                    .isThrownBy(() -> provision(store, "account-2"))
                    .satisfies(e -> assertThat(e.retryAfter()).isPositive());
            assertThatExceptionOfType(StoreUnavailable.class).isThrownBy(store::ping);
            assertThat(store.accounts().find(written.name())).contains(written);

            foreign.createStatement().execute("ROLLBACK");
            provision(store, "account-2");
        }
    }

    @Test
    void accounts_are_counted_by_the_state_that_operators_see() {
        try (var store = SqliteStore.open(file)) {
            assertThat(store.countByState().orElseThrow())
                    .containsOnlyKeys(VisibleState.values())
                    .allSatisfy((state, count) -> assertThat(count).isZero());
            for (int i = 0; i < 5; i++) {
                provision(store, "account-" + i);
            }
            move(store, "account-1", Event.DELETE);
            move(store, "account-2", Event.ACTIVATE);
            move(store, "account-3", Event.ACTIVATE);

            assertThat(store.countByState().orElseThrow())
                    .containsOnlyKeys(VisibleState.values())
                    .containsEntry(VisibleState.INACTIVE, 2L)
                    .containsEntry(VisibleState.TO_MIGRATE, 2L)
                    .containsEntry(VisibleState.ACTIVE, 0L);
        }
    }

    @Test
    void a_damaged_file_is_refused() throws Exception {
        try (var store = SqliteStore.open(file)) {
            for (int i = 0; i < 300; i++) {
                provision(store, "account-" + i);
            }
        }
        byUs("PRAGMA writable_schema = ON", "DELETE FROM sqlite_schema WHERE name = 'accounts_standing'");

        assertThatExceptionOfType(UnusableDatabase.Damaged.class)
                .isThrownBy(() -> SqliteStore.open(file))
                .withMessageMatching(".*accounts.db is damaged \\([^*]+\\): .*")
                .withMessageContaining("./dynamic-accounts restore BACKUP --database NEW.db");
        try (var store = SqliteStore.openForReading(file)) {
            assertThat(store.integrityCheck()).isNotEmpty();
        }
    }

    @Test
    void an_index_that_does_not_agree_with_its_table_is_found_by_the_integrity_check() throws Exception {
        try (var store = SqliteStore.open(file)) {
            for (int i = 0; i < 300; i++) {
                provision(store, "account-" + i);
            }
        }
        byUs(
                "PRAGMA writable_schema = ON",
                "UPDATE sqlite_schema SET sql = 'CREATE INDEX accounts_standing ON accounts (\"event\")'"
                        + " WHERE name = 'accounts_standing'");

        try (var store = SqliteStore.openForReading(file)) {
            assertThat(store.integrityCheck()).isNotEmpty();
        }
    }

    @Test
    void every_attribute_has_a_column() throws Exception {
        SqliteStore.open(file).close();

        assertThat(strings("SELECT name FROM pragma_table_info('accounts')"))
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(Attribute.values())
                        .map(attribute -> attribute.code().toLowerCase(Locale.ROOT))
                        .toList());
    }

    /** A query that reads a whole table to find a few rows is fast in every test and slow in production. */
    @Test
    void frequent_reads_use_an_index() throws Exception {
        SqliteStore.open(file).close();

        assertThat(plan(SqliteAccounts.DUE)).contains("accounts_due").doesNotContain("TEMP B-TREE");
        assertThat(plan(SqliteAccounts.FIND_ALL)).contains("(name=?)");
        assertThat(plan(SqliteStore.COUNT_BY_STANDING)).contains("COVERING INDEX accounts_standing");
        assertThat(plan(SqliteDefinitions.FIND_ALL)).contains("(account=? AND id=?)");
        assertThat(plan(SqliteCredentials.FIND_ALL)).contains("(name=?)");
        assertThat(plan(SqliteCredentials.PAGE))
                .contains("credentials_existing (name>?)")
                .doesNotContain("TEMP B-TREE");
        assertThat(plan(SqliteCredentials.SCAN)).contains("COVERING INDEX").doesNotContain("TEMP B-TREE");
        assertThat(plan(SqliteCredentials.REVISIONS)).contains("(name=? AND version<?)");
        assertThat(plan(SqliteCredentials.FORGET_EARLIER)).contains("credential_revisions_replaced (replaced<?)");
        assertThat(plan(SqliteCredentials.FORGET_DELETIONS)).contains("credentials_deleted (written<?)");
        assertThat(plan(SqliteAssignments.FIND_ALL)).contains("(zone=? AND account=?)");
        assertThat(plan(SqliteAssignments.COUNT)).contains("COVERING INDEX assignments_counted");
        assertThat(plan(SqliteAssignments.DELETE_TOMBSTONES))
                .contains("assignments_tombstones")
                .contains("(zone=? AND account=?)");
        assertThat(plan(SqliteHistory.FORGET)).contains("history_time").contains("(account=? AND version=?)");
        assertThat(plan(SqliteHeartbeats.OF_ID)).contains("heartbeats_of_id").doesNotContain("TEMP B-TREE");
        assertThat(plan(SqliteHeartbeats.PAGE)).contains("PRIMARY KEY").doesNotContain("TEMP B-TREE");
    }

    private String plan(String query) throws SQLException {
        return String.join("; ", strings("EXPLAIN QUERY PLAN " + query));
    }

    /** Returns the last column of each row. */
    private List<String> strings(String query) throws SQLException {
        try (Connection connection = connect();
                var rows = connection.createStatement().executeQuery(query)) {
            var strings = new ArrayList<String>();
            while (rows.next()) {
                strings.add(rows.getString(rows.getMetaData().getColumnCount()));
            }
            return strings;
        }
    }

    private void byUs(String... statements) throws SQLException {
        try (Connection connection = connect()) {
            for (String statement : statements) {
                connection.createStatement().execute(statement);
            }
        }
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + file);
    }

    static Account provision(SqliteStore store, String name) {
        return move(store, name, Event.PROVISION);
    }

    static Account move(SqliteStore store, String name, Event event) {
        var facts = AnyFacts.by("tester", NOON, Timing.DEFAULT)
                .source(Source.PROVISIONED)
                .nameToken("token")
                .definition(new DefinitionId("definition-1"))
                .zone(ZONE)
                .build();
        WriteResult<Account> attempt = store.accounts()
                .transition(
                        new AccountName(name),
                        Lifecycle.rules(event)
                                .getFirst()
                                .bind(facts, UUID.randomUUID().toString()));
        return attempt.written().orElseThrow();
    }
}
