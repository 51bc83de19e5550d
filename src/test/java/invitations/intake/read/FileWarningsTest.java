package invitations.intake.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import invitations.feed.CsvSettings;
import invitations.feed.Feed;
import invitations.feed.FeedPrechecks;
import invitations.feed.Mapping;
import invitations.feed.Restrictions;
import invitations.feed.guard.GuardSettings;
import invitations.intake.check.RowPlanner;
import invitations.invitation.FileRefusedException;
import invitations.invitation.InputRow;
import invitations.invitation.PlannedRow;
import invitations.invitation.ReasonCode;
import invitations.invitation.RowError;
import invitations.invitation.Warning;
import invitations.invitation.WarningCode;
import invitations.invitation.WarningCount;
import invitations.testing.PlannedRows;
import invitations.testing.TestTarget;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FileWarningsTest {
    private static final Warning OF_LINE_3 = Warning.ofCell(WarningCode.HTML_ENTITY, 3, 1, "&amp;");
    private static final Warning OF_FILE = Warning.ofFile(WarningCode.CHARSET_GUESSED, 0, "a guess");

    private static InputRow row(long line, String... cells) {
        return new InputRow(line - 1, line, List.of(cells));
    }

    @Test
    void a_row_has_what_its_readers_warn_of() {
        FileWarnings warnings = new FileWarnings(
                Set.of(),
                List.of(OF_LINE_3, Warning.ofRow(WarningCode.HTML_ENTITY, 5, "more"))
                        .iterator());
        warnings.add(Warning.ofRow(WarningCode.STRAY_DELIMITER, 3, "less"));

        assertThat(warnings.attached(row(2)).warnings()).isEmpty();
        assertThat(warnings.attached(row(3)).warnings())
                .extracting(Warning::code)
                .containsExactly(WarningCode.HTML_ENTITY, WarningCode.STRAY_DELIMITER);
        assertThat(warnings.attached(row(4)).warnings()).isEmpty();
        assertThat(warnings.attached(row(5)).warnings()).hasSize(1);
        assertThat(warnings.ofFile()).isEmpty();
    }

    @Test
    void what_stands_on_lines_that_are_no_rows_is_passed_over() {
        FileWarnings warnings = new FileWarnings(Set.of(), List.of(OF_LINE_3).iterator());

        assertThat(warnings.attached(row(4)).warnings()).isEmpty();
    }

    @Test
    void what_is_about_the_file_is_counted_wherever_it_stands() {
        FileWarnings warnings =
                new FileWarnings(Set.of(), List.of(OF_FILE, OF_LINE_3, OF_FILE).iterator());
        warnings.add(OF_FILE);

        assertThat(warnings.attached(row(2)).warnings()).isEmpty();
        assertThat(warnings.ofFile())
                .containsExactly(new WarningCount(WarningCode.CHARSET_GUESSED, 3, List.of(), "a guess"));
    }

    @Test
    void it_refuses_the_file_where_the_feed_says_so() {
        Set<WarningCode> refused = EnumSet.allOf(WarningCode.class);

        assertThatExceptionOfType(FileRefusedException.class)
                .isThrownBy(() -> new FileWarnings(refused, List.of(OF_LINE_3).iterator()).add(OF_FILE))
                .satisfies(e -> assertThat(e.code()).isEqualTo(ReasonCode.CHARSET_GUESSED))
                .withMessage("a guess");
        assertThatExceptionOfType(FileRefusedException.class)
                .isThrownBy(() ->
                        new FileWarnings(refused, List.of(OF_LINE_3, OF_FILE).iterator()).ofFile());
    }

    @Test
    void the_planner_finds_the_name_of_the_column_and_shows_no_password() {
        Iterator<InputRow> records = List.of(
                        row(1, "email", "first_name", "password"),
                        row(2, "ann@example.org", "Ann", "pw")
                                .warned(List.of(
                                        Warning.ofCell(WarningCode.STRAY_DELIMITER, 2, 1, "Ann"),
                                        Warning.ofCell(WarningCode.STRAY_DELIMITER, 2, 2, "pw"),
                                        Warning.ofCell(WarningCode.STRAY_DELIMITER, 2, 7, "pw"))))
                .iterator();
        RowPlanner planner = RowPlanner.begin(records, PlannedRows.OF_ACME, TestTarget.BOTH, PlannedRows.RULES);

        assertThat(planner.plan(records.next()).row().warnings())
                .extracting(Warning::message)
                .containsExactly(
                        "first_name: 'Ann' – expected a name without a comma or semicolon at its start or end",
                        "expected a name without a comma or semicolon at its start or end",
                        "expected a name without a comma or semicolon at its start or end");
    }

    @Test
    void a_warning_of_a_reader_becomes_an_error_as_well() {
        Feed strict = new Feed(
                "strict",
                null,
                null,
                "acme",
                null,
                null,
                Map.of(),
                FeedPrechecks.NONE,
                CsvSettings.NONE,
                Mapping.NONE,
                Restrictions.NONE,
                Set.of(WarningCode.STRAY_DELIMITER),
                GuardSettings.NONE,
                "");
        Iterator<InputRow> records = List.of(
                        row(1, "email", "first_name"),
                        row(2, "ann@example.org", "Ann")
                                .warned(List.of(Warning.ofCell(WarningCode.STRAY_DELIMITER, 2, 1, "Ann"))))
                .iterator();
        RowPlanner planner = RowPlanner.begin(records, strict, TestTarget.BOTH, PlannedRows.RULES);

        PlannedRow row = planner.plan(records.next());

        assertThat(row.row().warnings()).isEmpty();
        assertThat(row).isInstanceOf(PlannedRow.Invalid.class);
        assertThat(((PlannedRow.Invalid) row).errors())
                .extracting(RowError::code)
                .containsExactly(ReasonCode.STRAY_DELIMITER);
    }
}
