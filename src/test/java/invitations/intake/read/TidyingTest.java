package invitations.intake.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.entry;

import invitations.csv.CharsetOrigin;
import invitations.csv.Dialect;
import invitations.csv.InputFormat;
import invitations.feed.CsvSettings;
import invitations.invitation.FileRefusedException;
import invitations.invitation.InputRow;
import invitations.invitation.PlannedRow;
import invitations.invitation.ReasonCode;
import invitations.invitation.RowError;
import invitations.invitation.Warning;
import invitations.invitation.WarningCode;
import invitations.invitation.WarningCount;
import invitations.testing.CsvText;
import invitations.testing.PlannedRows;
import invitations.testing.TestChannel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What machines write into files and nobody means, and what only looks like it. */
class TidyingTest {

    @ParameterizedTest
    @ValueSource(strings = {" ", "  ", "\t", "\u00A0", "\u3000", " \u2009\t", "\uFEFF", "\u200B", "\u2060 "})
    void blanks_before_a_quote_do_not_count_whatever_parts_the_cells(String blank) throws IOException {
        for (String delimiter : List.of(",", ";", "|", "\t")) {
            if (!blank.contains(delimiter)) {
                RowReader records = records(
                        "\"email\"" + delimiter + blank + "\"note\"\n" + blank + "\"a@x.org\"" + delimiter + blank
                                + "\"b" + delimiter + " \"\"c\"\"\"" + " \n",
                        CsvSettings.NONE);

                assertThat(CsvText.rows(records).get(1).cells()).containsExactly("a@x.org", "b" + delimiter + " \"c\"");
                assertThat(counted(records, WarningCode.QUOTED_AFTER_BLANK)).isEqualTo(3);
            }
        }
    }

    @Test
    void a_quote_behind_blanks_that_is_none_of_a_cell_refuses_the_file_with_its_line() {
        for (String row : List.of("a@x.org, \"Ada\" Lovelace", "a@x.org, \"Ada", "a@x.org,\t\"Ada\"L,x")) {
            assertThatExceptionOfType(FileRefusedException.class)
                    .isThrownBy(() -> CsvText.rows(records("email,first_name\nb@x.org,\n" + row + "\n", CsvText.COMMA)))
                    .satisfies(refused ->
                            assertThat(refused.code() + " " + refused.line()).isEqualTo("MALFORMED_CSV 3"));
        }
    }

    @Test
    void blanks_before_a_quote_may_stand_at_every_place_of_the_buffer() throws IOException {
        for (int before = 8_170; before < 8_200; before++) {
            String text = "email,note\n" + "x".repeat(before) + ",   \"a,b\"\nb@x.org,  \n";

            assertThat(CsvText.rows(records(text, CsvText.COMMA)))
                    .extracting(InputRow::cells)
                    .contains(List.of("x".repeat(before), "a,b"), List.of("b@x.org", "  "));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "windows-1252", "UTF-16LE", "UTF-16BE", "UTF-32LE", "GB18030"})
    void what_stands_behind_the_end_is_no_row_in_whatever_charset(String charset) throws IOException {
        for (String tail :
                List.of("\u001A", "\r\n\u001A\r\n", "\u001A\u0000\u0000 \t\r\n", "\r\n" + "\0".repeat(20_000))) {
            byte[] text = ("email,first_name\r\na@x.org,Ada" + tail).getBytes(Charset.forName(charset));
            RowReader records = DropFile.of(new TestChannel(text))
                    .records(CsvSettings.NONE, CsvText.WIDE, name -> name.equals("email"));

            assertThat(CsvText.rows(records))
                    .extracting(InputRow::cells)
                    .containsExactly(List.of("email", "first_name"), List.of("a@x.org", "Ada"));
            assertThat(counted(records, WarningCode.END_MARK)).isEqualTo(1);
        }
    }

    @Test
    void a_byte_that_ends_a_text_of_two_bytes_each_is_no_character() throws IOException {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        text.writeBytes("email\r\na@x.org\r\n".getBytes(StandardCharsets.UTF_16LE));
        text.write(0x1A);

        assertThat(CsvText.rows(text.toByteArray())).hasSize(2);
    }

