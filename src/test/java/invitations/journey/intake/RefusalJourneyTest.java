package invitations.journey.intake;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import invitations.testing.CapturedLog;
import invitations.testing.PeopleCsv;
import invitations.testing.Program;
import invitations.testing.SandboxStage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Files that are refused as a whole: nothing of them is sent, and their sender is told why. */
class RefusalJourneyTest {
    private static final String GOOD = "email,platform_key\nada@example.org,acme\n";

    @TempDir
    Path folder;

    static Stream<Arguments> refused() {
        // One letter of it is UTF-8, the other is not.
        byte[] latin = (GOOD + "jos\u00e9@example.org,zo\u00c3\u00a9\n").getBytes(StandardCharsets.ISO_8859_1);
        return Stream.of(
                Arguments.of("EMPTY_FILE", 0, bytes("")),
                Arguments.of("EMPTY_FILE", 0, bytes("\uFEFF\r\n\r\n")),
                Arguments.of("NO_HEADER", 1, bytes("one,two\n1,2\n")),
                Arguments.of("MISSING_COLUMN", 1, bytes("first_name,platform_key\nAda,acme\n")),
                Arguments.of(
                        "DUPLICATE_COLUMN", 1, bytes("email,E-Mail,platform_key\na@example.org,b@example.org,acme\n")),
                Arguments.of("RESERVED_COLUMN", 1, bytes("email,platform_key,invitation_call\na@example.org,acme,1\n")),
                Arguments.of("MALFORMED_CSV", 3, bytes(GOOD + "\"grace@example.org,acme\n")),
                Arguments.of("MALFORMED_CSV", 602, bytes(many(600) + "\"open\" quote@example.org,acme\n")),
                Arguments.of("ENCODING_ERROR", 3, latin));
    }

    @ParameterizedTest(name = "{0} at line {1}")
    @MethodSource
    void refused(String code, long line, byte[] content) throws IOException {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            Path file = stage.file("people.csv", "");
            Files.write(file, content);

            Program.Run run = stage.send(file);

            assertThat(run.exitCode()).isEqualTo(4);
            assertThat(run.out()).contains("The file was refused as a whole and nothing of it was sent");
            assertThat(stage.sandbox().requestCount()).isZero();
            JsonNode report = new ObjectMapper()
                    .readTree(stage.report().resolve("report.json").toFile());
            assertThat(report.path("state").asText()).isEqualTo("REFUSED");
            assertThat(report.path("refusal").path("code").asText()).isEqualTo(code);
            assertThat(report.path("refusal").path("line").asLong()).isEqualTo(line);
            assertThat(stage.report().resolve("input.csv")).hasBinaryContent(content);
            assertThat(stage.report().resolve("report.csv")).doesNotExist();
            assertThat(stage.home().resolve("work")).isEmptyDirectory();
            // The same again is refused again.
            assertThat(stage.send(file).exitCode()).isEqualTo(4);
            assertThat(stage.reports()).hasSize(1);
        }
    }

    @Test
    void a_file_that_was_sent_in_part_keeps_its_report_when_it_is_refused_later() throws IOException {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            Path file = stage.file("people.csv", many(3));
            stage.run("send", "--yes", "--limit", "1", file.toString());
            Path list = SandboxStage.write(stage.home().resolve("suppress.csv"), "nobody\n");

            Program.Run refused = stage.send(file);

            assertThat(refused.exitCode()).isEqualTo(4);
            assertThat(refused.out())
                    .contains("refused as a whole when it came again: INVALID_SUPPRESS_LIST: suppress.csv, line 1")
                    .contains("What became of it before: 3 rows: 1 accepted by the API, 2 not sent this time.");
            assertThat(Files.readString(stage.report().resolve("report.json")))
                    .contains("\"status\" : \"REFUSED\"", "\"rows\" : 3", "\"INVITED\" : 1", "\"UNPROCESSED\" : 2");
            assertThat(stage.report().resolve("report.csv")).exists();

            Files.delete(list);
            assertThat(stage.send(file).exitCode()).isZero();
            assertThat(stage.invited()).hasSize(3);
            stage.verify();
        }
    }

    @Test
    void a_file_that_breaks_at_its_end_is_refused_without_noise() throws IOException {
        try (SandboxStage stage = SandboxStage.open(folder);
                CapturedLog log = CapturedLog.listen()) {
            SandboxStage.Result result = stage.sent(stage.file("people.csv", many(1200) + "\"broken"));

            assertThat(result.summary().isRefused()).isTrue();
            assertThat(result.drop().line()).isEqualTo(1202);
            assertThat(stage.report().resolve("input.csv")).exists();
            assertThat(log.lines()).noneMatch(line -> line.contains("RefusedFile"));
        }
    }

    @Test
    void a_file_with_nothing_but_a_header_is_fine_and_says_so() throws IOException {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            Program.Run run = stage.send(stage.file("people.csv", "email,platform_key\n"));

            assertThat(run.exitCode()).isZero();
            assertThat(run.out()).contains("Nothing to do: the file has no rows.");
            assertThat(Files.readString(stage.report().resolve("report.json")))
                    .contains("\"status\" : \"NOTHING_TO_DO\"");
            assertThat(stage.report().resolve("dead-letter.csv")).doesNotExist();
        }
    }

    @Test
    void a_good_file_beside_a_bad_one_is_sent() throws IOException {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            Program.Run run = stage.send(stage.file("bad.csv", ""), stage.file("good.csv", GOOD));

            assertThat(run.exitCode()).isEqualTo(4);
            assertThat(stage.invited()).hasSize(1);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String many(int rows) {
        return PeopleCsv.platformRows(rows);
    }
}
