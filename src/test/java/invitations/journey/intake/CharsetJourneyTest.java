package invitations.journey.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import invitations.camel.InvitationRuntime;
import invitations.settings.Property;
import invitations.testing.SandboxStage;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a spreadsheet of another country saves, from the drop folder to the API, and what comes back into the same feed. */
class CharsetJourneyTest {
    private static final Charset WESTERN = Charset.forName("windows-1252");

    @TempDir
    Path folder;

    @Test
    void names_arrive_as_they_were_typed_and_the_dead_letters_can_be_dropped_again() throws Exception {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            stage.set(Property.LIMIT_ROWS, "3");
            stage.feed("north", "platform-key = north\ncharset = windows-1252\nquote = '\nescape = backslash\n");
            try (InvitationRuntime runtime = stage.start(InvitationRuntime.Mode.WATCH)) {
                drop(
                        stage,
                        String.join(
                                "\r\n",
                                "sep=;",
                                "Unsere Leute;;",
                                "E-Mail;first_name;team;",
                                "zoe@example.org;Zoë;'a;''b\\n';",
                                ";;;",
                                "jürgen;Jürgen;C:\\\\new;"),
                        WESTERN);
                await().until(() -> stage.reports().size() == 1);

                JsonNode report = report(stage.report());
                assertThat(report.path("input"))
                        .isEqualTo(new ObjectMapper()
                                .valueToTree(Map.of(
                                        "charset",
                                        "windows-1252",
                                        "charset_by",
                                        "feed",
                                        "delimiter",
                                        ";",
                                        "preamble_records",
                                        1,
                                        "blank_records",
                                        1,
                                        "repeated_headers",
                                        0,
                                        "short_rows",
                                        0)));
                JsonNode zoe = invitation(stage, "zoe@example.org");
                assertThat(zoe.toString()).contains("\"Zoë\"");
                assertThat(zoe.at("/metadata/team").asText()).isEqualTo("a;'b\n");

                String deadLetters = Files.readString(stage.report().resolve("dead-letter.csv"));
                assertThat(deadLetters)
                        .startsWith("sep=;\r\nE-Mail;first_name;team;_line;_status;_code;_message;_suggestion\r\n")
                        .contains("jürgen;Jürgen;'C:\\\\new';6;INVALID");
                drop(stage, deadLetters.replace("jürgen;", "juergen@example.org;"), StandardCharsets.UTF_8);
                await().until(() -> stage.reports().size() == 2);

                JsonNode juergen = invitation(stage, "juergen@example.org");
                assertThat(juergen.toString()).contains("\"Jürgen\"");
                assertThat(juergen.at("/metadata/team").asText()).isEqualTo("C:\\new");
                assertThat(stage.invited().values()).containsExactly(1L, 1L);

                drop(stage, "email\na@x.org\nb@x.org\nc@x.org\nd@x.org\n", StandardCharsets.UTF_8);
                await().until(() -> stage.reports().size() == 3);

                assertThat(report(stage.reports().get(2)).at("/refusal/code").asText())
                        .isEqualTo("TOO_MANY_ROWS");
                assertThat(stage.invited()).hasSize(2);
                await().untilAsserted(() ->
                        assertThat(runtime.ledger().drops().open()).isEmpty());
            }
        }
    }

    private static JsonNode invitation(SandboxStage stage, String email) throws Exception {
        for (JsonNode one : stage.listed("platform/?platform_key=north")) {
            if (one.path("email").asText().equals(email)) {
                return one;
            }
        }
        throw new AssertionError("nobody has invited " + email);
    }

    private static JsonNode report(Path folder) throws IOException {
        return new ObjectMapper().readTree(Files.readString(folder.resolve("report.json")));
    }

    private static void drop(SandboxStage stage, String text, Charset charset) throws IOException {
        Path feed = Files.createDirectories(stage.home().resolve("drop/north"));
        Path part = Files.write(feed.resolve(".people.part"), text.getBytes(charset));
        Files.move(part, feed.resolve("people.csv"), StandardCopyOption.ATOMIC_MOVE);
    }
}