    @Test
    void nuls_in_place_of_text_stay_to_be_refused() {
        String torn = "email,first_name\na@x.org,Ad" + "\0".repeat(1_000);
        String hole = "email,first_name\na@x.org,Ada\n\0\0\0\0\nb@x.org,Bob\n";

        assertThat(CsvText.cells(torn).get(1)).containsExactly("a@x.org", "Ad\0");
        assertThat(PlannedRows.of(torn).codes()).containsExactly(ReasonCode.CONTROL_CHARACTER);
        assertThat(CsvText.cells(hole)).hasSize(4);
    }

    @ParameterizedTest
    @CsvSource({
        "'=\"00123\"', 00123",
        "'\"=\"\"00123\"\"\"', 00123",
        "' =\"a b\" ', a b",
        "'=\"a\"\"b\"', 'a\"b'",
        "'=\"\"', ''",
        "'=\"a\"&\"b\"', '=\"a\"&\"b\"'",
        "'=A1', =A1",
        "'=\"', '=\"'"
    })
    void a_formula_of_one_text_is_that_text(String cell, String text) {
        assertThat(CsvText.cells("a,b\n1," + cell + "\n").get(1)).containsExactly("1", text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "email,first_name",
                "E-Mail,First Name",
                "\"email\", \"first_name\"",
                "EMAIL,FIRST_NAME,,",
                "\uFEFFemail,first_name",
                "Email*,First Name (required)",
                "\"'email'\", \"\u201CFirst-Name\u201D:\"",
                "\u200BE-MAIL ,\uFF46irst_name",
                "email,\"* First Name [Required]\"",
                "_x000D_email,first_name_x000D_"
            })
    void a_header_that_comes_again_is_no_row(String header) throws IOException {
        RowReader records = records("email,first_name\na@x.org,Ada\n" + header + "\nb@x.org,Bob\n", CsvText.COMMA);

        assertThat(CsvText.rows(records)).extracting(InputRow::line).containsExactly(1L, 2L, 4L);
        assertThat(records.input().repeatedHeaders()).isEqualTo(1);
    }

    @Test
    void a_header_with_marks_comes_again_without_them() throws IOException {
        RowReader records = records(
                "Email*,First Name (required)\na@x.org,Ada\nemail,first_name\nb@x.org,Bob\n* Email:,First Name\n",
                CsvText.COMMA);

        assertThat(CsvText.rows(records)).extracting(InputRow::line).containsExactly(1L, 2L, 4L);
        assertThat(records.input().repeatedHeaders()).isEqualTo(2);
        assertThat(PlannedRows.of("Speed [km/h],Speed [mph],email\n1,2,a@x.org\nSpeed,Speed,b@x.org\n")
                        .rows())
                .hasSize(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "email,program_key | email,course_id",
                "email,program_key | program_key,email",
                "email,department | email,site",
                "username,program_key | username,first_name",
                "email,first_name,last_name | email,last_name,first_name"
            })
    void a_header_of_other_columns_refuses_the_file(String header, String second) {
        String text = header + "\na@x.org,acme+p1\n" + second + "\nb@x.org,acme+p2\n";

        assertThatExceptionOfType(FileRefusedException.class)
                .isThrownBy(
                        () -> PlannedRows.of(text.replace("a@x.org", header.startsWith("user") ? "ada" : "a@x.org")))
                .satisfies(refused -> {
                    assertThat(refused.code() + " " + refused.line()).isEqualTo("SECOND_HEADER 3");
                    assertThat(refused.reason()).contains("others than line 1");
                });
    }

    @Test
    void a_value_that_is_the_name_of_a_column_is_a_value() {
        assertThat(PlannedRows.of("email,team\na@x.org,role\nb@x.org,team\n").invitations())
                .hasSize(2);
        assertThat(PlannedRows.of("username,team\nsource,north\nmode,\n").invitations())
                .hasSize(2);
        assertThat(PlannedRows.of("email\na@x.org\nE-Mail\nmail\n").rows()).hasSize(2);
    }

    @Test
    void cells_that_are_missing_at_the_end_are_empty() throws IOException {
        PlannedRows planned = PlannedRows.of("email,first_name,last_name,note\na@x.org,A\nb@x.org\nc@x.org,C,,x\n");
        assertThat(planned.invitations()).hasSize(3);
        assertThat(planned.rows().get(0).row().cells()).containsExactly("a@x.org", "A", "", "");

        RowReader records = records("email,note\na@x.org\nb@x.org,\n", CsvText.COMMA);
        assertThat(CsvText.rows(records)).hasSize(3);
        assertThat(records.input().shortRows()).isEqualTo(1);
    }

