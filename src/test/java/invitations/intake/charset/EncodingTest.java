package invitations.intake.charset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import invitations.csv.CharsetOrigin;
import invitations.csv.InputFormat;
import invitations.feed.CsvSettings;
import invitations.intake.read.RowReader;
import invitations.invitation.FileRefusedException;
import invitations.invitation.InputRow;
import invitations.invitation.ReasonCode;
import invitations.testing.CsvText;
import invitations.testing.PlannedRows;
import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EncodingTest {

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16BE", "UTF-16LE", "UTF-32BE", "UTF-32LE", "GB18030"})
    void a_mark_decides_whatever_the_feed_says(String charset) {
        assertRead("\uFEFFemail,n\n1,Łü日🎉\n", charset, "KOI8-R", charset, CharsetOrigin.MARK);
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16BE", "UTF-16LE", "UTF-32BE", "UTF-32LE", "UTF-8", "US-ASCII"})
    void without_a_mark_zeros_or_valid_utf_8_decide_whatever_the_feed_says(String charset) {
        String text = charset.equals("US-ASCII") ? "email,n\n1,a\n" : "email,n\n1,Łü日🎉\n";

        assertRead(text, charset, "KOI8-R", charset.equals("US-ASCII") ? "UTF-8" : charset, CharsetOrigin.CONTENT);
    }

    @ParameterizedTest
    @CsvSource({
        "windows-1252, Jürgen Groß €",
        "ISO-8859-2, Łukasz Wałęsa",
        "windows-1250, Černý Jiří",
        "windows-1251, Александр Пушкин",
        "Shift_JIS, 山田太郎ﾃｱ",
        "GB18030, 没有王小明",
        "IBM850, José"
    })
    void what_is_not_utf_8_is_read_as_the_feed_says(String charset, String name) {
        assertRead("email,n\n1," + name + "\n", charset, charset, charset, CharsetOrigin.FEED);
    }

    @ParameterizedTest
    @CsvSource({
        "windows-1252, windows-1252, 'Jürgen Groß,Käthe Böhm,Günther Schäfer,Jörg Müßig,Käßner'",
        "windows-1252, windows-1252, 'Müller’s,Bäcker – “so”,Größe,Jürgen Böhm,Käthe Fuß'",
        "windows-1251, windows-1251, 'Александр Сергеевич Пушкин,Наталья Николаевна Гончарова,Здравствуйте'"
    })
    void what_nobody_says_is_guessed_and_said_to_be(String charset, String found, String names) {
        assertRead("email,a,b,c,d,e\n1," + names + "\n", charset, null, found, CharsetOrigin.DETECTED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"£ukasz", "Wa³êsa", "Jó¼wiak"})
    void central_european_names_are_not_taken_for_western_ones(String asWestern) {
        assertRefused(bytes("email,n\n1," + asWestern + "\n", "windows-1252"), null, 2, "cannot be told");
    }

    @ParameterizedTest
    @CsvSource({"windows-1252, é", "windows-1251, Пушкин"})
    void a_file_of_which_a_part_is_utf_8_is_never_guessed_about(String charset, String damage) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes("email,n\r\n1,\"two\r\nlines\"\r\n2,Zoë\r\n3,".getBytes(StandardCharsets.UTF_8));
        bytes.writeBytes(bytes(damage + "\r\n", charset));

        assertRefused(bytes.toByteArray(), null, 5, "letters with accents in this line");
    }

    @Test
    void the_line_of_the_damage_is_told_wherever_it_is_in_the_file() {
        byte[] bytes = "é,b\n".repeat(50_000).getBytes(StandardCharsets.UTF_8);
        bytes[5 * 49_999] = (byte) 0xFF;

        assertRefused(bytes, null, 50_000, "0xFF");
    }

    @Test
    void a_byte_that_the_charset_of_the_feed_has_not_is_refused_with_its_line() {
        byte[] bytes = bytes("email,n\n1,Zoë\n2,x\n", "windows-1252");
        bytes[bytes.length - 2] = (byte) 0x81;

        assertRefused(bytes, "windows-1252", 3, "byte 0x81 is not windows-1252 text");
    }

    @Test
    void a_byte_that_the_mark_does_not_allow_is_refused_with_its_line() {
        byte[] bytes = "\uFEFFemail,n\n1,Zoe\n".getBytes(StandardCharsets.UTF_8);
        bytes[bytes.length - 2] = (byte) 0xE9;

        assertRefused(bytes, null, 2, "byte 0xE9 is not UTF-8 text");
    }

    @Test
    void half_a_character_of_utf_16_at_the_end_is_refused() {
        byte[] bytes = "\uFEFFemail\na".getBytes(StandardCharsets.UTF_16LE);

        assertRefused(java.util.Arrays.copyOf(bytes, bytes.length - 1), null, 2, "UTF-16LE");
    }

    @Test
    void a_header_that_an_earlier_conversion_damaged_is_refused() {
        assertRefused("email,Stra\uFFFDe\n1,2\n".getBytes(StandardCharsets.UTF_8), null, 1, "name of column 2");
    }

    @Test
    void a_cell_that_an_earlier_conversion_damaged_is_an_error_of_its_row_and_column_where_it_is_read() {
        String text = "email,first_name,team,_note\nann@example.org,Zo\uFFFD,\uFFFD,\uFFFD\n";

        assertThat(PlannedRows.of(text).errors())
                .extracting(error -> error.code() + " " + error.column())
                .containsExactly("DAMAGED_TEXT first_name", "DAMAGED_TEXT team");
        assertThat(PlannedRows.of("email,_note\nann@example.org,\uFFFD\n").errors())
                .isEmpty();
    }

    private static byte[] bytes(String text, String charset) {
        byte[] bytes = text.getBytes(Charset.forName(charset));
        // Java takes the mark of UTF-32 away by itself.
        assertThat(new String(bytes, Charset.forName(charset)).replace("\uFEFF", ""))
                .isEqualTo(text.replace("\uFEFF", ""));
        return bytes;
    }

    private static CsvSettings feed(@Nullable String charset) {
        return new CsvSettings(charset == null ? null : Charset.forName(charset), ',', '"', null);
    }

    private static void assertRead(
            String text, String charset, @Nullable String ofFeed, String found, CharsetOrigin origin) {
        RowReader records = CsvText.records(bytes(text, charset), feed(ofFeed), CsvText.LIMITS);
        List<List<String>> cells =
                CsvText.rows(records).stream().map(InputRow::cells).toList();

        InputFormat input = records.input();
        assertThat(input.charset()).isEqualTo(Charset.forName(found).name());
        assertThat(input.charsetBy()).isEqualTo(origin);
        assertThat(cells).isEqualTo(CsvText.cells(text));
    }

    private static void assertRefused(byte[] bytes, @Nullable String ofFeed, long line, String told) {
        assertThatExceptionOfType(FileRefusedException.class)
                .isThrownBy(() -> CsvText.rows(CsvText.records(bytes, feed(ofFeed), CsvText.LIMITS)))
                .satisfies(refused -> {
                    assertThat(refused.code()).isEqualTo(ReasonCode.ENCODING_ERROR);
                    assertThat(refused.line()).isEqualTo(line);
                    assertThat(refused.reason()).contains(told);
                });
    }
}
