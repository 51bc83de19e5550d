package invitations.intake.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import invitations.invitation.FileRefusedException;
import invitations.invitation.ReasonCode;
import invitations.testing.CsvText;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StrictReaderTest {

    @Test
    void the_byte_order_mark_is_not_text() {
        assertThat(CsvText.cells("\uFEFFa\n1")).containsExactly(List.of("a"), List.of("1"));
        assertThat(CsvText.cells("\uFEFF\uFEFFa")).containsExactly(List.of("a"));
        assertThat(CsvText.cells("\uFEFFa\n\uFEFF1\uFEFF\n")).containsExactly(List.of("a"), List.of("1"));
        assertThat(CsvText.cells("ï»¿a\n1ï»¿\n")).containsExactly(List.of("a"), List.of("1ï»¿"));
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
        try (Reader reader = reader(text)) {
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
        byte[] bytes = "é\r\nb\r\"\r\n\",\ncafé\n".getBytes(StandardCharsets.UTF_8);
        byte[] other = "é".getBytes(Charset.forName(charset));
        byte[] mixed = Arrays.copyOf(bytes, bytes.length - 2);
        mixed[mixed.length - 1] = other[0];

        assertRefused(mixed, ReasonCode.ENCODING_ERROR, 5, named);
    }

    @Test
    void a_wrong_byte_far_into_the_file_is_found_on_its_line() {
        byte[] bytes = "é12345678\n".repeat(10_000).getBytes(StandardCharsets.UTF_8);
        bytes[11 * 9_876] = (byte) 0xC0;

        assertRefused(bytes, ReasonCode.ENCODING_ERROR, 9_877, "0xC0");
    }

    @Test
    void a_character_that_the_end_of_the_file_cuts_is_refused() {
        byte[] bytes = Arrays.copyOf("a\n€".getBytes(StandardCharsets.UTF_8), 4);

        assertRefused(bytes, ReasonCode.ENCODING_ERROR, 2, "0xE2");
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
            assertRefused(
                    text.replace("/", end).getBytes(StandardCharsets.UTF_8), ReasonCode.MALFORMED_CSV, line, "quote");
        }
    }

    @Test
    void the_line_of_the_slip_is_told_when_the_record_begins_earlier() {
        assertRefused("a\n\"b\n\nb\"c".getBytes(StandardCharsets.UTF_8), ReasonCode.MALFORMED_CSV, 2, "(on line 4)");
    }

    @Test
    void a_file_that_grows_or_shrinks_while_it_is_read_is_not_trusted() {
        byte[] bytes = "a\n1\n".getBytes(StandardCharsets.UTF_8);
        for (int size : new int[] {3, 5}) {
            StrictReader reader = CsvText.reader(bytes, size);

            assertThatThrownBy(reader::read).isInstanceOf(IOException.class).hasMessageContaining("changed");
        }
    }

    private static StrictReader reader(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return CsvText.reader(bytes, bytes.length);
    }

    private static void assertRefused(byte[] bytes, ReasonCode code, long line, String told) {
        assertThatExceptionOfType(FileRefusedException.class)
                .isThrownBy(() -> CsvText.rows(bytes))
                .satisfies(refused -> {
                    assertThat(refused.code()).isEqualTo(code);
                    assertThat(refused.line()).isEqualTo(line);
                    assertThat(refused.reason()).contains(told);
                });
    }
}
