package invitations.journey.intake;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import invitations.testing.Program;
import invitations.testing.SandboxStage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The files of {@code shared/cases} whose charset nobody says: each name reaches the API as it was typed, or not at all. */
class CharsetCasesJourneyTest {
    private static final Path CASES = Path.of("../shared/cases");

    @TempDir
    Path folder;

    static Stream<Arguments> files() {
        return Stream.of(
                Arguments.of(
                        "F17a-macroman.csv",
                        Map.of(
                                "f17a",
                                "Zoë Müller",
                                "f17b",
                                "José Nuñez",
                                "f17c",
                                "François Lefèvre",
                                "f17d",
                                "Søren Åberg")),
                Arguments.of("F17b-macroman-one-name.csv", Map.of("f17e", "René Smith", "f17f", "Bob Jones")),
                Arguments.of(
                        "F17c-macroman-semicolon-lf.csv", Map.of("f17g", "André Gonçalves", "f17h", "Björn Håkansson")),
                Arguments.of(
                        "F18a-cp850.csv",
                        Map.of(
                                "f18a",
                                "Zoë Müller",
                                "f18b",
                                "José Nuñez",
                                "f18c",
                                "François Lefèvre",
                                "f18d",
                                "Søren Åberg")),
                Arguments.of("F18b-cp437-one-name.csv", Map.of("f18e", "René Smith", "f18f", "Bob Jones")),
                Arguments.of("F18c-cp850-german.csv", Map.of("f18g", "Jürgen Große", "f18h", "Käthe Böhm")),
                Arguments.of("C04-windows-1250.csv", Map.of("r.c04", "Ledňáček")));
    }

    @ParameterizedTest
    @MethodSource("files")
    void each_name_arrives_as_it_was_typed_or_the_file_is_held_back_with_a_word_read_both_ways(
            String name, Map<String, String> people) throws Exception {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            stage.feed("default", "platform-key = acme\n");

            Program.Run run = stage.send(CASES.resolve(name));

            JsonNode invited = stage.listed("platform/?platform_key=acme");
            if (invited.isEmpty()) {
                assertThat(run.exitCode()).isEqualTo(4);
                assertThat(run.out() + run.err())
                        .contains("ENCODING_ERROR")
                        .containsPattern("line \\d+ reads '[^']+' as \\S+, '[^']+' as \\S+: set the feed's charset");
                return;
            }
            assertThat(invited).hasSize(people.size());
            for (JsonNode one : invited) {
                String person = one.path("email").asText().replaceFirst("@.*", "");
                assertThat(people).containsKey(person);
                assertThat(people.getOrDefault(person, "").split(" ", -1))
                        .allMatch(each -> one.toString().contains('"' + each + '"'));
            }
            assertThat(run.out() + run.err()).contains("which is a guess");
        }
    }

    @Test
    void a_name_that_was_utf_8_and_read_as_another_charset_is_a_dead_letter_with_its_suggestion() throws Exception {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            stage.feed("default", "platform-key = acme\n");

            Program.Run run = stage.send(CASES.resolve("F28-mojibake.csv"));

            assertThat(stage.invited()).isEmpty();
            assertThat(run.exitCode()).isEqualTo(3);
            String letters = Files.readString(stage.report().resolve("dead-letter.csv"));
            assertThat(letters.lines().skip(1).toList())
                    .hasSize(3)
                    .allMatch(line -> line.contains("DAMAGED_TEXT"))
                    .anyMatch(line -> line.contains("Zoë") && line.contains("Müller"))
                    .anyMatch(line -> line.contains("René"));
        }
    }

    @Test
    void check_says_in_its_json_that_the_charset_was_guessed_and_so_does_the_report() throws Exception {
        Path file = Files.write(
                folder.resolve("people.csv"),
                "email,last_name\na@example.org,Кузнецов\nb@example.org,Воробьёв\nc@example.org,Щербакова\n"
                        .getBytes("windows-1251"));
        try (SandboxStage stage = SandboxStage.open(folder)) {
            stage.feed("default", "platform-key = acme\n");

            Program.Run checked = stage.run("check", "--json", file.toString());
            Program.Run sent = stage.send(file);

            JsonNode total = new ObjectMapper()
                    .readTree(List.of(checked.out().split("\n", -1)).get(0));
            assertThat(total.path("charset").asText()).isEqualTo("windows-1251");
            assertThat(total.path("charset_by").asText()).isEqualTo("detected");
            assertThat(sent.exitCode()).isZero();
            JsonNode report =
                    new ObjectMapper().readTree(Files.readString(stage.report().resolve("report.json")));
            assertThat(report.at("/input/charset").asText()).isEqualTo("windows-1251");
            assertThat(report.at("/input/charset_by").asText()).isEqualTo("detected");
        }
    }

    @Test
    void a_charset_of_seven_bits_is_no_setting_of_a_feed() throws Exception {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            stage.feed("default", "platform-key = acme\ncharset = ISO-2022-JP\n");

            Program.Run run = stage.run("check-config");

            assertThat(run.exitCode()).isEqualTo(78);
            assertThat(run.out() + run.err()).contains("ISO-2022-JP").contains("seven bits wide");
        }
    }
}
