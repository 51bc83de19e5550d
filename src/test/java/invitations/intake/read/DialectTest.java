package invitations.intake.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import invitations.csv.Dialect;
import invitations.feed.CsvSettings;
import invitations.invitation.FileRefusedException;
import invitations.invitation.InputRow;
import invitations.invitation.ReasonCode;
import invitations.invitation.WarningCode;
import invitations.invitation.WarningCount;
import invitations.testing.CsvText;
import invitations.testing.PlannedRows;
import invitations.testing.TestChannel;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DialectTest {
    private static final Set<String> COLUMNS = Set.of("email", "first_name", "platform_key");

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            quoteCharacter = '\u0001',
            value = {
                "email/a@x.org! , ! 3",
                "email,first_name! , ! 2",
                "email;first_name! ; ! 2",
                "email\tfirst_name! tab ! 2",
                "email|first_name! | ! 2",
                "\"Name, born, called\";email;first_name! ; ! 2",
                "a,b,c;email|x;first_name! ; ! 2",
                "email,a,b;first_name,c,d|e! , ! 2",
                "x;y;z! ; ! 2",
                "sep=;/email;first_name! ; ! 3",
                "SEP=|/email|first_name! | ! 3",
                "\"sep=;\"/email;first_name! ; ! 3",
                "sep=;;;;;/email;first_name! ; ! 3",
                "sep=\t/email! tab ! 3",
                "sep=x/email;first_name! ; ! 3",
                "version:v1.0;;;/email;first_name;x! ; ! 3",
                "# made by X, in a hurry/email;first_name! ; ! 3",
                "A title, in short//email;first_name! ; ! 4"
            })
    void the_delimiter_is_found_and_lines_are_those_of_an_editor(String text, String delimiter, long line) {
        for (String end : List.of("\n", "\r", "\r\n")) {
            for (String mark : List.of("", "\uFEFF")) {
                String whole = mark + text.strip().replace("/", end) + end + "1";
                RowReader records = records(whole, CsvSettings.NONE);
                List<InputRow> rows = CsvText.rows(records);

                char found = records.input().dialect().delimiter();
                assertThat(found == '\t' ? "tab" : String.valueOf(found)).isEqualTo(delimiter);
                assertThat(rows.get(rows.size() - 1).line()).isEqualTo(line);
            }
        }
    }

    @Test
    void the_files_own_word_wins_over_the_feed_and_the_feed_over_what_is_found() {
        CsvSettings pipe = new CsvSettings(null, '|', '"', null);

        assertThat(delimiter("email;first_name\n", pipe)).isEqualTo('|');
        assertThat(delimiter("sep=;\nemail;first_name\n", pipe)).isEqualTo(';');
        assertThat(delimiter("email;first_name\n", new CsvSettings(null, null, ';', null)))
                .isEqualTo(',');
    }

    @Test
    void a_header_longer_than_what_is_looked_at_is_read_nevertheless() {
        String text = "email;" + "x".repeat(70_000) + "\n1;2\n";

        assertThat(CsvText.rows(records(text, CsvSettings.NONE))).hasSize(2);
    }

    @Test
    void what_stands_before_the_header_is_counted_and_is_no_row() {
        RowReader records =
                records("version:v1.0,,,\n\n,,\n#x,y\nTitle\nemail,first_name,,\n1,2,,\n", CsvSettings.NONE);

        assertThat(CsvText.rows(records))
                .containsExactly(
                        new InputRow(0, 6, List.of("email", "first_name")), new InputRow(1, 7, List.of("1", "2")));
        assertThat(records.input().preambleRecords()).isEqualTo(3);
        assertThat(records.input().blankRecords()).isEqualTo(1);
    }

    @Test
    void blank_records_are_counted_wherever_they_are_and_lines_stay_right() {
        RowReader records = records("email,first_name\n,\n1,2\n ,\"\"\n\"\n\",\n3,4\n,,,,\n,,,,\n", CsvSettings.NONE);

        assertThat(CsvText.rows(records))
                .containsExactly(
                        new InputRow(0, 1, List.of("email", "first_name")),
                        new InputRow(1, 3, List.of("1", "2")),
                        new InputRow(2, 7, List.of("3", "4")));
        assertThat(records.input().blankRecords()).isEqualTo(5);
    }

    @Test
    void ten_records_may_stand_before_the_header_and_eleven_may_not() {
        assertThat(PlannedRows.of("x\n".repeat(10) + "email\nann@example.org\n").rows())
                .hasSize(1);
        assertNoHeader("x\n".repeat(11) + "email\nann@example.org\n", 1, "none of its 1 cells is one");
    }

    @Test
    void a_file_without_known_names_is_refused_with_those_it_has() {
        assertNoHeader("Title\nAnrede;Titel;;Ort\nA;B;;C\n", 2, "none of its 3 cells is one");
        assertNoHeader("\nann@example.org\nbob@example.org\n", 2, "none of its 1 cells is one");
        assertNoHeader("a,b,c,d,e,f" + "g".repeat(100) + "\n", 1, "none of its 6 cells is one");
    }

    @Test
    void a_single_quote_and_an_escape_are_read_as_the_feed_says() {
        CsvSettings settings = new CsvSettings(null, ';', '\'', '\\');
        RowReader records = records("email;first_name\n'a;''b';c\\;d\ne\\\nf;\\n\"\ng;h\n", settings);

        assertThat(CsvText.rows(records))
                .extracting(row -> row.line() + " " + row.cells())
                .containsExactly("1 [email, first_name]", "2 [a;'b, c;d]", "3 [e\nf, \n\"]", "5 [g, h]");
    }

    @Test
    void a_text_that_ends_behind_an_escape_is_refused_with_the_line() {
        CsvSettings settings = new CsvSettings(null, ',', '"', '\\');
        for (String text : List.of("email\na\\", "email\n\"a\\")) {
            assertThatExceptionOfType(FileRefusedException.class)
                    .isThrownBy(() -> CsvText.rows(records(text, settings)))
                    .satisfies(refused ->
                            assertThat(refused.code() + " " + refused.line()).isEqualTo("MALFORMED_CSV 2"));
        }
    }

    /** So that no text is refused without its line, or read by one and refused by the other. */
    @ParameterizedTest
    @ValueSource(strings = {",\"", ";\"", "\t\"", "|\"", ",'", ";\"\\", ",\"\\", "\t'^", "~%$", "^\"!"})
    void random_texts_are_taken_or_refused_as_the_parser_does_and_parted_into_the_same_records(String signs) {
        Dialect dialect = new Dialect(signs.charAt(0), signs.charAt(1), signs.length() > 2 ? signs.charAt(2) : null);
        String alphabet = signs + signs + "an\n\r \t\u2028\u001c";
        int refused = 0;
        for (long seed = 1; seed <= 10_000; seed++) {
            Random random = new Random(seed);
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(14); i > 0; i--) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            List<List<String>> parsed = parsed(text.toString(), RowReader.format(dialect));
            refused += parsed == null ? 1 : 0;

            assertThat(read(text.toString(), dialect))
                    .as("seed %d", seed)
                    .isEqualTo(parsed == null ? null : CsvText.withoutBlanks(parsed));
        }
        assertThat(refused).isBetween(1_000, 9_000);
    }

    /** The parser takes blanks from both ends of a cell; here those before a quote are taken. */
    @ParameterizedTest
    @ValueSource(strings = {",\"", ";\"", "\t\"", "|\"", ",'", ";\"\\", ",\"\\", "\t'^", "~%$", "^\"!"})
    void random_texts_with_blanks_before_quotes_are_parted_as_the_parser_does(String signs) {
        Dialect dialect = new Dialect(signs.charAt(0), signs.charAt(1), signs.length() > 2 ? signs.charAt(2) : null);
        String alphabet = signs + signs + "an\n\r  " + (dialect.delimiter() == '\t' ? "" : "\t");
        CsvSettings settings =
                new CsvSettings(StandardCharsets.UTF_8, dialect.delimiter(), dialect.quote(), dialect.escape());
        long quoted = 0;
        for (long seed = 1; seed <= 10_000; seed++) {
            Random random = new Random(seed);
            StringBuilder text = new StringBuilder("header\n");
            for (int i = random.nextInt(14); i > 0; i--) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            List<List<String>> parsed = parsed(
                    text.toString(),
                    RowReader.format(dialect)
                            .builder()
                            .setIgnoreSurroundingSpaces(true)
                            .get());
            List<List<String>> read = null;
            try {
                RowReader records =
                        CsvText.records(text.toString().getBytes(StandardCharsets.UTF_8), settings, CsvText.WIDE);
                read = CsvText.rows(records).stream().map(InputRow::cells).toList();
                quoted += records.warnings().ofFile().stream()
                        .filter(warning -> warning.code() == WarningCode.QUOTED_AFTER_BLANK)
                        .mapToLong(WarningCount::count)
                        .sum();
            } catch (FileRefusedException refused) {
                assertThat(refused.code()).isEqualTo(ReasonCode.MALFORMED_CSV);
                assertThat(refused.line()).isPositive();
            }

            assertThat(read == null ? null : stripped(read))
                    .as("seed %d", seed)
                    .isEqualTo(parsed == null ? null : stripped(CsvText.withoutBlanks(parsed)));
        }
        assertThat(quoted).isGreaterThan(100);
    }

    private static List<List<String>> stripped(List<List<String>> records) {
        return records.stream()
                .map(record -> record.stream().map(String::strip).toList())
                .toList();
    }

    private static @Nullable List<List<String>> read(String text, Dialect dialect) {
        CsvSettings settings =
                new CsvSettings(StandardCharsets.UTF_8, dialect.delimiter(), dialect.quote(), dialect.escape());
        try {
            return CsvText.rows(CsvText.asWritten(text, settings)).stream()
                    .map(InputRow::cells)
                    .toList();
        } catch (FileRefusedException refused) {
            assertThat(refused.line()).isPositive();
            return null;
        }
    }

    private static @Nullable List<List<String>> parsed(String text, CSVFormat format) {
        List<List<String>> records = new ArrayList<>();
        try (CSVParser parser = CSVParser.builder()
                .setReader(new StringReader(text))
                .setFormat(format)
                .get()) {
            for (CSVRecord record : parser) {
                records.add(List.of(record.values()));
            }
            return records;
        } catch (IOException | UncheckedIOException e) {
            return null;
        }
    }

    private static char delimiter(String text, CsvSettings settings) {
        return records(text, settings).input().dialect().delimiter();
    }

    private static RowReader records(String text, CsvSettings settings) {
        try {
            return DropFile.of(new TestChannel(text.getBytes(StandardCharsets.UTF_8)))
                    .records(settings, CsvText.WIDE, COLUMNS::contains);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void assertNoHeader(String text, long line, String told) {
        assertThatExceptionOfType(FileRefusedException.class)
                .isThrownBy(() -> PlannedRows.of(text))
                .satisfies(refused -> {
                    assertThat(refused.code() + " " + refused.line()).isEqualTo(ReasonCode.NO_HEADER + " " + line);
                    assertThat(refused.reason()).endsWith(told);
                });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            quoteCharacter = '^',
            value = {
                "sep=;/email,first_name! ;! ','! line 1 says by 'sep='",
                "sep=,/email;first_name! ;! ';'! line 1 says by 'sep='",
                "sep=;/# list/email|first_name! ;! '|'! line 1 says by 'sep='",
                "email,first_name! ;! ','! the feed's delimiter says that ';'"
            })
    void where_the_cells_are_separated_otherwise_than_is_said_the_file_is_refused_with_both(
            String text, char ofFeed, String found, String said) {
        CsvSettings settings = new CsvSettings(null, ofFeed, '"', null);
        assertThatExceptionOfType(FileRefusedException.class)
                .isThrownBy(() -> DropFile.of(new TestChannel(
                                (text + "/a@x.org,Ada").replace('/', '\n').getBytes(StandardCharsets.UTF_8)))
                        .records(settings, CsvText.WIDE, List.of("email", "first_name")::contains)
                        .hasNext())
                .satisfies(refused -> {
                    assertThat(refused.code()).isEqualTo(ReasonCode.NO_HEADER);
                    assertThat(refused.line()).isEqualTo(text.split("/", -1).length);
                    assertThat(refused.reason())
                            .contains(said, "it is " + found)
                            .doesNotContain("quotes");
                });
    }
}
