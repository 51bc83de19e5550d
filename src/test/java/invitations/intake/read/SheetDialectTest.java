package invitations.intake.read;

import static org.assertj.core.api.Assertions.assertThat;

import invitations.feed.CsvSettings;
import invitations.feed.SheetSettings;
import invitations.intake.unpack.Unpacker;
import invitations.invitation.InputRow;
import invitations.testing.UnpackedFiles;
import invitations.testing.XlsxFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A sheet is read as it stands there, however the feed's CSV files are written. */
class SheetDialectTest {
    private static final String SIGNS = ",;\t|'\"\\^ab=";

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '!',
            delimiter = ' ',
            value = {"none \" none", "none ' \\", "; \" none", "; ' \\", "^ \" \\", "none , none", "| , ^", ", ; none"})
    void cells_are_as_they_are_in_the_sheet(String delimiter, char quote, String escape) throws IOException {
        CsvSettings settings = new CsvSettings(null, sign(delimiter), quote, sign(escape));
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("email", "first_name"));
        rows.add(List.of("Smith, Jr.; \"O'Neil\"", "c:\\new"));
        Random random = new Random(4711);
        for (int i = 0; i < 200; i++) {
            rows.add(List.of("x" + text(random), text(random) + "x"));
        }

        assertThat(read(settings, rows)).isEqualTo(rows);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '!',
            delimiter = ' ',
            value = {"none \"", "; \"", ", \"", "; '"})
    void a_cell_names_no_delimiter(String delimiter, char quote) throws IOException {
        CsvSettings settings = new CsvSettings(null, sign(delimiter), quote, null);
        for (String first : List.of("sep=;", "sep=,", "SEP=|", "sep=^", "sep=;\";")) {
            List<List<String>> rows =
                    List.of(List.of(first), List.of("email", "first_name"), List.of("ada@example.org", "A;B,C"));

            assertThat(read(settings, rows)).isEqualTo(rows.subList(1, 3));
        }
    }

    private List<List<String>> read(CsvSettings settings, List<List<String>> rows) throws IOException {
        StringBuilder sheet = new StringBuilder();
        for (List<String> row : rows) {
            sheet.append("<row>");
            row.forEach(cell -> sheet.append("<c t=\"inlineStr\"><is><t>")
                    .append(cell.replace("\"", "&quot;"))
                    .append("</t></is></c>"));
            sheet.append("</row>");
        }
        Path file = new XlsxFile().rows(sheet.toString()).write(folder.resolve("roster.xlsx"));
        UnpackedFiles unpacked = new UnpackedFiles(folder.resolve("unpacked"));
        unpacked.of(file, new SheetSettings(null, settings), new Unpacker(UnpackedFiles.LIMITS, null, ""));
        try (DropFile csv = DropFile.open(folder.resolve("unpacked/roster.csv"))) {
            RowReader records = csv.records(
                    settings, new ReadLimits(1000, 10_000, 10_000, 100), Set.of("email", "first_name")::contains);
            List<List<String>> found = new ArrayList<>();
            records.forEachRemaining((InputRow row) -> found.add(row.cells()));
            return found;
        }
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int length = random.nextInt(6); length > 0; length--) {
            text.append(SIGNS.charAt(random.nextInt(SIGNS.length())));
        }
        return text.toString();
    }

    private static @Nullable Character sign(String text) {
        return text.equals("none") ? null : text.charAt(0);
    }
}
