package invitations.intake;

import invitations.invitation.InputRow;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** Reads texts as the routes read files. */
final class CsvText {

    private CsvText() {}

    /** The rows; throws what {@link ReadFailure} makes of a failure. */
    static List<InputRow> rows(byte[] bytes) {
        Records records = new Records();
        List<InputRow> rows = new ArrayList<>();
        try (StrictReader reader = reader(bytes);
                CSVParser parser = CSVParser.builder()
                        .setReader(reader)
                        .setFormat(Dialect.FORMAT)
                        .get()) {
            for (CSVRecord csv : parser) {
                rows.add(records.toRow(csv));
            }
            return rows;
        } catch (IOException | RuntimeException thrown) {
            throw ReadFailure.explain(thrown);
        }
    }

    static List<InputRow> rows(String text) {
        return rows(text.getBytes(StandardCharsets.UTF_8));
    }

    static List<List<String>> cells(String text) {
        return rows(text).stream().map(InputRow::cells).toList();
    }

    static StrictReader reader(byte[] bytes) {
        return new StrictReader(Channels.newChannel(new ByteArrayInputStream(bytes)), bytes.length);
    }
}