    @Test
    void a_feed_may_want_no_short_rows() throws IOException {
        CsvSettings strict = new CsvSettings(null, null, '"', null, true);

        assertThat(CsvText.rows(records("email,note\na@x.org\n", strict)).get(1).cells())
                .containsExactly("a@x.org");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "email,first_name,program_key/a@x.org,Ada",
                "email,first_name,target/a@x.org,Ada",
                "email,first_name,platform_key/a@x.org",
                "email,first_name,password/a@x.org,hunter2",
                "email,first_name,last_name/a@x.org,Ada/,Lovelace",
                "email,first_name,last_name/a@x.org,Ada/Mary,Lovelace",
                "email,first_name,last_name/a@x.org,Ada/Mary/Jane,Lovelace",
                "first_name,email/Ada/Mary,a@x.org"
            })
    void a_row_that_may_have_lost_what_counts_invites_nobody(String text) {
        assertThat(PlannedRows.of(text.replace('/', '\n') + "\n").rows())
                .allMatch(PlannedRow.Invalid.class::isInstance);
    }

    @Test
    void a_row_whose_missing_cells_may_be_lost_is_not_said_to_be_filled_up() {
        PlannedRows planned = PlannedRows.of("email,note,program_key\na@x.org,x\nb@x.org,x,acme+p1\n");

        assertThat(planned.rows().get(0)).isInstanceOfSatisfying(PlannedRow.Invalid.class, row -> {
            assertThat(row.errors()).extracting(RowError::code).containsExactly(ReasonCode.TOO_FEW_CELLS);
            assertThat(row.row().warnings()).isEmpty();
        });
        PlannedRows filled = PlannedRows.of("email,note\na@x.org\n");
        assertThat(filled.rows().get(0).row().warnings())
                .extracting(Warning::code)
                .containsExactly(WarningCode.SHORT_ROW);
    }

    @Test
    void a_line_break_that_others_do_not_have_parts_no_row() {
        PlannedRows planned =
                PlannedRows.of("email,first_name\r\na@x.org,Ada\rb@x.org,Bob\r\nc@x.org,line one\rd@x.org\r\n");

        assertThat(planned.rows())
                .extracting(PlannedRow.Valid.class::isInstance)
                .containsExactly(true, true, false, false);
        assertThat(PlannedRows.of("email,note\ra@x.org\rb@x.org,x\r").invitations())
                .hasSize(2);
    }

    @Test
    void rows_beside_a_row_without_an_address_are_invited() {
        PlannedRows planned =
                PlannedRows.of("email,first_name,last_name\na@x.org,A,B\nTotal\nb@x.org,B,C\nnobody,N\nc@x.org\n");

        assertThat(planned.rows())
                .extracting(PlannedRow.Valid.class::isInstance)
                .containsExactly(true, false, true, false, true);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2.02611E+11",
                "2,02611E+11",
                "2.19e+26",
                "1E+05",
                "2.02611E11",
                "-1.5E-7",
                "1001.0",
                "1001.00",
                "1.0",
                "123456789012345000"
            })
    void a_number_that_was_rounded_is_no_user_name_and_no_key(String number) {
        assertThat(PlannedRows.of("username\n\"" + number + "\"\n").codes())
                .containsExactly(ReasonCode.INVALID_USERNAME);
        assertThat(PlannedRows.of("email,program_key\na@x.org,\"" + number + "\"\n")
                        .codes())
                .containsExactly(ReasonCode.INVALID_KEY);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1003",
                "00123",
                "10.5",
                "1e5",
                "12E34",
                "3E10",
                "ada1.0",
                "v1.0",
                "1.2.0",
                "123456789012345678",
                "12345678901234000",
                "E+11",
                "1.E+5",
                "12.5E+3"
            })
    void what_only_looks_like_one_is_a_user_name(String name) {
        assertThat(PlannedRows.of("username\n\"" + name + "\"\n").codes()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-04-01", "1-Apr", "Sep-26", "TRUE", "219E+24", "２．１９Ｅ＋２６"})
    void what_a_spreadsheet_may_have_made_is_no_user_name_and_no_key(String text) {
        assertThat(PlannedRows.of("username\n" + text + "\n").codes()).containsExactly(ReasonCode.INVALID_USERNAME);
        assertThat(PlannedRows.of("email,program_key\na@example.org," + text + "\n")
                        .codes())
                .containsExactly(ReasonCode.INVALID_KEY);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u202A%s\u202C",
                "\u202B%s",
                "\u202D%s\u202C",
                "\u202E%s",
                "\u2066%s\u2069",
                "\u2067%s",
                "%s\u2068 "
            })
    void a_sign_that_turns_a_text_over_is_left_out_of_what_is_suggested(String around) {
        for (String column : List.of("first_name", "team")) {
            PlannedRows planned =
                    PlannedRows.of("email," + column + "\na@example.org,\"" + String.format(around, "Ada") + "\"\n");

            assertThat(planned.codes()).containsExactly(ReasonCode.CONTROL_CHARACTER);
            assertThat(planned.errors().get(0).suggestion()).containsExactly(entry(column, "Ada"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u202A\u202C", "\u202AA\u0007da", "A\u0007da"})
    void where_nothing_or_another_control_is_left_nothing_is_suggested(String name) {
        PlannedRows planned = PlannedRows.of("email,first_name\na@example.org,\"" + name + "\"\n");

        assertThat(planned.codes()).containsExactly(ReasonCode.CONTROL_CHARACTER);
        assertThat(planned.errors().get(0).suggestion()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"=\"King, Ada\"", "“King, Ada”", "'King, Ada'", "Ada \"the, first\"", "„King, Ada“"})
    void a_text_that_was_parted_within_its_quotes_holds_its_row_back(String name) {
        for (String rest : new String[] {",Lovelace", ",Lovelace,x"}) {
            assertThat(PlannedRows.of("email,first_name,last_name,company_name\na@example.org," + name + rest + "\n")
                            .codes())
                    .contains(ReasonCode.TOO_MANY_CELLS);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'t,Hooft",
                "O'Brien,Ann",
                "5'11\",6'2\"",
                "\"the \"\"first\"\"\",x",
                "'s-Hertogenbosch,Students",
                "x,Boys'"
            })
    void other_quotes_hold_nothing_back(String cells) {
        assertThat(PlannedRows.of("email,first_name,last_name\na@example.org," + cells + "\n")
                        .codes())
                .isEmpty();
    }

    @Test
    void the_row_at_which_another_file_begins_is_held_back() {
        assertThat(PlannedRows.of("username\nbobusername\n").codes()).contains(ReasonCode.DAMAGED_TEXT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "#NAME?",
                "#N/A",
                "=T(\"\"K\"\")",
                "J%C3%B6rg",
                "J\\u00f6rg",
                "T=C3=BCr",
                "Strau▀",
                "Nguyá»…n",
                "–ú–∞—Ä–∏—è",
                "Åžtefan"
            })
    void what_is_no_name_is_held_back(String name) {
        assertThat(PlannedRows.of("email,first_name\na@example.org,\"" + name + "\"\n")
                        .codes())
                .containsExactly(ReasonCode.DAMAGED_TEXT);
    }

    @Test
    void a_file_of_former_rules_is_read_again_as_it_stands() throws IOException {
        String text = "email,note,password\na@x.org, \"x\"\nemail,note,password\n\uFEFFb@x.org\n\u001A";
        InputFormat former = new InputFormat(
                "UTF-8", CharsetOrigin.CONTENT, Dialect.RFC_4180, false, 0, 0, 0, 0, InputFormat.AS_WRITTEN);
        List<List<String>> rows = new ArrayList<>();
        DropFile.of(new TestChannel(text.getBytes(StandardCharsets.UTF_8)))
                .records(former)
                .forEachRemaining(row -> rows.add(row.cells()));

        assertThat(rows)
                .containsExactly(
                        List.of("a@x.org", " \"x\""),
                        List.of("email", "note", "password"),
                        List.of("\uFEFFb@x.org"),
                        List.of("\u001A"));
    }

    private static RowReader records(String text, CsvSettings settings) throws IOException {
        return DropFile.of(new TestChannel(text.getBytes(StandardCharsets.UTF_8)))
                .records(settings, CsvText.WIDE, name -> name.strip().matches("email|note"));
    }

    private static long counted(RowReader records, WarningCode code) {
        return records.warnings().ofFile().stream()
                .filter(warning -> warning.code() == code)
                .mapToLong(WarningCount::count)
                .sum();
    }
}
