package invitations.journey.intake;

import static org.assertj.core.api.Assertions.assertThat;

import invitations.settings.Property;
import invitations.testing.Program;
import invitations.testing.SandboxStage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The samples through the whole program, held against {@code samples/expected}. When a report is meant to change, the
 * tests write it anew with {@code -Dinvitations.samples=write}; look at the difference before you keep it.
 */
class SamplesJourneyTest {
    private static final Path SAMPLES = Path.of("samples");
    private static final List<String> REPORTS = List.of("report.csv", "dead-letter.csv", "report.json");

    @TempDir
    Path folder;

    static List<String> samples() throws IOException {
        try (Stream<Path> files = Files.list(SAMPLES)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".csv"))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void there_are_samples() throws IOException {
        assertThat(samples())
                .containsExactly(
                        "blank.csv",
                        "course.csv",
                        "gitbook-link.csv",
                        "gitbook.csv",
                        "mixed.csv",
                        "platform.csv",
                        "program.csv",
                        "redeem.csv");
    }

    @ParameterizedTest
    @MethodSource("samples")
    void a_sample_gets_the_reports_that_are_expected(String name) throws IOException {
        Path expected = SAMPLES.resolve("expected").resolve(name.replace(".csv", ""));
        try (SandboxStage stage = SandboxStage.open(folder)) {
            stage.set(Property.USERNAME, "sample-admin");
            // Ids are given in the order of the rows then.
            stage.set(Property.SEND_CONCURRENCY, "1");
            if (name.equals("redeem.csv")) {
                // There is nothing to redeem before somebody has made it.
                stage.send(SAMPLES.resolve("blank.csv"));
            }

            Program.Run run = stage.send(SAMPLES.resolve(name));

            assertThat(run.exitCode()).isEqualTo(3);
            assertThat(SandboxStage.invited(stage.sandbox().record().stream()
                                    .filter(mail -> !mail.target().equals("gitbook-link"))
                                    .toList())
                            .values())
                    .allMatch(times -> times == 1);
            Path reports = stage.reports().get(stage.reports().size() - 1);
            for (String report : REPORTS) {
                String text = normal(Files.readString(reports.resolve(report)));
                if (System.getProperty("invitations.samples", "").equals("write")) {
                    SandboxStage.write(expected.resolve(report), text);
                }
                assertThat(text).as(report).isEqualTo(Files.readString(expected.resolve(report)));
            }
        }
    }

    /** The text with what differs from run to run made the same: drops, remote ids, times, the version. */
    private static String normal(String text) {
        return text.replaceAll("\\b20[0-9]{6}-[a-z0-9]{12}\\b", "DROP")
                .replaceAll("\\b20[0-9]{2}-[0-9]{2}-[0-9]{2}T[0-9:.]+Z\"(\\r?\\n|,\\n|,\"[^\"]*\"\\r?\\n)", "TIME\"$1")
                .replaceAll("\"[0-9]+\",\"([01])\",\"TIME\"", "\"ID\",\"$1\",\"TIME\"")
                .replaceAll("(\"(?:received|planned|sending|finished)\" : )\"[^\"]+\"", "$1\"TIME\"")
                .replaceAll("(\"version\" : )\"[^\"]+\"", "$1\"VERSION\"");
    }
}
