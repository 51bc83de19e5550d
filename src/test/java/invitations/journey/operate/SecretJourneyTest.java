package invitations.journey.operate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import invitations.camel.InvitationRuntime;
import invitations.settings.Property;
import invitations.testing.CapturedLog;
import invitations.testing.Program;
import invitations.testing.SandboxStage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Secrets in files that are dropped, and in rows: neither the log nor a report has them. */
class SecretJourneyTest {
    private static final String PASSWORD = "hush-4711-no-word-of-it";

    @TempDir
    Path folder;

    private SandboxStage stage;

    @BeforeEach
    void open() {
        stage = SandboxStage.open(folder);
        stage.set(Property.SFTP_PASSWORD, PASSWORD);
    }

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void a_key_file_that_is_dropped_as_a_list_is_shown_nowhere() throws IOException {
        List<String> files = List.of(
                "iblai.api.key = " + SandboxStage.KEY + "\ngitbook.token = other-4711\n",
                "-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaC1rZXktdjEAAAAABG5vbmUAAAAEbm9uZQAAAAAAAAABAAAAMwAAAAtzc2gtZW\n",
                "API_TOKEN=tok-which-is-not-configured\n",
                "tok-which-is-not-configured,second-cell-4711\n");
        try (CapturedLog log = CapturedLog.listen();
                InvitationRuntime runtime = stage.start(InvitationRuntime.Mode.WATCH)) {
            for (int i = 0; i < files.size(); i++) {
                Files.writeString(stage.home().resolve("drop/list" + i + ".csv"), files.get(i));
            }
            await().until(() -> stage.reports().size() == files.size());
            await().until(() -> runtime.ledger().drops().open().isEmpty());
            assertThat(log.lines()).noneMatch(SecretJourneyTest::hasSecret);
        }
        for (Path report : stage.reports()) {
            assertThat(report.resolve("report.json")).content().contains("NO_HEADER");
            assertThat(Files.readString(report.resolve("report.json"))).matches(text -> !hasSecret(text));
        }
        for (int i = 0; i < files.size(); i++) {
            Program.Run run = stage.run(
                    "check", stage.file("list" + i + ".csv", files.get(i)).toString());
            assertThat(run.exitCode()).isEqualTo(4);
            assertThat(run.out() + run.err()).matches(text -> !hasSecret(text));
        }
        assertThat(stage.run("status").out()).matches(text -> !hasSecret(text));
    }

    private static boolean hasSecret(String text) {
        return Stream.of(SandboxStage.KEY, "4711", "b3BlbnNz", "which-is-not-configured", "iblai.api.key", "API_TOKEN")
                .anyMatch(text::contains);
    }

    @Test
    void a_secret_in_a_message_about_a_row_is_masked_in_whatever_encoding() throws IOException {
        byte[] bytes = PASSWORD.getBytes(StandardCharsets.UTF_8);
        String base64 = Base64.getEncoder().encodeToString(("hr:" + PASSWORD).getBytes(StandardCharsets.UTF_8));
        Path file = stage.file(
                "people.csv",
                "email,platform_key,active\na@example.org,acme," + PASSWORD + "\nb@example.org,acme," + base64
                        + "\nc@example.org,acme," + HexFormat.of().formatHex(bytes) + "\nd@example.org,"
                        + "acme,hush%2D4711%2Dno%2Dword%2Dof%2Dit\n");

        Program.Run run = stage.run("check", file.toString());
        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.out()).contains("********").doesNotContain(PASSWORD, base64, "68757368", "hush%2D");
        assertThat(stage.send(file).exitCode()).isEqualTo(3);
        assertThat(Files.readString(stage.report().resolve("report.json")))
                .doesNotContain(PASSWORD, base64, "68757368", "hush%2D");
    }
}
