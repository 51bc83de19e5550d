package invitations.intake.read;

import static org.assertj.core.api.Assertions.assertThat;

import invitations.csv.Dialect;
import invitations.csv.TextRules;
import invitations.invitation.InputRow;
import invitations.testing.CsvText;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.apache.commons.csv.QuoteMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RowReaderTest {

    @Test
    void the_header_is_number_0_on_line_1() {
        assertThat(CsvText.rows("a,b\n1,2\n"))
                .containsExactly(new InputRow(0, 1, List.of("a", "b")), new InputRow(1, 2, List.of("1", "2")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r", "\r\n"})
    void lines_are_those_of_an_editor_whatever_ends_them(String end) {
        String text = "a,b/1,'x/y'/'//',2//3,4//".replace('\'', '"').replace("/", end);

        assertThat(CsvText.rows(text))
                .containsExactly(
                        new InputRow(0, 1, List.of("a", "b")),
                        new InputRow(1, 2, List.of("1", "x" + end + "y")),
                        new InputRow(2, 4, List.of(end + end, "2")),
                        new InputRow(3, 8, List.of("3", "4")));
    }

    @Test
    void the_last_line_needs_no_end() {
        assertThat(CsvText.rows("a\n1\n\"2\n\"")).extracting(InputRow::line).containsExactly(1L, 2L, 3L);
        assertThat(CsvText.rows("a,b\n1,")).extracting(InputRow::line).containsExactly(1L, 2L);
    }

    @Test
    void blank_lines_before_the_header_are_counted_and_are_not_rows() {
        assertThat(CsvText.rows("\n\r\n\ra\n1"))
                .containsExactly(new InputRow(0, 4, List.of("a")), new InputRow(1, 5, List.of("1")));
    }

    @Test
    void a_line_break_split_over_two_cells_is_two() {
        assertThat(CsvText.rows("\"a\r\",\"\nb\"\n1,2"))
                .extracting(InputRow::line)
                .containsExactly(1L, 4L);
    }

    @Test
    void random_rows_come_back_as_they_were_written() {
        for (long seed = 1; seed <= 300; seed++) {
            Random random = new Random(seed);
            List<InputRow> rows = randomRows(random);

            List<InputRow> read = CsvText.rows(written(rows, random));

            assertThat(read)
                    .extracting(InputRow::cells)
                    .as("seed %d", seed)
                    .isEqualTo(CsvText.withoutBlanks(
                            rows.stream().map(InputRow::cells).toList()));
            assertThat(read)
                    .extracting(InputRow::line)
                    .as("seed %d", seed)
                    .isEqualTo(rows.stream()
                            .filter(row -> !row.cells().stream().allMatch(TextRules::isBlank))
                            .map(InputRow::line)
                            .toList());
            assertThat(read)
                    .extracting(InputRow::number)
                    .isEqualTo(LongStream.range(0, read.size()).boxed().toList());
        }
    }

    private static List<InputRow> randomRows(Random random) {
        List<InputRow> rows = new ArrayList<>();
        int width = 1 + random.nextInt(5);
        long line = 1;
        for (int number = 0; number < 1 + random.nextInt(40); number++) {
            line += random.nextInt(4) == 0 ? random.nextInt(3) : 0;
            List<String> cells = new ArrayList<>();
            for (int i = 0; i < width; i++) {
                cells.add(randomCell(random));
            }
            if (!cells.stream().allMatch(TextRules::isBlank)) {
                // No row is the header once more.
                cells.set(0, number + cells.get(0));
            }
            rows.add(new InputRow(number, line, List.copyOf(cells)));
            line += 1 + cells.stream().mapToLong(RowReaderTest::lineBreaks).sum();
        }
        return rows;
    }

    private static String randomCell(Random random) {
        String alphabet = "ab ,;\"'\n\r\t#\\=é€\u0000\u2028";
        StringBuilder cell = new StringBuilder();
        for (int i = random.nextInt(8); i > 0; i--) {
            int at = random.nextInt(alphabet.length() + 1);
            cell.append(at == alphabet.length() ? "🎉" : alphabet.substring(at, at + 1));
        }
        return cell.toString();
    }

    private static long lineBreaks(String cell) {
        return cell.replace("\r\n", "\n")
                .chars()
                .filter(c -> c == '\n' || c == '\r')
                .count();
    }

    /** Blank lines stand where the rows' own lines leave room for them. */
    private static String written(List<InputRow> rows, Random random) {
        String end = List.of("\n", "\r", "\r\n").get(random.nextInt(3));
        StringBuilder text = new StringBuilder("\uFEFF");
        long line = 1;
        for (InputRow row : rows) {
            text.append(String.join("", Collections.nCopies((int) (row.line() - line), end)));
            // A cell that begins with a blank and a quote is one in quotes, unless it stands in quotes itself.
            text.append(RowReader.format(Dialect.RFC_4180)
                            .builder()
                            .setQuoteMode(QuoteMode.ALL)
                            .get()
                            .format(row.cells().toArray()))
                    .append(end);
            line = row.line()
                    + 1
                    + row.cells().stream().mapToLong(RowReaderTest::lineBreaks).sum();
        }
        boolean lastLineIsOpen = random.nextBoolean();
        return lastLineIsOpen ? text.substring(0, text.length() - end.length()) : text.toString();
    }
}
