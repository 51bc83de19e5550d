package invitations.ledger.send;

import static org.assertj.core.api.Assertions.assertThat;

import invitations.invitation.OpenRow;
import invitations.invitation.PlannedRow;
import invitations.invitation.RowStatus;
import invitations.ledger.drop.Drop;
import invitations.ledger.report.ResultRow;
import invitations.ledger.store.RowId;
import invitations.testing.LedgerFixture;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which rows are in doubt, how they are asked about together, and when. */
class LookupRowsTest {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final long EVER = Long.MAX_VALUE;

    @TempDir
    private Path home;

    private LedgerFixture test;

    @BeforeEach
    void open() {
        test = new LedgerFixture(home, HOUR);
    }

    @AfterEach
    void close() {
        test.close();
    }

    @Test
    void a_drop_without_doubt_has_nothing_to_ask() {
        Drop drop = test.dropOf("aa", LedgerFixture.people(2));
        test.ask(drop);
        test.end(drop, RowStatus.INVITED);

        assertThat(rows().isAnyLeft(drop)).isFalse();
        assertThat(rows().untilDue(drop, Set.of())).isEmpty();
        assertThat(rows().groups(drop, EVER, Set.of())).isEmpty();
        assertThat(rows().page(drop, 0, 10, EVER, Set.of())).isEmpty();
    }

