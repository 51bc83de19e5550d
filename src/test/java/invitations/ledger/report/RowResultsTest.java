package invitations.ledger.report;

import static org.assertj.core.api.Assertions.assertThat;

import invitations.invitation.OpenRow;
import invitations.invitation.PlannedRow;
import invitations.invitation.ReasonCode;
import invitations.invitation.RowError;
import invitations.invitation.RowStatus;
import invitations.invitation.Warning;
import invitations.invitation.WarningCode;
import invitations.ledger.drop.Drop;
import invitations.ledger.report.RowResults.Count;
import invitations.ledger.store.LedgerException;
import invitations.testing.LedgerFixture;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RowResultsTest {
    @TempDir
    private Path home;

    private LedgerFixture test;

    @BeforeEach
    void open() {
        test = new LedgerFixture(home);
    }

    @AfterEach
    void close() {
        test.close();
    }

    @Test
    void pages_follow_each_other_through_one_drop_only() {
        test.dropOf("aa", LedgerFixture.people(3));
        Drop drop = test.dropOf("bb", LedgerFixture.people(5));
        test.dropOf("cc", LedgerFixture.people(3));
        RowResults results = test.ledger().results();

        List<ResultRow> first = results.page(drop, 0, 2);
        List<ResultRow> second = results.page(drop, first.get(1).id(), 2);
        List<ResultRow> third = results.page(drop, second.get(1).id(), 2);

        assertThat(first).extracting(ResultRow::number).containsExactly(1L, 2L);
        assertThat(second).extracting(ResultRow::number).containsExactly(3L, 4L);
        assertThat(third).extracting(ResultRow::number).containsExactly(5L);
        assertThat(results.page(drop, third.get(0).id(), 2)).isEmpty();
    }

    @Test
    void pages_of_large_rows_are_shorter_and_miss_none() {
        PlannedRow[] large = new PlannedRow[7];
        for (int n = 1; n <= large.length; n++) {
            large[n - 1] = LedgerFixture.row(n, "p" + n + "@x.org", null, Map.of("note", "x".repeat(400_000)));
        }
        Drop drop = test.dropOf("aa", large);

        List<Integer> sizes = new ArrayList<>();
        long after = 0;
        for (List<ResultRow> page = test.ledger().results().page(drop, after, 100);
                !page.isEmpty();
                page = test.ledger().results().page(drop, after, 100)) {
            sizes.add(page.size());
            after = page.get(page.size() - 1).id();
        }

        assertThat(sizes).containsExactly(3, 3, 1);
        assertThat(test.ledger().openRows().page(drop, 0, 100, Set.of())).hasSize(3);
    }

    @Test
    void findings_are_the_rows_that_are_not_planned_or_that_are_warned_of() {
        PlannedRow[] rows = LedgerFixture.people(9);
        rows[3] = LedgerFixture.invalid(4, new RowError(ReasonCode.INVALID_EMAIL, "email", "nobody", "an address"));
        rows[5] = new PlannedRow.Skipped(rows[5].row(), ReasonCode.SUPPRESSED, "not wanted");
        PlannedRow.Valid planned = (PlannedRow.Valid) rows[6];
        Warning warning = Warning.ofRow(WarningCode.SHORT_ROW, planned.row().line(), "short");
        rows[6] = new PlannedRow.Valid(planned.row().warned(List.of(warning)), planned.invitation());
        rows[8] = LedgerFixture.row(9, "person1@example.org");
        test.dropOf("aa", LedgerFixture.invalid(1));
        Drop drop = test.dropOf("bb", rows);
        RowResults results = test.ledger().results();

        List<ResultRow> all = results.findings(drop, 0, 100);
        List<ResultRow> first = results.findings(drop, 0, 3);
        List<ResultRow> second = results.findings(drop, first.get(2).id(), 3);

        assertThat(all)
                .isEqualTo(results.page(drop, 0, 100).stream()
                        .filter(row -> row.status() != RowStatus.PLANNED || row.warnings() != null)
                        .toList());
        assertThat(first).extracting(ResultRow::number).containsExactly(4L, 6L, 7L);
        assertThat(second).extracting(ResultRow::number).containsExactly(9L);
        assertThat(results.findings(drop, second.get(0).id(), 3)).isEmpty();
    }

    @Test
    void pages_of_open_rows_skip_what_has_ended_and_stay_in_their_drop() {
        test.dropOf("aa", LedgerFixture.people(3));
        Drop drop = test.dropOf("bb", LedgerFixture.people(5));
        test.dropOf("cc", LedgerFixture.people(3));
        List<OpenRow> rows = test.open(drop);
        test.ledger().intents().ask("call", List.of(rows.get(1), rows.get(2))).join();
        test.ledger()
                .outcomes()
                .record(List.of(rows.get(2).id()), LedgerFixture.outcome(RowStatus.RETRYABLE), null)
                .join();

        List<OpenRow> first = test.ledger().openRows().page(drop, 0, 2, Set.of());
        List<OpenRow> second = test.ledger().openRows().page(drop, first.get(1).id(), 5, Set.of());

        assertThat(first).containsExactly(rows.get(0), rows.get(2));
        assertThat(second).containsExactly(rows.get(3), rows.get(4));
    }

    @Test
    void everything_is_counted() {
        Drop drop = test.dropOf(
                "aa",
                LedgerFixture.row(1, "ann@example.org"),
                LedgerFixture.row(2, "bob@example.org"),
                LedgerFixture.row(3, "ann@example.org"),
                LedgerFixture.invalid(
                        4,
                        new RowError(ReasonCode.INVALID_EMAIL, "email", "x", "an address"),
                        new RowError(ReasonCode.INVALID_URL, "redirect_to", "x", "a URL")));
        test.dropOf("bb", LedgerFixture.people(9));
        RowResults results = test.ledger().results();
        assertThat(results.plannedByOperation(drop)).isEqualTo(Map.of("platform single", 2L));
        List<OpenRow> rows = test.ask(drop);
        test.ledger()
                .outcomes()
                .record(List.of(rows.get(0).id()), LedgerFixture.outcome(RowStatus.INVITED), null)
                .join();
        test.ledger()
                .outcomes()
                .record(List.of(rows.get(1).id()), LedgerFixture.outcome(RowStatus.REFUSED), null)
                .join();

        assertThat(results.counts(drop))
                .containsExactlyInAnyOrder(
                        new Count(RowStatus.INVITED, Set.of(), "platform", 1),
                        new Count(RowStatus.REFUSED, Set.of(ReasonCode.REFUSED_BY_API), "platform", 1),
                        new Count(RowStatus.DUPLICATE, Set.of(ReasonCode.DUPLICATE_IN_FILE), "platform", 1),
                        new Count(
                                RowStatus.INVALID, Set.of(ReasonCode.INVALID_EMAIL, ReasonCode.INVALID_URL), null, 1));
        Map<String, Long> refusals = new HashMap<>();
        results.eachRefusal(drop, refusals::put);
        assertThat(refusals).isEqualTo(Map.of("no such platform", 1L));
        assertThat(results.plannedByOperation(drop)).isEmpty();
        assertThat(results.bulkAnswers(drop)).isEmpty();
    }

    @Test
    void what_is_not_readable_is_a_failure_that_does_not_tell_it() throws SQLException {
        Drop drop = test.dropOf("aa", LedgerFixture.people(1));
        test.change("UPDATE drop_rows SET cells = '[ann@example.org]'");

        Assertions.assertThatExceptionOfType(LedgerException.class)
                .isThrownBy(() -> test.results(drop))
                .withMessageNotContaining("ann")
                .withNoCause();
    }
}
