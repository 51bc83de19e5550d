package invitations.testing;

import invitations.csv.CharsetOrigin;
import invitations.csv.Dialect;
import invitations.csv.TextRules;
import invitations.feed.CsvSettings;
import invitations.intake.charset.Encoding;
import invitations.intake.column.Preamble;
import invitations.intake.read.CsvInput;
import invitations.intake.read.CsvLimitScanner;
import invitations.intake.read.DropFile;
import invitations.intake.read.ReadFailures;
import invitations.intake.read.ReadLimits;
import invitations.intake.read.RowReader;
import invitations.intake.read.StrictReader;
import invitations.intake.read.Tidying;
import invitations.invitation.InputRow;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Reads texts as the routes read files; any first record is a header, and cells are separated by commas. */
public final class CsvText {
    public static final ReadLimits LIMITS = new ReadLimits(100_000, 64_000, 8_000, 200);
    public static final CsvSettings COMMA = new CsvSettings(null, ',', '"', null);
    /** For texts that have values longer than files may. */
    public static final ReadLimits WIDE = new ReadLimits(1_000_000, 1_000_000, 1_000_000, 1_000);

    private CsvText() {}

    /** The rows; throws what {@link ReadFailures} makes of a failure. */
    public static List<InputRow> rows(byte[] bytes) {
        return rows(records(bytes, COMMA, WIDE));
    }

    public static List<InputRow> rows(RowReader records) {
        List<InputRow> rows = new ArrayList<>();
        records.forEachRemaining(rows::add);
        return rows;
    }

    /** The records of a text that is read as it stands, as files of former times are read again. */
    public static RowReader asWritten(String text, CsvSettings settings) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        try {
            return CsvInput.open(
                            new RowReader.Input(
                                    new TestChannel(bytes),
                                    bytes.length,
                                    bytes.length,
                                    new Encoding(StandardCharsets.UTF_8, CharsetOrigin.CONTENT, 0),
                                    WIDE,
                                    Preamble.unknown(name -> !name.isEmpty()),
                                    Tidying.none()),
                            settings)
                    .records();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static RowReader records(byte[] bytes, CsvSettings settings, ReadLimits limits) {
        try {
            return DropFile.of(new TestChannel(bytes)).records(settings, limits, name -> !name.isEmpty());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static List<InputRow> rows(String text) {
        return rows(text.getBytes(StandardCharsets.UTF_8));
    }

    public static List<List<String>> cells(String text) {
        return rows(text).stream().map(InputRow::cells).toList();
    }

    /** {@return what is left of records when blank ones, and blank cells beyond the columns that have names, do not count} */
    public static List<List<String>> withoutBlanks(List<List<String>> records) {
        return trimmed(new ArrayList<>(), records);
    }

    /** The same of records that stand behind this header. */
    public static List<List<String>> withoutBlanks(List<String> header, List<List<String>> records) {
        List<List<String>> all = trimmed(new ArrayList<>(List.of(header)), records);
        return all.subList(1, all.size());
    }

    private static List<List<String>> trimmed(List<List<String>> left, List<List<String>> records) {
        for (List<String> record : records) {
            int least = left.isEmpty() ? 0 : left.get(0).size();
            int end = record.size();
            while (end > least && TextRules.isBlank(record.get(end - 1))) {
                end--;
            }
            if (!record.stream().allMatch(TextRules::isBlank)) {
                left.add(record.subList(0, end));
            }
        }
        return left;
    }

    public static StrictReader reader(byte[] bytes, int size) {
        return new StrictReader(
                Channels.newChannel(new ByteArrayInputStream(bytes)),
                size,
                new Encoding(StandardCharsets.UTF_8, CharsetOrigin.CONTENT, 0),
                new CsvLimitScanner(Dialect.RFC_4180, WIDE, 1, Tidying.none()));
    }
}
