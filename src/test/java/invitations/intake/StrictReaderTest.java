package invitations.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import invitations.invitation.Code;
import invitations.invitation.RefusedFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StrictReaderTest {

    @Test
    void the_byte_order_mark_is_not_text() {
        assertThat(CsvText.cells("\uFEFFa\n1")).containsExactly(List.of("a"), List.of("1"));
        assertThat(CsvText.cells("\uFEFF\uFEFFa")).containsExactly(List.of("\uFEFFa"));
        assertThat(CsvText.cells("\uFEFF")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4095, 4096, 8190, 8191, 8192, 8193, 20_000})
    void characters_of_many_bytes_survive_every_place_in_the_buffer(int before) {
        String text = "x".repeat(before) + "é€🎉".repeat(5000);

        assertThat(CsvText.cells(text)).containsExactly(List.of(text));
    }

    @Test
    void characters_can_be_read_one_by_one() throws IOException {
        String text = "a🎉é\n";
        StringBuilder read = new StringBuilder();
        try (Reader reader = CsvText.reader(text.getBytes(StandardCharsets.UTF_8))) {
            for (int c = reader.read(); c >= 0; c = reader.read()) {
                read.append((char) c);
            }
            assertThat(reader.read()).isEqualTo(-1);
            assertThat(reader.read(new char[0], 0, 0)).isZero();
        }
        assertThat(read).hasToString(text);
    }

    @ParameterizedTest
    @CsvSource({"windows-1252, 0xE9", "IBM850, 0x82"})
    void a_byte_that_is_not_utf_8_is_refused_with_its_line(String charset, String named) {
        byte[] bytes = "a\r\nb\r\"\r\n\",\ncafé\n".getBytes(Charset.forName(charset));

        assertRefused(bytes, Code.ENCODING_ERROR, 5, named);
    }

    @Test
    void a_wrong_byte_far_into_the_file_is_found_on_its_line() {
        byte[] bytes = "0123456789\n".repeat(10_000).getBytes(StandardCharsets.UTF_8);
        bytes[11 * 9_876] = (byte) 0xC0;

        assertRefused(bytes, Code.ENCODING_ERROR, 9_877, "0xC0");
    }

    @Test
    void a_character_that_the_end_of_the_file_cuts_is_refused() {
        byte[] bytes = Arrays.copyOf("a\n€".getBytes(StandardCharsets.UTF_8), 4);

        assertRefused(bytes, Code.ENCODING_ERROR, 2, "0xE2");
    }

    @ParameterizedTest
    @CsvSource({"UTF-16BE, UTF-16", "UTF-16LE, UTF-16", "UTF-32BE, UTF-32", "UTF-32LE, UTF-32"})
    void the_mark_of_another_encoding_is_refused_by_name(String charset, String named) {
        assertRefused("\uFEFFa,b\n".getBytes(Charset.forName(charset)), Code.ENCODING_ERROR, 1, "is " + named);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "a/\"b|2", // never closed
                "a/1,2/\"b,c/d,e/|3",
                "\"|1",
                "a//\"x\"\"|3",
                "a/\"b\"c|2", // text behind a quote
                "a/x,\"b/b\"c|2",
                "a/x,\"b/b\" \"c\"|2",
                "/ /\"b\" c/|3",
                "a/\"b\"\"\"c|2"
            })
    void misplaced_quotes_are_refused_with_the_line_that_the_record_begins_on(String text, long line) {
        for (String end : List.of("\n", "\r", "\r\n")) {
            assertRefused(text.replace("/", end).getBytes(StandardCharsets.UTF_8), Code.MALFORMED_CSV, line, "quote");
        }
    }

    @Test
    void the_line_of_the_slip_is_told_when_the_record_begins_earlier() {
        assertRefused("a\n\"b\n\nb\"c".getBytes(StandardCharsets.UTF_8), Code.MALFORMED_CSV, 2, "(on line 4)");
    }

    @Test
    void a_file_that_grows_or_shrinks_while_it_is_read_is_not_trusted() {
        byte[] bytes = "a\n1\n".getBytes(StandardCharsets.UTF_8);
        for (int size : new int[] {3, 5}) {
            StrictReader reader = new StrictReader(Channels.newChannel(new ByteArrayInputStream(bytes)), size);

            assertThatThrownBy(reader::read).isInstanceOf(IOException.class).hasMessageContaining("changed");
        }
    }

    /** So that no text is refused without its line, or read by one and refused by the other. */
    @Test
    void random_texts_are_taken_or_refused_exactly_as_the_parser_does() {
        String alphabet = "a,\"\n\r \t\u2028\u001c";
        int refused = 0;
        for (long seed = 1; seed <= 20_000; seed++) {
            Random random = new Random(seed);
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(14); i > 0; i--) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            boolean taken = isTakenByParser(text.toString());
            refused += taken ? 0 : 1;

            assertThat(isTaken(text.toString())).as("seed %d", seed).isEqualTo(taken);
        }
        assertThat(refused).isBetween(2_000, 18_000);
    }

    private static boolean isTaken(String text) {
        try {
            CsvText.rows(text);
            return true;
        } catch (RefusedFile refused) {
            assertThat(refused.line()).isPositive();
            return false;
        }
    }

    private static boolean isTakenByParser(String text) {
        List<CSVRecord> records = new ArrayList<>();
        try (CSVParser parser = CSVParser.builder()
                .setReader(new StringReader(text))
                .setFormat(Dialect.FORMAT)
                .get()) {
            parser.forEach(records::add);
            return true;
        } catch (IOException | UncheckedIOException e) {
            return false;
        }
    }

    private static void assertRefused(byte[] bytes, Code code, long line, String told) {
        assertThatExceptionOfType(RefusedFile.class)
                .isThrownBy(() -> CsvText.rows(bytes))
                .satisfies(refused -> {
                    assertThat(refused.code()).isEqualTo(code);
                    assertThat(refused.line()).isEqualTo(line);
                    assertThat(refused.reason()).contains(told);
                });
    }
}