    @Test
    void what_is_in_doubt_is_due_a_settle_time_later() {
        Drop drop = uncertain("aa", LedgerFixture.people(2));
        Drop other = test.dropOf("bb", LedgerFixture.row(1, "zoe@example.org"));

        assertThat(rows().isAnyLeft(drop)).isTrue();
        assertThat(rows().isAnyLeft(other)).isFalse();
        assertThat(untilDue(drop)).hasValueSatisfying(LookupRowsTest::isAnHour);
        assertThat(rows().untilDue(other, Set.of())).isEmpty();
        long now = test.ledger().settleClock().now();
        assertThat(rows().groups(drop, now, Set.of())).isEmpty();
        assertThat(rows().page(drop, 0, 10, now, Set.of())).isEmpty();
        assertThat(rows().page(drop, 0, 10, EVER, Set.of())).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({"100, 200, 200", "100, 3600100, 3600100", "100, 3600101, 3600100", "5, 99999999, 3600005"})
    void rows_are_asked_about_together_and_none_waits_more_than_a_settle_time_for_that(
            long first, long last, long together) throws SQLException {
        Drop drop = uncertain("aa", LedgerFixture.people(2));
        dueAt(drop, first, last);

        long before = test.ledger().settleClock().now();
        Duration left = untilDue(drop).orElseThrow();

        assertThat(left.toMillis())
                .isBetween(Math.max(0, together - test.ledger().settleClock().now()), Math.max(0, together - before));
    }

    @Test
    void what_is_overdue_is_due_now() throws SQLException {
        Drop drop = uncertain("aa", LedgerFixture.people(2));
        dueAt(drop, -50, -20);

        assertThat(untilDue(drop)).contains(Duration.ZERO);
    }

    @Test
    void a_first_absence_waits_a_settle_time_more() throws SQLException {
        Drop drop = uncertain("aa", LedgerFixture.people(1));
        dueAt(drop, 0, 0);
        assertThat(untilDue(drop)).contains(Duration.ZERO);

        test.ledger().settlements().absent(ids(drop).get(0));

        assertThat(untilDue(drop)).hasValueSatisfying(LookupRowsTest::isAnHour);
    }

    @Test
    void what_could_not_be_asked_waits_once_more_and_nothing_else_does() throws SQLException {
        Drop drop = uncertain("aa", mixed());
        test.change("UPDATE drop_rows SET ask_at = 0");

        test.ledger().settlements().later(ids(drop).get(0));
        assertThat(due(drop)).containsExactly(2L, 3L, 4L);
        test.ledger().settlements().later(drop, "program", "acme");
        assertThat(due(drop)).containsExactly(2L);
        test.ledger().settlements().later(drop, "platform", "other");
        assertThat(due(drop)).containsExactly(2L);
        test.ledger().settlements().later(drop, "platform", "acme");
        assertThat(due(drop)).isEmpty();
        assertThat(test.statuses(drop)).containsOnly(RowStatus.UNCERTAIN);
        assertThat(test.committed("SELECT DISTINCT absences FROM drop_rows")).containsExactly("0");
    }

    @Test
    void later_for_one_drop_is_not_later_for_another() throws SQLException {
        Drop drop = uncertain("aa", LedgerFixture.people(1));
        Drop other = uncertain("bb", LedgerFixture.row(1, "zoe@example.org"));
        test.change("UPDATE drop_rows SET ask_at = 0");

        test.ledger().settlements().later(drop, "platform", "acme");

        assertThat(due(drop)).isEmpty();
        assertThat(due(other)).hasSize(1);
    }

    @Test
    void the_waits_begin_anew_with_each_start() throws SQLException {
        Drop drop = uncertain("aa", LedgerFixture.people(2));
        test.change("UPDATE drop_rows SET ask_at = 0, absences = 1");
        Drop broken = test.dropOf("bb", LedgerFixture.row(1, "zoe@example.org"));
        test.ask(broken);

        test.reopen(HOUR);

        assertThat(untilDue(drop)).hasValueSatisfying(LookupRowsTest::isAnHour);
        assertThat(test.committed("SELECT DISTINCT absences FROM drop_rows WHERE status = 'UNCERTAIN' AND id <= "
                        + RowId.last(drop.number())))
                .as("what an earlier start read, it read")
                .containsExactly("1");
        assertThat(test.statuses(broken)).containsExactly(RowStatus.UNCERTAIN);
        assertThat(untilDue(broken)).hasValueSatisfying(LookupRowsTest::isAnHour);
    }

    @Test
    void rows_of_one_list_are_a_group() throws SQLException {
        Drop drop = uncertain("aa", mixed());

        assertThat(rows().groups(drop, EVER, Set.of()))
                .containsExactlyInAnyOrder(
                        new LookupRows.Group("platform", "acme", 1, 2), new LookupRows.Group("program", "acme", 1, 2));
        assertThat(rows().groups(drop, EVER, Set.of("program")))
                .containsExactly(new LookupRows.Group("platform", "acme", 1, 2));
        assertThat(rows().untilDue(drop, Set.of("program"))).isPresent();
        assertThat(rows().untilDue(drop, Set.of("program", "platform"))).isEmpty();
        test.change(
                "UPDATE drop_rows SET tenant = 'north' WHERE id = " + ids(drop).get(0));
        assertThat(rows().groups(drop, EVER, Set.of())).hasSize(3);
    }

    @Test
    void a_group_knows_the_calls_of_its_due_rows_and_what_its_list_would_show() throws SQLException {
        Drop drop = test.dropOf("aa", LedgerFixture.people(6));
        List<OpenRow> open = test.open(drop);
        test.ledger().intents().ask("call-a", open.subList(0, 2)).join();
        test.ledger().intents().ask("call-b", open.subList(2, 4)).join();
        test.ledger().intents().ask("call-c", open.subList(4, 5)).join();
        record(open.subList(0, 4), RowStatus.UNCERTAIN);
        record(open.subList(4, 5), RowStatus.INVITED);
        test.change("UPDATE drop_rows SET ask_at = 100 WHERE call = 'call-a'");
        test.change("UPDATE drop_rows SET ask_at = 200 WHERE call = 'call-b'");

        LookupRows.Group group = rows().groups(drop, 200, Set.of()).get(0);

        // Five of the six were called, and of one of these the API may know.
        assertThat(group).isEqualTo(new LookupRows.Group("platform", "acme", 2, 5));
        assertThat(rows().calls(drop, group, 200)).containsExactly("call-a", "call-b");
        assertThat(rows().calls(drop, group, 199)).containsExactly("call-a");
        assertThat(rows().calls(drop, group, 99)).isEmpty();
        assertThat(rows().groups(drop, 100, Set.of())).containsExactly(new LookupRows.Group("platform", "acme", 1, 5));
        assertThat(rows().calls(drop, new LookupRows.Group("program", "acme", 0, 0), EVER))
                .isEmpty();
        assertThat(rows().calls(drop, new LookupRows.Group("platform", "north", 0, 0), EVER))
                .isEmpty();
    }

    @Test
    void rows_are_read_page_by_page_in_the_order_of_the_file() throws SQLException {
        Drop drop = uncertain("aa", mixed());
        Drop next = uncertain("bb", LedgerFixture.row(1, "zoe@example.org"));
        List<Long> ids = ids(drop);

        assertThat(rows().page(drop, 0, 3, EVER, Set.of()))
                .extracting(LookupRow::id)
                .isEqualTo(ids.subList(0, 3));
        assertThat(rows().page(drop, ids.get(2), 3, EVER, Set.of()))
                .extracting(LookupRow::id)
                .containsExactly(ids.get(3));
        assertThat(rows().page(drop, ids.get(3), 3, EVER, Set.of())).isEmpty();
        assertThat(rows().page(drop, 0, 9, EVER, Set.of("platform"))).hasSize(2);
        assertThat(rows().page(next, 0, 9, EVER, Set.of())).hasSize(1);
    }

    @Test
    void a_row_tells_what_to_ask_for_and_when_it_was_first_to_be_sent() throws SQLException {
        Drop drop = uncertain("aa", LedgerFixture.inProgram(1, "Ann@Example.org", "acme+logic"));
        List<String> first = test.committed("SELECT intended_at FROM drop_rows");
        ids(drop).forEach(test.ledger().settlements()::absent);
        ids(drop).forEach(test.ledger().settlements()::absent);
        test.ledger().intents().ask("second", test.open(drop)).join();
        test.end(drop, RowStatus.UNCERTAIN);

        LookupRow row = rows().page(drop, 0, 9, EVER, Set.of()).get(0);

        assertThat(row.isUnchecked()).isFalse();
        assertThat(row.target()).isEqualTo("program");
        assertThat(row.tenant()).isEqualTo("acme");
        assertThat(row.targetKey()).isEqualTo("acme+logic");
        assertThat(row.item()).contains("\"Ann@Example.org\"");
        assertThat(row.intendedAt()).isEqualTo(Instant.ofEpochMilli(Long.parseLong(first.get(0))));
    }

    private LookupRows rows() {
        return test.ledger().lookupRows();
    }

    /** Two for a platform, two for programs. */
    private static PlannedRow[] mixed() {
        return new PlannedRow[] {
            LedgerFixture.row(1, "ann@example.org"),
            LedgerFixture.row(2, "bob@example.org"),
            LedgerFixture.inProgram(3, "ann@example.org", "acme+a"),
            LedgerFixture.inProgram(4, "bob@example.org", "acme+b")
        };
    }

    private Drop uncertain(String content, PlannedRow... rows) {
        Drop drop = test.dropOf(content, rows);
        test.ask(drop);
        test.end(drop, RowStatus.UNCERTAIN);
        return drop;
    }

    private void record(List<OpenRow> rows, RowStatus status) {
        List<Long> ids = rows.stream().map(OpenRow::id).toList();
        test.ledger()
                .outcomes()
                .record(ids, LedgerFixture.outcome(status), null)
                .join();
    }

    private void dueAt(Drop drop, long first, long second) throws SQLException {
        test.change("UPDATE drop_rows SET ask_at = CASE WHEN id = " + ids(drop).get(0) + " THEN " + first + " ELSE "
                + second + " END");
    }

    /** The numbers of the rows that are due now. */
    private List<Long> due(Drop drop) {
        return rows().page(drop, 0, 100, test.ledger().settleClock().now(), Set.of()).stream()
                .map(row -> RowId.record(row.id()))
                .toList();
    }

    private Optional<Duration> untilDue(Drop drop) {
        return rows().untilDue(drop, Set.of());
    }

    private static void isAnHour(Duration wait) {
        assertThat(wait).isBetween(HOUR.minusMinutes(2), HOUR);
    }

    private List<Long> ids(Drop drop) {
        return test.results(drop).stream().map(ResultRow::id).toList();
    }
}
