package invitations.report;

import static invitations.testing.ReportFixture.invalid;
import static invitations.testing.ReportFixture.invited;
import static invitations.testing.ReportFixture.parse;
import static invitations.testing.ReportFixture.valid;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import invitations.invitation.FileRefusedException;
import invitations.invitation.Outcome;
import invitations.invitation.PlannedRow;
import invitations.invitation.ReasonCode;
import invitations.invitation.RowStatus;
import invitations.ledger.Ledger;
import invitations.ledger.LedgerAccess;
import invitations.ledger.drop.Drop;
import invitations.testing.ReportFixture;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportsTest {
    private static final List<String> HEADER = List.of("email", "name");

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

    private Drop mixed() {
        Drop drop = home.plan(
                HEADER,
                valid(1, "a@x.org", "Ann"),
                valid(2, "a@x.org", "Ann"),
                invalid(3, ReasonCode.INVALID_EMAIL, "?", "Bo"));
        home.call(drop, "one", invited("7"));
        return drop;
    }

    private static Map<String, String> contents(Path folder) throws IOException {
        Map<String, String> contents = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                contents.put(String.valueOf(file.getFileName()), Files.readString(file));
            }
        }
        return contents;
    }

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    @Test
    void reports_are_in_a_folder_of_feed_day_and_drop() throws IOException {
        Drop drop = mixed();

        Path written = home.report(drop);

        assertThat(written).isEqualTo(folder.resolve("done/default/2026/11/22").resolve(drop.id()));
        assertThat(home.reports.folder(drop)).isEqualTo(written);
        assertThat(contents(written)).containsOnlyKeys("report.json", "report.csv", "dead-letter.csv");
    }

    @Test
    void only_their_owner_may_read_them() throws IOException {
        Path written = home.report(mixed());

        for (Path file : List.of(written.resolve("report.json"), written.resolve("report.csv"))) {
            assertThat(mode(file)).isEqualTo("rw-------");
        }
        for (Path part = folder.resolve("done"), end = written; !part.equals(end); ) {
            assertThat(mode(part)).isEqualTo("rwx------");
            part = part.resolve(part.relativize(end).getName(0));
        }
        assertThat(mode(written)).isEqualTo("rwx------");
    }

    @Test
    void written_again_they_are_the_same_to_the_byte() throws IOException {
        Drop drop = mixed();
        Path written = home.report(drop);
        Map<String, String> first = contents(written);
        Files.delete(written.resolve("report.csv"));

        home.reports.write(home.ledger.drops().reported(drop));
        assertThat(contents(written)).isEqualTo(first);

        home.reports.write(drop);
        assertThat(contents(written)).isEqualTo(first);
    }

    @Test
    void a_process_that_only_reads_the_ledger_writes_them_again() throws IOException {
        Drop drop = mixed();
        Map<String, String> first = contents(home.report(drop));

        try (Ledger reading = LedgerAccess.openToRead(folder, ReportFixture.API).orElseThrow()) {
            assertThat(contents(new Reports(reading, folder).write(drop))).isEqualTo(first);
        }
    }

    @Test
    void without_dead_letters_there_is_no_file_for_them() throws IOException {
        Drop drop = home.plan(HEADER, valid(1, "a@x.org", "Ann"));
        home.call(drop, "one", invited("7"));

        assertThat(contents(home.report(drop))).containsOnlyKeys("report.json", "report.csv");
    }

    @Test
    void dead_letters_that_are_none_any_more_go() throws IOException {
        PlannedRow row = valid(1, "a@x.org", "Ann");
        Drop drop = home.plan(HEADER, row);
        home.ledger.outcomes().leaveUnprocessed(drop, ReasonCode.LIMIT_REACHED, "enough");
        Path written = home.report(drop);
        assertThat(written.resolve("dead-letter.csv")).exists();
        home.ledger.drops().reported(drop);

        Drop reopened = home.plan(
                home.ledger
                        .drops()
                        .receive("default", drop.content(), "people.csv", "w", 42)
                        .drop(),
                HEADER,
                row);
        home.call(reopened, "one", invited("7"));

        assertThat(contents(home.report(reopened))).containsOnlyKeys("report.json", "report.csv");
        assertThat(parse(written.resolve("report.csv")).get(1)).contains("INVITED");
    }

    @Test
    void rows_of_many_pages_all_come_back_in_order() throws IOException {
        List<PlannedRow> rows = new ArrayList<>();
        for (int i = 1; i <= 1201; i++) {
            rows.add(invalid(
                    i, ReasonCode.INVALID_EMAIL, "person" + i, "a name that fills a few pages of the output, too"));
        }
        Path written = home.report(home.plan(HEADER, rows.toArray(PlannedRow[]::new)));

        for (String file : List.of("report.csv", "dead-letter.csv")) {
            List<List<String>> records = parse(written.resolve(file));
            assertThat(records).hasSize(1202);
            for (int i = 1; i <= 1201; i++) {
                assertThat(records.get(i)).startsWith("person" + i);
            }
        }
    }

    @Test
    void a_refused_file_has_a_report_on_that_alone() throws IOException {
        Drop drop = home.receive("people.csv");
        home.ledger.plan(drop).append(List.of(valid(1, "a@x.org")));
        home.ledger
                .drops()
                .refuse(drop, new FileRefusedException(ReasonCode.MALFORMED_CSV, 3, "a quote is not closed"));

        Path written = home.reports.write(drop);

        assertThat(contents(written)).containsOnlyKeys("report.json");
        assertThat(written.resolve("report.json")).content().contains("MALFORMED_CSV", "\"line\" : 3", "not closed");
    }

    @Test
    void no_report_while_rows_are_open() {
        Drop drop = home.plan(HEADER, valid(1, "a@x.org"), valid(2, "b@x.org"), valid(3, "c@x.org"));
        home.call(drop, "one", invited("7"));
        home.call(drop, "two", Outcome.of(RowStatus.UNCERTAIN, ReasonCode.UNCERTAIN, "timed out"));

        assertThatThrownBy(() -> home.report(drop))
                .isInstanceOf(ReportRefusedException.class)
                .hasMessage("No report on drop " + drop.id() + ": of 3 rows 1 PLANNED, 1 UNCERTAIN have not ended");
        assertThat(folder.resolve("done")).doesNotExist();
    }

    @Test
    void no_report_before_the_drop_is_finished() {
        Drop planned = home.plan(HEADER);

        assertThatThrownBy(() -> home.reports.write(planned))
                .isInstanceOf(ReportRefusedException.class)
                .hasMessageContaining(planned.id())
                .hasMessageContaining("not finished");
    }

    @Test
    void no_report_when_a_row_is_lost() throws SQLException {
        Drop drop = mixed();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("ledger.db"));
                Statement statement = connection.createStatement()) {
            statement.execute("DELETE FROM drop_rows WHERE line = 3");
        }

        assertThatThrownBy(() -> home.report(drop))
                .isInstanceOf(ReportRefusedException.class)
                .hasMessageContaining("the sums do not balance: the file has 3 rows, but 2 have ended");
    }

    @Test
    void what_a_killed_process_left_is_taken_away_and_nothing_else() throws IOException {
        Drop drop = mixed();
        Path written = home.report(drop);
        Path left = Files.writeString(written.resolve(".report.csv.999999999999.part"), "half");
        Path alive = Files.writeString(
                written.resolve(".report.csv."
                        + ProcessHandle.current().parent().orElseThrow().pid() + ".part"),
                "");
        Path other = Files.writeString(written.resolve(".notes.part"), "mine");

        home.reports.write(drop);

        assertThat(left).doesNotExist();
        assertThat(alive).exists();
        assertThat(other).exists();
    }

    @Test
    void a_report_that_cannot_be_written_leaves_the_earlier_one() throws IOException {
        Drop drop = mixed();
        Path written = home.report(drop);
        Files.delete(written.resolve("report.csv"));
        Files.createDirectory(written.resolve("report.csv"));
        Files.writeString(written.resolve("report.csv/in-the-way"), "");

        assertThatThrownBy(() -> home.reports.write(drop))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining(drop.id());

        try (Stream<Path> files = Files.list(written)) {
            assertThat(files.map(file -> String.valueOf(file.getFileName())))
                    .containsExactlyInAnyOrder("report.json", "report.csv", "dead-letter.csv");
        }
    }

    @Test
    void the_dropped_file_is_moved_to_its_report() throws IOException {
        Drop drop = mixed();
        Path work = Files.writeString(folder.resolve("work.csv"), "email\n");
        Files.setPosixFilePermissions(work, PosixFilePermissions.fromString("rw-r--r--"));

        home.reports.archive(drop, work);
        home.reports.archive(drop, work);

        Path input = home.reports.folder(drop).resolve("input.csv");
        assertThat(work).doesNotExist();
        assertThat(input).hasContent("email\n");
        assertThat(mode(input)).isEqualTo("rw-------");
    }

    @Test
    void a_second_copy_of_an_archived_file_is_taken_away() throws IOException {
        Drop drop = mixed();
        home.reports.archive(drop, Files.writeString(folder.resolve("work.csv"), "email\n"));
        Path copy = Files.writeString(folder.resolve("work.csv"), "email\n");

        home.reports.archive(drop, copy);

        assertThat(copy).doesNotExist();
        assertThat(home.reports.folder(drop).resolve("input.csv")).hasContent("email\n");
    }

    @Test
    void another_file_never_replaces_an_archived_one() throws IOException {
        Drop drop = mixed();
        home.reports.archive(drop, Files.writeString(folder.resolve("work.csv"), "email\n"));
        Path other = Files.writeString(folder.resolve("work.csv"), "name\n");

        assertThatThrownBy(() -> home.reports.archive(drop, other)).isInstanceOf(UncheckedIOException.class);

        assertThat(other).exists();
        assertThat(home.reports.folder(drop).resolve("input.csv")).hasContent("email\n");
    }

    @Test
    void a_file_that_somebody_took_away_holds_nobody_up() {
        Drop drop = mixed();

        home.reports.archive(drop, folder.resolve("gone.csv"));

        assertThat(home.reports.folder(drop).resolve("input.csv")).doesNotExist();
    }
}
