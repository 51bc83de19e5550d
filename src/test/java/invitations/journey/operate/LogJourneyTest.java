package invitations.journey.operate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import invitations.camel.InvitationRuntime;
import invitations.sandbox.fault.Fault;
import invitations.sandbox.fault.FaultEffect;
import invitations.testing.CapturedLog;
import invitations.testing.Program;
import invitations.testing.SandboxStage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever a file names and the API echoes: the log and standard error show no address. */
class LogJourneyTest {
    /** The local parts of all addresses of the test; none of them is a word that is said otherwise. */
    private static final String LOCAL_PARTS =
            "(?s).*(zelda|yorick|xaver|wanda|valeska|ulrike|tabea|sidonie|rosalind|quentin).*";

    private static final Logger OURS = Logger.getLogger("invitations");

    @TempDir
    Path folder;

    @Test
    void no_address_is_logged_wherever_it_stands() throws IOException {
        OURS.setLevel(Level.ALL);
        try (SandboxStage stage = SandboxStage.open(folder);
                CapturedLog log = CapturedLog.listen()) {
            stage.feed("staff", "default.source = zelda@example.org\nplatform-key = acme\n");
            stage.sandbox()
                    .order(Fault.at()
                            .forEmail("yorick@")
                            .always()
                            .with(new FaultEffect.Status(
                                    400,
                                    "application/json",
                                    "{\"detail\":\"yorick@example.org was asked by \\\"xaver x\\\"@example.org\"}",
                                    Map.of())));
            try (InvitationRuntime runtime = stage.start(InvitationRuntime.Mode.WATCH)) {
                SandboxStage.write(
                        stage.home().resolve("drop/staff/of wanda@example.org.csv"),
                        """
                        email,note,metadata
                        yorick@example.org,by valeska@example.org,
                        ulrike@example,,
                        tabea@example.org,,"{""by"":""sidonie@example.org""}"
                        Rosalind <rosalind@example.org>,,
                        """);
                SandboxStage.write(stage.home().resolve("drop/staff/broken.csv"), "email\n\"quentin@example.org\"x\n");
                SandboxStage.write(
                        stage.home().resolve("drop/sidonie@example.org/people.csv"), "email\nbob@example.org\n");
                await().until(() -> stage.reports().size() >= 2);
                assertThat(runtime.sending().isStopping()).isFalse();
            }
            Program.Run run = stage.send(stage.file("for wanda@example.org.csv", "who\ntabea@example.org\n"));
            Program.Run missing = stage.send(folder.resolve("wanda@example.org.csv"));

            List<String> shown = log.lines().stream().map(Program::shown).toList();
            assertThat(shown).anyMatch(line -> line.contains("***@example.org.csv) of feed staff has ended"));
            assertThat(shown).anyMatch(line -> line.contains("***@example.org"));
            assertThat(shown).allSatisfy(line -> assertThat(line).doesNotMatch(LOCAL_PARTS));
            assertThat(List.of(run.err(), missing.err()))
                    .allSatisfy(err -> assertThat(err).doesNotMatch(LOCAL_PARTS));
        } finally {
            OURS.setLevel(null);
        }
    }
}
