package io.dynamicaccounts.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.dynamicaccounts.functions.store.StoreUnavailable;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Tests writes that are committed together. */
@Timeout(60)
class WriterTest {

    @TempDir(factory = FastDirectory.class)
    Path directory;

    private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Gate> gates = new CopyOnWriteArrayList<>();
    private Sql observer;
    private Writer writer;

    @BeforeEach
    void open() throws SQLException {
        observer = connect();
        observer.once("PRAGMA journal_mode = WAL");
        observer.once("CREATE TABLE parents (id INTEGER PRIMARY KEY) STRICT");
        observer.once("""
                CREATE TABLE written (id INTEGER PRIMARY KEY, note TEXT, parent INTEGER
                REFERENCES parents (id) DEFERRABLE INITIALLY DEFERRED) STRICT""");
        writer = start(Duration.ofSeconds(20));
    }

    private Writer start(Duration patience) throws SQLException {
        Sql sql = connect();
        // A broken reference makes only the commit fail.
        sql.once("PRAGMA foreign_keys = ON");
        return Writer.start(sql, patience);
    }

    private Sql connect() throws SQLException {
        return new Sql(DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("writer.db")));
    }

    @AfterEach
    void close() throws SQLException {
        // Also after a failed test, which must not hang.
        gates.forEach(Gate::open);
        callers.close();
        writer.close();
        observer.close();
    }

    @Test
    void no_caller_is_answered_before_the_commit() throws Exception {
        Gate inTheBatch = gate();
        Gate before = holdUp();
        Future<Integer> first = insert(1);
        untilTheyWait(1);
        Future<Integer> second = callers.submit(() -> writer.write(sql -> {
            inTheBatch.pass();
            return sql.update("INSERT INTO written (id) VALUES (2)");
        }));
        untilTheyWait(2);
        before.open();

        // The first write waits for the second write of the same transaction.
        inTheBatch.awaitSomebody();
        assertThatExceptionOfType(TimeoutException.class).isThrownBy(() -> first.get(100, TimeUnit.MILLISECONDS));
        assertThat(written()).isEmpty();

        inTheBatch.open();
        assertThat(first.get()).isEqualTo(1);
        assertThat(written()).contains(1L);
        assertThat(second.get()).isEqualTo(1);
        assertThat(written()).containsExactly(1L, 2L);
    }

    @Test
    void a_statement_that_fails_does_not_fail_the_rest_of_its_batch() throws Exception {
        Gate before = holdUp();
        Future<Integer> first = insert(1);
        untilTheyWait(1);
        Future<Integer> same = insert(1);
        Future<Integer> broken =
                callers.submit(() -> writer.write(sql -> sql.update("INSERT INTO unknown VALUES (1)")));
        Future<Integer> fault = callers.submit(() -> writer.write(sql -> Integer.parseInt("no number")));
        Future<Integer> last = insert(2);
        untilTheyWait(5);
        before.open();

        assertThat(first.get()).isEqualTo(1);
        assertThat(last.get()).isEqualTo(1);
        assertThatExceptionOfType(ExecutionException.class)
                .isThrownBy(same::get)
                .withCauseInstanceOf(IllegalStateException.class);
        assertThatExceptionOfType(ExecutionException.class)
                .isThrownBy(broken::get)
                .withCauseInstanceOf(IllegalStateException.class);
        assertThatExceptionOfType(ExecutionException.class)
                .isThrownBy(fault::get)
                .withCauseInstanceOf(NumberFormatException.class);
        assertThat(written()).containsExactly(1L, 2L);
    }

    @Test
    void when_one_of_several_joint_writes_fails_none_takes_effect() throws Exception {
        Gate before = holdUp();
        Future<Integer> neighbour = insert(1);
        untilTheyWait(1);
        Future<Integer> several = callers.submit(() -> writer.write(sql -> sql.together(all -> {
            all.update("INSERT INTO written (id) VALUES (2)");
            return all.update("INSERT INTO written (id) VALUES (1)");
        })));
        untilTheyWait(2);
        Future<Integer> after = insert(3);
        untilTheyWait(3);
        before.open();

        assertThat(neighbour.get()).isEqualTo(1);
        assertThat(after.get()).isEqualTo(1);
        assertThatExceptionOfType(ExecutionException.class).isThrownBy(several::get);
        assertThat(written()).containsExactly(1L, 3L);
    }

    @Test
    void when_a_commit_fails_all_callers_of_the_batch_get_the_failure_and_the_next_batch_succeeds() throws Exception {
        Gate before = holdUp();
        var batch = new ArrayList<Future<Integer>>();
        batch.add(insert(1));
        batch.add(callers.submit(
                () -> writer.write(sql -> sql.update("INSERT INTO written (id, parent) VALUES (2, 99)"))));
        batch.add(insert(3));
        untilTheyWait(3);
        before.open();

        for (Future<Integer> each : batch) {
            assertThatExceptionOfType(ExecutionException.class)
                    .isThrownBy(each::get)
                    .withCauseInstanceOf(StoreUnavailable.class);
        }
        assertThat(written()).isEmpty();
        assertThat(insert(4).get()).isEqualTo(1);
        assertThat(written()).containsExactly(4L);
    }

    @Test
    void when_the_disk_is_full_all_callers_of_the_batch_get_the_failure_and_writes_succeed_once_there_is_space()
            throws Exception {
        writer.write(sql -> sql.one("PRAGMA max_page_count = 10", row -> row.number("max_page_count")));
        Gate before = holdUp();
        Future<Integer> small = insert(1);
        untilTheyWait(1);
        Future<Integer> large = callers.submit(() ->
                writer.write(sql -> sql.update("INSERT INTO written (id, note) VALUES (2, ?)", "x".repeat(1_000_000))));
        untilTheyWait(2);
        before.open();

        for (Future<Integer> each : List.of(small, large)) {
            assertThatExceptionOfType(ExecutionException.class)
                    .isThrownBy(each::get)
                    .withCauseInstanceOf(StoreUnavailable.class);
        }
        assertThat(written()).isEmpty();
        assertThat(insert(3).get()).isEqualTo(1);
        assertThat(written()).containsExactly(3L);
    }

    @Test
    void an_error_in_the_middle_of_a_batch_does_not_end_the_writer() throws Exception {
        Future<Integer> broken = callers.submit(() -> writer.write(sql -> {
            throw new StackOverflowError("too deep");
        }));

        assertThatExceptionOfType(ExecutionException.class)
                .isThrownBy(broken::get)
                .withCauseInstanceOf(StoreUnavailable.class);
        assertThat(insert(1).get()).isEqualTo(1);
    }

    @Test
    void work_whose_caller_no_longer_waits_is_not_written() throws Exception {
        writer.close();
        writer = start(Duration.ofMillis(200));
        Gate before = holdUp();

        assertThatExceptionOfType(ExecutionException.class)
                .isThrownBy(insert(1)::get)
                .withCauseInstanceOf(StoreUnavailable.class);

        before.open();
        writer.close();
        assertThat(written()).isEmpty();
    }

    @Test
    void writes_that_wait_at_the_close_are_still_written() throws Exception {
        Gate before = holdUp();
        Future<Integer> waiting = insert(1);
        untilTheyWait(1);
        Future<?> closing = callers.submit(writer::close);
        before.open();

        closing.get();
        assertThat(waiting.get()).isEqualTo(1);
        assertThat(written()).containsExactly(1L);
    }

    @Test
    void an_interrupted_caller_gets_unavailable() throws Exception {
        Gate before = holdUp();
        Thread caller = Thread.ofVirtual().unstarted(() -> {
            assertThatExceptionOfType(StoreUnavailable.class)
                    .isThrownBy(() -> writer.write(sql -> sql.update("INSERT INTO written (id) VALUES (1)")));
            assertThat(Thread.currentThread().isInterrupted()).isTrue();
        });
        var failures = new ArrayList<Throwable>();
        caller.setUncaughtExceptionHandler((thread, failure) -> failures.add(failure));
        caller.start();
        untilTheyWait(1);
        caller.interrupt();
        caller.join();
        before.open();

        assertThat(failures).isEmpty();
    }

    private Gate gate() {
        var gate = new Gate();
        gates.add(gate);
        return gate;
    }

    /** Occupies the writer, so that all following writes are one batch. */
    private Gate holdUp() throws InterruptedException {
        Gate gate = gate();
        callers.submit(() -> writer.write(sql -> {
            gate.pass();
            return 0;
        }));
        gate.awaitSomebody();
        return gate;
    }

    private Future<Integer> insert(int id) {
        return callers.submit(() -> writer.write(sql -> sql.update("INSERT INTO written (id) VALUES (?)", id)));
    }

    private void untilTheyWait(int callers) throws InterruptedException {
        while (writer.waiting() < callers) {
            Thread.sleep(1);
        }
    }

    private List<Long> written() throws SQLException {
        return observer.all("SELECT id FROM written ORDER BY id", row -> row.number("id"));
    }

    /** Keeps the writer at one place until the gate is opened. */
    private static final class Gate {
        private final CountDownLatch reached = new CountDownLatch(1);
        private final CountDownLatch opened = new CountDownLatch(1);

        void pass() {
            reached.countDown();
            try {
                opened.await();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }

        void awaitSomebody() throws InterruptedException {
            reached.await();
        }

        void open() {
            opened.countDown();
        }
    }
}
