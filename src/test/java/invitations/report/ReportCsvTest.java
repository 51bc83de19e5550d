package invitations.report;

import static invitations.testing.ReportFixture.invalid;
import static invitations.testing.ReportFixture.invited;
import static invitations.testing.ReportFixture.parse;
import static invitations.testing.ReportFixture.refused;
import static invitations.testing.ReportFixture.valid;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import invitations.csv.CsvWriter;
import invitations.invitation.PlannedRow;
import invitations.invitation.ReasonCode;
import invitations.invitation.RowError;
import invitations.invitation.RowStatus;
import invitations.ledger.drop.Drop;
import invitations.testing.ReportFixture;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReportCsvTest {
    private static final String AT = "2026-11-22T23:59:59.120Z";

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

    private List<List<String>> report(Drop drop) throws IOException {
        return parse(home.report(drop).resolve("report.csv"));
    }

    /** A drop with one row, invalid so that it needs no call. */
    private List<List<String>> report(List<String> header, String... cells) throws IOException {
        return report(home.plan(header, invalid(1, ReasonCode.INVALID_EMAIL, cells)));
    }

    @Test
    void every_row_comes_back_with_its_result() throws IOException {
        Drop drop = home.plan(
                List.of("E-Mail", "First Name"),
                valid(1, "a@x.org", "Ann"),
                valid(2, "b@x.org", "Bob"),
                valid(3, "a@x.org", "Ann"),
                invalid(4, List.of(new RowError(ReasonCode.INVALID_EMAIL, "E-Mail", "?", "an address")), "?", "Cy"));
        home.call(drop, "one", invited("id-1"));
        home.call(drop, "two", refused("no such platform"));

        Path written = home.report(drop);

        assertThat(parse(written.resolve("report.csv")))
                .containsExactly(
                        List.of(
                                "E-Mail",
                                "First Name",
                                "_line",
                                "_status",
                                "_code",
                                "_message",
                                "_http",
                                "_id",
                                "_attempts",
                                "_at",
                                "_warnings"),
                        List.of("a@x.org", "Ann", "2", "INVITED", "", "", "200", "id-1", "1", AT, ""),
                        List.of(
                                "b@x.org",
                                "Bob",
                                "3",
                                "REFUSED",
                                "REFUSED_BY_API",
                                "no such platform",
                                "400",
                                "",
                                "1",
                                AT,
                                ""),
                        List.of(
                                "a@x.org",
                                "Ann",
                                "4",
                                "DUPLICATE",
                                "DUPLICATE_IN_FILE",
                                "the same as line 2",
                                "",
                                "",
                                "0",
                                AT,
                                ""),
                        List.of(
                                "?",
                                "Cy",
                                "5",
                                "INVALID",
                                "INVALID_EMAIL",
                                "E-Mail: '?' – expected an address",
                                "",
                                "",
                                "0",
                                AT,
                                ""));
    }

    @Test
    void all_cells_are_quoted_and_lines_end_as_rfc_4180_has_it() throws IOException {
        Drop drop = home.plan(List.of("email"), valid(1, "a\"b@x.org"));
        home.call(drop, "one", invited("7"));

        assertThat(Files.readString(home.report(drop).resolve("report.csv")))
                .isEqualTo(
                        "\"email\",\"_line\",\"_status\",\"_code\",\"_message\",\"_http\",\"_id\",\"_attempts\",\"_at\",\"_warnings\"\r\n"
                                + "\"a\"\"b@x.org\",\"2\",\"INVITED\",\"\",\"\",\"200\",\"7\",\"1\",\"" + AT
                                + "\",\"\"\r\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "=1+1",
                "+1",
                "-1",
                "@SUM(A1)",
                "\t=1",
                "\r=1",
                "\n=1",
                "＝1",
                "＋1",
                "－1",
                "＠A",
                "=",
                "=\"a\",\"b\""
            })
    void no_cell_is_a_formula(String formula) throws IOException {
        Drop drop = home.plan(
                List.of(formula, "email"),
                invalid(1, List.of(new RowError(ReasonCode.INVALID_EMAIL, formula, "", "so")), formula, "a@x.org"),
                valid(2, "c@x.org", formula),
                valid(3, "d@x.org", formula));
        home.call(drop, "one", invited(formula));
        home.call(drop, "two", refused(formula));

        List<List<String>> records = report(drop);

        assertThat(records.stream().flatMap(List::stream))
                .noneMatch(cell -> cell.startsWith(formula))
                .contains("'" + formula);
        assertThat(records.get(0).get(0)).isEqualTo("'" + formula);
        assertThat(records.get(1).get(0)).isEqualTo("'" + formula);
        assertThat(records.get(1).get(5)).startsWith("'" + formula + ": expected");
        assertThat(records.get(2).get(7)).isEqualTo("'" + formula);
        assertThat(records.get(3).get(5)).isEqualTo("'" + formula);
    }

    @Test
    void known_injections_are_disarmed() throws IOException {
        List<String> payloads = Files.readAllLines(ReportFixture.shared("naughty/csv-injection-payloads.txt"));
        assertThat(payloads).isNotEmpty();

        List<List<String>> records =
                report(payloads.stream().map(payload -> "c").toList(), payloads.toArray(String[]::new));

        for (int i = 0; i < payloads.size(); i++) {
            String payload = payloads.get(i);
            boolean runs = payload.startsWith("=") || payload.startsWith("@");
            assertThat(records.get(1).get(i)).isEqualTo(runs ? "'" + payload : payload);
        }
    }

    @Test
    void naughty_strings_come_back_as_they_are_but_for_formulas() throws IOException {
        List<String> naughty = Stream.of(new ObjectMapper()
                        .readValue(ReportFixture.shared("naughty/blns.json").toFile(), String[].class))
                .toList();
        Drop drop = home.plan(List.of("email", "name"), rows(naughty));

        List<List<String>> records = report(drop);

        assertThat(records).hasSize(naughty.size() + 1);
        for (int i = 0; i < naughty.size(); i++) {
            String cell = records.get(i + 1).get(1);
            assertThat(cell.replace("'", "")).isEqualTo(naughty.get(i).replace("'", ""));
            assertThat(cell).doesNotMatch("(?s)[=+\\-@\t\r\n＝＋－＠].*");
        }
    }

    private static PlannedRow[] rows(List<String> names) {
        return IntStream.range(0, names.size())
                .mapToObj(i -> invalid(i + 1, ReasonCode.INVALID_EMAIL, "?", names.get(i)))
                .toArray(PlannedRow[]::new);
    }

    @Test
    void cells_of_several_lines_stay_whole() throws IOException {
        String text = "Ann\r\n\"the\" second,\nthird\r";

        assertThat(report(List.of("a", "b"), text, "x").get(1)).startsWith(text, "x", "2", "INVALID");
    }

    @Test
    void what_a_row_lacks_is_empty() throws IOException {
        assertThat(report(List.of("a", "b", "c"), "1").get(1)).startsWith("1", "", "", "2", "INVALID");
    }

    @Test
    void what_a_row_has_beyond_the_header_is_told_in_its_message() throws IOException {
        List<String> row =
                report(List.of("a"), "1", "", "two, \"three\"", "", "").get(1);

        assertThat(row).hasSize(10).startsWith("1", "2", "INVALID");
        assertThat(row.get(4)).isEqualTo("expected something else; cells beyond the header: '', 'two, \"three\"'");
    }

    @Test
    void a_row_without_a_message_tells_its_surplus_all_the_same() throws IOException {
        Drop drop = home.plan(List.of("email"), valid(1, "a@x.org", " "));
        home.call(drop, "one", invited("7"));

        assertThat(report(drop).get(1).get(4)).isEqualTo("cells beyond the header: ' '");
    }

    @Test
    void columns_without_a_name_at_the_end_are_not_columns() throws IOException {
        List<List<String>> records =
                report(List.of("email", "", "name", " ", "\u00a0", "-"), "a", "b", "c", "", "", "");

        assertThat(records.get(0)).startsWith("email", "", "name", "_line").hasSize(12);
        assertThat(records.get(1)).startsWith("a", "b", "c", "2").hasSize(12);
    }

    @Test
    void result_columns_of_an_earlier_report_are_written_anew() throws IOException {
        List<List<String>> records =
                report(List.of("_line", "email", " _Status ", "_mine", "_at"), "9", "a", "INVALID", "kept", "then");

        assertThat(records.get(0))
                .startsWith("email", "_mine", "_line", "_status")
                .hasSize(11);
        assertThat(records.get(1)).startsWith("a", "kept", "2", "INVALID").hasSize(11);
    }

    @Test
    void a_row_that_was_never_called_has_the_time_of_the_plan_and_no_http_status() throws IOException {
        Drop drop = home.plan(List.of("email"), valid(1, "a@x.org"));
        home.ledger.outcomes().leaveUnprocessed(drop, ReasonCode.LIMIT_REACHED, "enough");

        assertThat(report(drop).get(1))
                .containsExactly(
                        "a@x.org", "2", RowStatus.UNPROCESSED.name(), "LIMIT_REACHED", "enough", "", "", "0", AT, "");
    }

    @Test
    void a_text_that_is_not_unicode_does_not_stop_the_report() throws IOException {
        Path file = folder.resolve("cells.csv");
        try (var out = Files.newOutputStream(file)) {
            CsvWriter csv = new CsvWriter(out);
            csv.plain("\ud83d");
            csv.endRecord();
            csv.flush();
        }

        assertThat(Files.readString(file, StandardCharsets.UTF_8)).isEqualTo("?\r\n");
    }
}
