package invitations.ledger.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import invitations.csv.InputFormat;
import invitations.invitation.ReasonCode;
import invitations.invitation.RowStatus;
import invitations.ledger.Ledger;
import invitations.ledger.LedgerAccess;
import invitations.ledger.drop.Drop;
import invitations.ledger.plan.PlanWriter;
import invitations.testing.LedgerFixture;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class GroupCommitTest {
    @TempDir
    private Path home;

    private LedgerFixture test;
    private Database database;

    @BeforeEach
    void open() {
        test = new LedgerFixture(home);
        database = Database.openBeside(home.resolve("ledger.db"), new AuditSeal(new byte[32]), System::nanoTime);
        database.write(statements -> statements.update("CREATE TABLE notes (n INTEGER PRIMARY KEY, text TEXT)"));
    }

    @AfterEach
    void close() {
        database.close();
        test.close();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_write_is_on_the_disk_before_it_is_answered(boolean urgent) {
        List<CompletableFuture<List<String>>> seen = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            int n = i;
            seen.add(note(n, urgent).thenApply(done -> committed("SELECT COUNT(*) FROM notes WHERE n = " + n)));
        }

        assertThat(seen).allSatisfy(count -> assertThat(count.join()).containsExactly("1"));
    }

    @Test
    void writes_are_done_in_the_order_in_which_they_were_queued() {
        List<Integer> order = new ArrayList<>();
        List<CompletableFuture<Boolean>> writes = IntStream.range(0, 5_000)
                .mapToObj(n -> database.submit(statements -> order.add(n), n % 3 == 0))
                .toList();

        writes.forEach(CompletableFuture::join);

        assertThat(order).isEqualTo(IntStream.range(0, 5_000).boxed().toList());
    }

    @Test
    void what_is_queued_while_a_commit_runs_shares_the_next_one() {
        CompletableFuture<Void> running = new CompletableFuture<>();
        CompletableFuture<Void> busy = new CompletableFuture<>();
        CompletableFuture<Boolean> first = database.submit(
                statements -> {
                    running.complete(null);
                    busy.join();
                    return true;
                },
                true);
        running.join();
        List<Integer> sizes = new ArrayList<>();
        List<CompletableFuture<Integer>> writes = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            // Nothing of its group is committed while a write runs.
            writes.add(note(i, true).thenApply(done -> {
                sizes.add(
                        Integer.parseInt(committed("SELECT COUNT(*) FROM notes").get(0)));
                return done;
            }));
        }
        busy.complete(null);
        first.join();
        writes.forEach(CompletableFuture::join);

        assertThat(sizes).hasSize(100).containsOnly(100);
    }

    @Test
    void after_a_failed_write_nothing_is_written_any_more() {
        note(1, true).join();
        CompletableFuture<Integer> queuedBefore = note(2, false);
        CompletableFuture<Integer> failing =
                database.submit(statements -> statements.update("INSERT INTO notes (n) VALUES (1)"), true);
        CompletableFuture<Integer> queuedAfter = note(3, true);

        assertThat(failing)
                .failsWithin(Duration.ofMinutes(2))
                .withThrowableThat()
                .havingRootCause()
                .isInstanceOf(SQLException.class);
        assertThat(queuedAfter).failsWithin(Duration.ofMinutes(2));
        assertThatExceptionOfType(LedgerException.class)
                .isThrownBy(() -> database.write(statements -> statements.update("INSERT INTO notes (n) VALUES (4)")))
                .withMessageContaining("cannot be written");
        assertThat(committed("SELECT n FROM notes WHERE n > 2")).isEmpty();
        if (queuedBefore.isCompletedExceptionally()) {
            assertThat(committed("SELECT n FROM notes WHERE n = 2")).isEmpty();
        }
    }

    @Test
    void a_failure_of_whatever_kind_leaves_nobody_waiting() {
        CompletableFuture<Boolean> failing = database.submit(
                statements -> {
                    throw new StackOverflowError();
                },
                true);

        assertThat(failing)
                .failsWithin(Duration.ofMinutes(2))
                .withThrowableThat()
                .havingCause()
                .isInstanceOf(LedgerException.class);
        assertThat(note(1, true)).failsWithin(Duration.ofMinutes(2));
    }

    @Test
    void nothing_can_be_sent_after_a_failed_write() throws SQLException {
        Drop drop = test.dropOf("aa", LedgerFixture.people(1));
        test.change("CREATE TRIGGER full BEFORE INSERT ON claims BEGIN SELECT RAISE(ABORT, 'disk is full'); END");

        assertThat(test.ledger().intents().ask("call-1", test.open(drop)))
                .failsWithin(Duration.ofMinutes(2))
                .withThrowableThat()
                .withMessageContaining("disk is full");
        test.change("DROP TRIGGER full");

        assertThat(test.ledger().intents().ask("call-2", test.open(drop))).failsWithin(Duration.ofMinutes(2));
        assertThatExceptionOfType(LedgerException.class)
                .isThrownBy(() -> test.ledger().outcomes().leaveUnprocessed(drop, ReasonCode.LIMIT_REACHED, "stopped"));
        assertThatExceptionOfType(LedgerException.class)
                .isThrownBy(() -> test.ledger().plan(test.receive("default", "bb")));
        assertThat(test.statuses(drop)).as("it can still be read").containsExactly(RowStatus.PLANNED);
        test.reopen();
        assertThat(test.ask(drop)).as("the next start goes on").hasSize(1);
    }

    @Test
    void a_chunk_that_cannot_be_written_fails_the_plan() throws SQLException {
        PlanWriter plan = test.ledger().plan(test.receive("default", "aa"));
        test.change("CREATE TRIGGER full BEFORE INSERT ON drop_rows BEGIN SELECT RAISE(ABORT, 'disk is full'); END");
        plan.append(List.of(LedgerFixture.people(1)));

        assertThatExceptionOfType(LedgerException.class)
                .isThrownBy(() -> plan.finish(List.of("email"), InputFormat.PLAIN, false, null))
                .withMessageContaining("disk is full");
    }

    @Test
    void closing_commits_what_is_queued_and_refuses_what_comes_after() {
        List<CompletableFuture<Integer>> writes =
                IntStream.range(0, 500).mapToObj(n -> note(n, false)).toList();

        database.close();

        assertThat(writes).allSatisfy(write -> assertThat(write).isCompletedWithValue(1));
        assertThat(committed("SELECT COUNT(*) FROM notes")).containsExactly("500");
        assertThat(note(501, true))
                .failsWithin(Duration.ofMinutes(2))
                .withThrowableThat()
                .withMessageContaining("closed");
        database.close();
    }

    @Test
    void closing_waits_for_the_writer_even_when_interrupted() {
        CompletableFuture<Void> busy = new CompletableFuture<>();
        CompletableFuture<Integer> write = database.submit(
                statements -> {
                    busy.join();
                    return statements.update("INSERT INTO notes (n) VALUES (1)");
                },
                true);
        Thread closing = new Thread(database::close);
        closing.start();
        closing.interrupt();
        busy.complete(null);

        assertThat(write.join()).isOne();
        assertThat(committed("SELECT COUNT(*) FROM notes")).containsExactly("1");
    }

    @Test
    void a_slow_disk_can_be_tried() {
        try (Ledger slow = LedgerAccess.open(
                home.resolve("."), LedgerFixture.API, Duration.ofMillis(30), Duration.ZERO, Clock.systemUTC())) {
            long start = System.nanoTime();
            slow.drops().receive("default", "aa", "people.csv", "1", 1);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(25));
        }
    }

    private CompletableFuture<Integer> note(int n, boolean urgent) {
        return database.submit(statements -> statements.update("INSERT INTO notes (n) VALUES (?)", n), urgent);
    }

    private List<String> committed(String sql) {
        try {
            return test.committed(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
