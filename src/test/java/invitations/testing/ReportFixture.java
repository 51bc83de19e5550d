package invitations.testing;

import invitations.invitation.InputRow;
import invitations.invitation.Invitation;
import invitations.invitation.OpenRow;
import invitations.invitation.Operation;
import invitations.invitation.Outcome;
import invitations.invitation.PlannedRow;
import invitations.invitation.ReasonCode;
import invitations.invitation.RowError;
import invitations.invitation.RowStatus;
import invitations.ledger.Ledger;
import invitations.ledger.drop.Drop;
import invitations.ledger.send.Outcomes.BulkAnswer;
import invitations.report.Reports;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/** A home with a real ledger, in which drops can be played through. */
public final class ReportFixture implements AutoCloseable {
    public static final String API = LedgerFixture.API;
    static final Instant NOW = Instant.parse("2026-11-22T23:59:59.120Z");
    /** What files are read with. */
    static final CSVFormat READ_AGAIN =
            CSVFormat.RFC4180.builder().setIgnoreEmptyLines(true).get();

    final Path folder;
    public final Ledger ledger;
    public final Reports reports;
    private final LedgerFixture fixture;
    private int drops;

    public ReportFixture(Path folder) {
        this.folder = folder;
        this.fixture = new LedgerFixture(folder, Duration.ZERO, Clock.fixed(NOW, ZoneOffset.UTC));
        this.ledger = fixture.ledger();
        this.reports = new Reports(ledger, folder);
    }

    public Drop receive(String fileName) {
        drops++;
        return ledger.drops()
                .receive("default", String.valueOf(drops).repeat(64).substring(0, 64), fileName, fileName, 42)
                .drop();
    }

    public Drop plan(List<String> header, PlannedRow... rows) {
        return plan(receive("people.csv"), header, rows);
    }

    public Drop plan(Drop drop, List<String> header, PlannedRow... rows) {
        return fixture.plan(drop, header, rows);
    }

    /** A row that can be sent; its first cell is the address. */
    public static PlannedRow valid(int number, String... cells) {
        return valid(Operation.SINGLE, number, cells);
    }

    public static PlannedRow valid(Operation operation, int number, String... cells) {
        return new PlannedRow.Valid(
                new InputRow(number, number + 1L, List.of(cells)),
                new Invitation(
                        "platform",
                        operation,
                        "acme",
                        "acme",
                        null,
                        cells[0],
                        null,
                        Map.of("email", cells[0]),
                        Invitation.Asking.NOT));
    }

    public static PlannedRow invalid(int number, List<RowError> errors, String... cells) {
        return new PlannedRow.Invalid(new InputRow(number, number + 1L, List.of(cells)), errors);
    }

    /** A row with one error. */
    public static PlannedRow invalid(int number, ReasonCode code, String... cells) {
        return invalid(number, List.of(new RowError(code, null, null, "something else")), cells);
    }

    public static Outcome invited(String id) {
        return new Outcome(RowStatus.INVITED, null, null, 200, id);
    }

    public static Outcome refused(String words) {
        return new Outcome(RowStatus.REFUSED, ReasonCode.REFUSED_BY_API, words, 400, null);
    }

    /** Makes a call for the next rows that wait for one. */
    public void call(Drop drop, String call, int rows, Outcome outcome, @Nullable BulkAnswer answer) {
        List<OpenRow> open = ledger.openRows().page(drop, 0, rows, Set.of());
        ledger.intents().ask(call, open).join();
        ledger.outcomes()
                .record(open.stream().map(OpenRow::id).toList(), outcome, answer)
                .join();
    }

    /** Makes a call for the next row that waits for one. */
    public void call(Drop drop, String call, Outcome outcome) {
        call(drop, call, 1, outcome, null);
    }

    /** A drop whose rows have ended, reported. */
    public Path report(Drop drop) {
        return reports.write(ledger.drops().finish(drop));
    }

    public static List<List<String>> parse(Path file) throws IOException {
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8);
                CSVParser parser = READ_AGAIN.parse(reader)) {
            return parser.stream().map(CSVRecord::toList).toList();
        }
    }

    /** A file of the shared test data; the test is skipped where it is not there. */
    public static Path shared(String name) {
        Path found = Stream.iterate(Path.of("").toAbsolutePath(), folder -> folder != null, Path::getParent)
                .map(folder -> folder.resolve("shared/testdata").resolve(name))
                .filter(Files::exists)
                .findFirst()
                .orElse(Path.of(name));
        Assumptions.assumeTrue(Files.exists(found), "shared/testdata/" + name + " is not there");
        return found;
    }

    @Override
    public void close() {
        fixture.close();
    }
}
