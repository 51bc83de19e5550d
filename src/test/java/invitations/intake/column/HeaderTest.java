package invitations.intake.column;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import invitations.feed.Feed;
import invitations.intake.check.RowPlanner;
import invitations.invitation.FileRefusedException;
import invitations.invitation.InputRow;
import invitations.invitation.ReasonCode;
import invitations.testing.CsvText;
import invitations.testing.PlannedRows;
import invitations.testing.TestTarget;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HeaderTest {

    @ParameterizedTest
    @ValueSource(strings = {"", "\uFEFF", "\n", "\r\n\r\n"})
    void a_file_without_a_record_is_empty(String text) {
        assertRefused(text, PlannedRows.OF_ACME, ReasonCode.EMPTY_FILE, 0, "the file is empty");
    }

    @Test
    void a_header_alone_is_a_file_of_no_rows() {
        assertThat(PlannedRows.of("email,platform_key\n").rows()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Email,Platform-Key,Redirect To",
                "EMAIL,platform_key,redirect__to",
                " e-mail ,PLATFORM KEY,redirectTo",
                "\uFEFFemail,\u00A0platform_key,redirect-to",
                "email,\"platform\nkey\",\"redirect to\""
            })
    void names_count_whatever_their_case_spaces_and_signs(String header) {
        assertThat(PlannedRows.of(header + "\nann@example.org,north,https://example.org/")
                        .invitation()
                        .item())
                .containsEntry("platform_key", "north")
                .containsEntry("redirect_to", "https://example.org/");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "/email,Email|DUPLICATE_COLUMN|2|columns 1 and 2 are both named 'Email' (case, spaces, - and _ do not count)",
                "email,team,x,Team|DUPLICATE_COLUMN|1|columns 2 and 4",
                "email,invitation_drop|RESERVED_COLUMN|1|'invitation_drop'",
                "email,Invitation Call|RESERVED_COLUMN|1|'Invitation Call'",
                "email,invitation-attempt|RESERVED_COLUMN|1|'invitation-attempt'",
                "email,started|RESERVED_COLUMN|1|for example to 'external started'",
                "email,enrollment_config|RESERVED_COLUMN|1|'enrollment_config'",
                "ann@example.org,acme|NO_HEADER|1|expected names such as email,platform_key",
                ",,|NO_HEADER|2|names no known column",
                "_line,_status|NO_HEADER|1|names no known column",
                "email,,platform_key|NO_HEADER|1|column 2 has no name",
                "/,email|NO_HEADER|2|column 1 has no name",
                "emial,platform_key|MISTAKEN_COLUMN|1|column 1 'emial' is none that is known, and nearly has the name of one that"
                        + " decides who is invited, where or how: perhaps 'email' is meant",
                "work mail,platform_key|MISSING_COLUMN|1|no column email or username; perhaps 'work mail' is meant for it",
                "first_name|MISSING_COLUMN|1|no column email or username. Add it"
            })
    void a_header_that_rows_cannot_be_read_by_is_refused(String header, ReasonCode code, long line, String told) {
        assertRefused(header.replace('/', '\n') + "\n1,2,3\n", PlannedRows.OF_ACME, code, line, told);
    }

    @Test
    void a_name_with_control_characters_is_refused() {
        assertRefused("email,na\u0000me", PlannedRows.OF_ACME, ReasonCode.CONTROL_CHARACTER, 1, "the name of column 2");
        assertRefused("email,\u202Eeman", PlannedRows.OF_ACME, ReasonCode.CONTROL_CHARACTER, 1, "the name of column 2");
    }

    @Test
    void a_platform_that_nobody_names_is_a_missing_column() {
        assertRefused("email", PlannedRows.PLAIN, ReasonCode.MISSING_COLUMN, 1, "no column platform_key");
        assertRefused("email,program_key", PlannedRows.PLAIN, ReasonCode.MISSING_COLUMN, 1, "no column platform_key");
        assertThat(PlannedRows.of("email\nann@example.org").invitation().tenant())
                .isEqualTo("acme");
    }

    @Test
    void the_key_column_of_the_feeds_target_must_be_there() {
        assertRefused(
                "email,platform_key",
                PlannedRows.feed("program", null, Map.of()),
                ReasonCode.MISSING_COLUMN,
                1,
                "no column program_key");
        assertThat(PlannedRows.of(
                                "email\nann@example.org",
                                PlannedRows.feed("program", null, Map.of("program_key", "acme+p1")),
                                TestTarget.BOTH)
                        .invitation()
                        .targetKey())
                .isEqualTo("acme+p1");
    }

    @Test
    void a_column_that_only_some_targets_need_is_missed_row_by_row() {
        PlannedRows planned = PlannedRows.of("email,target\nann@example.org,program\nbob@example.org,platform\n");

        assertThat(planned.rows())
                .extracting(row -> row.getClass().getSimpleName())
                .containsExactly("Invalid", "Valid");
    }

    @Test
    void columns_that_begin_with_an_underscore_are_not_read() {
        PlannedRows planned = PlannedRows.of(
                """
                email,_line,_line,_id,_suggestion,_email
                ann@example.org,7,7,x,\007,y@z
                """);

        assertThat(planned.invitation().item()).containsOnlyKeys("email", "platform_key", "source");
    }

    @Test
    void columns_of_padding_at_the_end_are_tolerated_while_they_are_empty() {
        assertThat(PlannedRows.of("email,first_name,,\nann@example.org,Ann,,\n").codes())
                .isEmpty();
        assertThat(PlannedRows.of("email,first_name,,\nann@example.org,Ann\n").codes())
                .isEmpty();
        assertThat(PlannedRows.of("email,first_name\nann@example.org,Ann,, \n").codes())
                .isEmpty();
        assertThat(PlannedRows.of("email,first_name,,\nann@example.org,Ann,,x\n")
                        .codes())
                .containsExactly(ReasonCode.TOO_MANY_CELLS);
    }

    @Test
    void the_first_record_is_kept_as_it_stands() {
        List<InputRow> rows = CsvText.rows("\n Email ,Team\n");

        assertThat(RowPlanner.begin(rows.iterator(), PlannedRows.OF_ACME, TestTarget.BOTH, PlannedRows.RULES)
                        .header())
                .isEqualTo(new InputRow(0, 2, List.of(" Email ", "Team")));
    }

    private static void assertRefused(String text, Feed feed, ReasonCode code, long line, String told) {
        assertThatExceptionOfType(FileRefusedException.class)
                .isThrownBy(() -> PlannedRows.of(text, feed, TestTarget.BOTH))
                .satisfies(refused -> {
                    assertThat(refused.code()).isEqualTo(code);
                    assertThat(refused.line()).isEqualTo(line);
                    assertThat(refused.reason()).contains(told);
                });
    }
}
