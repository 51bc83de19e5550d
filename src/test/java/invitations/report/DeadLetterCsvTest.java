package invitations.report;

import static invitations.testing.ReportFixture.invalid;
import static invitations.testing.ReportFixture.invited;
import static invitations.testing.ReportFixture.parse;
import static invitations.testing.ReportFixture.refused;
import static invitations.testing.ReportFixture.valid;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import invitations.csv.CharsetOrigin;
import invitations.csv.Dialect;
import invitations.csv.InputFormat;
import invitations.invitation.Outcome;
import invitations.invitation.PlannedRow;
import invitations.invitation.ReasonCode;
import invitations.invitation.RowStatus;
import invitations.ledger.drop.Drop;
import invitations.ledger.plan.PlanWriter;
import invitations.testing.ReportFixture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeadLetterCsvTest {
    @TempDir
    Path folder;

    private ReportFixture home;

    @BeforeEach
    void open() {
        home = new ReportFixture(folder);
    }

    @AfterEach
    void close() {
        home.close();
    }

    private Path deadLetters(Drop drop) {
        return home.report(drop).resolve("dead-letter.csv");
    }

    private List<List<String>> deadLetters(List<String> header, List<List<String>> rows) throws IOException {
        PlannedRow[] planned = new PlannedRow[rows.size()];
        for (int i = 0; i < planned.length; i++) {
            planned[i] = invalid(i + 1, ReasonCode.INVALID_EMAIL, rows.get(i).toArray(String[]::new));
        }
        return parse(deadLetters(home.plan(header, planned)));
    }

    @Test
    void only_rows_that_somebody_must_act_for_are_there() throws IOException {
        Drop earlier = home.plan(List.of("email"), valid(1, "before@x.org"));
        home.call(earlier, "zero", invited("1"));
        Drop drop = home.plan(
                List.of("E-Mail"),
                valid(1, "invited@x.org"),
                valid(2, "refused@x.org"),
                valid(3, "doubt@x.org"),
                valid(4, "left@x.org"),
                valid(5, "left@x.org"),
                valid(6, "before@x.org"),
                invalid(7, ReasonCode.INVALID_EMAIL, "?"));
        home.call(drop, "one", invited("2"));
        home.call(drop, "two", refused("no"));
        home.call(drop, "three", Outcome.of(RowStatus.NEEDS_REVIEW, ReasonCode.UNCERTAIN, "timed out"));
        home.ledger.outcomes().leaveUnprocessed(drop, ReasonCode.LIMIT_REACHED, "enough");

        assertThat(Files.readString(deadLetters(drop)))
                .isEqualTo(
                        """
                        E-Mail,_line,_status,_code,_message,_suggestion
                        refused@x.org,3,REFUSED,REFUSED_BY_API,no,
                        doubt@x.org,4,NEEDS_REVIEW,UNCERTAIN,timed out,
                        left@x.org,5,UNPROCESSED,LIMIT_REACHED,enough,
                        left@x.org,6,UNPROCESSED,LIMIT_REACHED,"the same as line 5, which was not sent: enough",
                        ?,8,INVALID,INVALID_EMAIL,expected something else,
                        """
                                .replace("\n", "\r\n"));
    }

    @Test
    void a_row_without_code_or_message_has_empty_reasons() throws IOException {
        Drop drop = home.plan(List.of("email"), valid(1, "a@x.org"));
        home.call(drop, "one", new Outcome(RowStatus.REFUSED, null, null, 404, null));

        assertThat(parse(deadLetters(drop)).get(1)).containsExactly("a@x.org", "2", "REFUSED", "", "", "");
    }

    @Test
    void cells_stay_raw_but_reasons_are_no_formulas() throws IOException {
        Drop drop = home.plan(List.of("=email", "name"), valid(1, "+a@x.org", "=1+1"));
        home.call(drop, "one", refused("=cmd|' /C calc'!A0"));

        List<List<String>> records = parse(deadLetters(drop));

        assertThat(records.get(0)).startsWith("=email", "name");
        assertThat(records.get(1)).startsWith("+a@x.org", "=1+1").endsWith("'=cmd|' /C calc'!A0", "");
    }

    @Test
    void a_row_that_was_too_short_still_is_when_it_is_dropped_again() throws IOException {
        Drop drop = home.plan(
                List.of("email", "name", "program_key"), invalid(1, ReasonCode.TOO_FEW_CELLS, "a@x.org", "Ada"));

        List<List<String>> records = parse(deadLetters(drop));

        assertThat(records.get(0)).hasSize(8);
        assertThat(records.get(1))
                .containsExactly("a@x.org", "Ada", "", "2", "INVALID", "TOO_FEW_CELLS", "expected something else");
    }

    @Test
    void naughty_strings_come_back_as_they_are() throws IOException {
        String[] naughty = new ObjectMapper()
                .readValue(ReportFixture.shared("naughty/blns.json").toFile(), String[].class);
        List<List<String>> rows = new ArrayList<>();
        for (String text : naughty) {
            rows.add(List.of(text, "x", text));
        }

        assertComesBack(List.of("name", "email", "note"), rows);
    }

    @Test
    void random_cells_come_back_as_they_are() throws IOException {
        Random random = new Random(4711);
        List<List<String>> rows = new ArrayList<>();
        for (int i = 0; i < 2000; i++) {
            rows.add(List.of(random(random), random(random)));
        }

        assertComesBack(List.of("\ufeffemail", "a \"name\",\r\nof two lines"), rows);
    }

    private void assertComesBack(List<String> header, List<List<String>> rows) throws IOException {
        List<List<String>> records = deadLetters(header, rows);

        assertThat(records).hasSize(rows.size() + 1);
        assertThat(records.get(0).subList(0, header.size())).isEqualTo(header);
        for (int i = 0; i < rows.size(); i++) {
            assertThat(records.get(i + 1)).hasSize(header.size() + 5);
            assertThat(records.get(i + 1).subList(0, header.size())).isEqualTo(rows.get(i));
        }
    }

    private static String random(Random random) {
        String alphabet = "ab,\"\r\n\t ;'=é漢\ufeff\u0000";
        StringBuilder text = new StringBuilder();
        for (int length = random.nextInt(6); length > 0; length--) {
            text.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return text.toString();
    }

    @Test
    void a_byte_order_mark_in_the_first_name_is_not_taken_for_one_of_the_file() throws IOException {
        Drop drop = home.plan(List.of("\ufeffemail"), invalid(1, ReasonCode.INVALID_EMAIL, "?"));

        assertThat(Files.readString(deadLetters(drop))).startsWith("\"\ufeffemail\",_line");
    }

    @Test
    void surplus_cells_stand_behind_the_reasons() throws IOException {
        List<List<String>> records = deadLetters(
                List.of("email", "name"),
                List.of(List.of("a@x.org", "Doe", "Jane", "", "x", "", ""), List.of("b@x.org")));

        assertThat(records.get(0))
                .containsExactly("email", "name", "_line", "_status", "_code", "_message", "_suggestion");
        assertThat(records.get(1))
                .containsExactly(
                        "a@x.org",
                        "Doe",
                        "2",
                        "INVALID",
                        "INVALID_EMAIL",
                        "expected something else",
                        "",
                        "Jane",
                        "",
                        "x");
        assertThat(records.get(2))
                .containsExactly("b@x.org", "", "3", "INVALID", "INVALID_EMAIL", "expected something else", "");
    }

    @Test
    void dropped_again_as_it_is_it_comes_back_with_the_same_cells() throws IOException {
        List<List<String>> first = deadLetters(
                List.of("email", "name", "", ""),
                List.of(List.of("a@x.org", "Doe", "", "", "Jane"), List.of("b@x.org"), List.of("c@x.org", "Cy")));
        assertThat(first.get(0))
                .containsExactly("email", "name", "_line", "_status", "_code", "_message", "_suggestion");

        List<List<String>> second = deadLetters(first.get(0), first.subList(1, first.size()));

        assertThat(second).isEqualTo(first);
    }

    @Test
    void they_name_their_delimiter_where_the_input_does() throws IOException {
        InputFormat format = new InputFormat("UTF-8", CharsetOrigin.CONTENT, new Dialect('^', '"', null), true, 0, 0);
        PlanWriter plan = home.ledger.plan(home.receive("people.csv"));
        plan.append(List.of(invalid(1, ReasonCode.INVALID_EMAIL, "?", "x")));
        Drop drop = plan.finish(List.of("email", "name"), format, false, null);
        assertThat(home.ledger.drops().now(drop).format()).isEqualTo(format);

        assertThat(Files.readString(deadLetters(drop)))
                .startsWith("sep=^\r\nemail^name^_line^_status^_code^_message^_suggestion\r\n?^x^2^INVALID^");
    }

    @Test
    void they_are_written_in_the_dialect_of_the_input() throws IOException {
        InputFormat format =
                new InputFormat("windows-1252", CharsetOrigin.FEED, new Dialect(';', '\'', '\\'), false, 0, 0);
        PlanWriter plan = home.ledger.plan(home.receive("people.csv"));
        plan.append(List.of(invalid(1, ReasonCode.INVALID_EMAIL, "Zoë;'x'", "a\\n,\"b\"")));
        Drop drop = plan.finish(List.of("email", "na;me"), format, false, null);
        assertThat(home.ledger.drops().now(drop).format()).isEqualTo(format);

        assertThat(Files.readString(deadLetters(drop)))
                .startsWith("email;'na;me';_line;_status;_code;_message;_suggestion\r\n'Zoë;'")
                .endsWith("'x''';'a\\\\n,\"b\"';2;INVALID;INVALID_EMAIL;expected something else;\r\n");
    }
}
