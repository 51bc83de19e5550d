package invitations.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What verbs print, on its way to the terminal. */
class PrintableWriterTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1b | \\u001b",
                "7 | \\u0007",
                "0 | \\u0000",
                "7f | \\u007f",
                "9b | \\u009b",
                "85 | \\u0085",
                "202e | \\u202e",
                "2066 | \\u2066",
                "200f | \\u200f",
                "2028 | \\u2028",
                "feff | \\ufeff",
                "e0001 | \\udb40\\udc01",
                "1d173 | \\ud834\\udd73"
            })
    void a_character_that_is_not_seen_is_written_out(String codePoint, String shown) throws IOException {
        String text = Character.toString(Integer.parseInt(codePoint, 16));

        assertThat(printed("a" + text + "b")).isEqualTo("a" + shown + "b");
        String json = new ObjectMapper().createObjectNode().put("name", text).toString();
        assertThat(new ObjectMapper().readTree(printed(json)).path("name").asText())
                .as("JSON says the same")
                .isEqualTo(text);
    }

    @Test
    void letters_of_all_scripts_tabs_and_ends_of_lines_stay() {
        String text = "åß 日本 😀👩 \t\"x\"\r\nnext\n\r\n";

        assertThat(printed(text)).isEqualTo(text);
        assertThat(printed("a\rb\r\r\nc\r")).isEqualTo("a\\u000db\\u000d\r\nc\\u000d");
        assertThat(printed("\ud83dx")).isEqualTo("\ud83dx");
    }

    private static String printed(String text) {
        StringWriter whole = new StringWriter();
        try (PrintWriter out = new PrintWriter(new PrintableWriter(whole))) {
            out.write(text);
            out.flush();
        }
        StringWriter byOne = new StringWriter();
        try (PrintWriter out = new PrintWriter(new PrintableWriter(byOne))) {
            text.chars().forEach(out::write);
            out.flush();
        }
        assertThat(byOne).hasToString(whole.toString());
        return whole.toString();
    }
}
