package invitations.journey.send;

import static org.assertj.core.api.Assertions.assertThat;

import invitations.sandbox.config.SandboxSettings;
import invitations.sandbox.fault.Fault;
import invitations.sandbox.fault.FaultEffect;
import invitations.sandbox.http.Endpoint;
import invitations.settings.Property;
import invitations.testing.CapturedLog;
import invitations.testing.Program;
import invitations.testing.SandboxStage;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** More people than seats: the log warns, or the drop waits for a person. */
class SeatsJourneyTest {
    private static final String COURSE = "course-v1:acme+C1+2026";
    private static final String THREE_PEOPLE = "email,course_id\nann@example.org," + COURSE + "\nbob@example.org,"
            + COURSE + "\ncat@example.org," + COURSE + "\n";

    @TempDir
    Path folder;

    @Test
    void a_drop_that_is_short_of_seats_waits_until_a_person_approves_it() throws IOException {
        try (SandboxStage stage = stage("hold", 2)) {
            Path file = stage.file("people.csv", THREE_PEOPLE);

            Program.Run held = stage.run("send", "--yes", "--feed", "staff", file.toString());
            Program.Run status = stage.run("status");

            assertThat(held.exitCode()).isEqualTo(7);
            assertThat(held.out()).contains("held: course " + COURSE + " has 2 seats left, and the file has 3 people");
            assertThat(status.out()).contains("HELD", "2 seats left");
            assertThat(stage.invited()).isEmpty();

            Program.Run resumed = stage.run("resume");
            assertThat(resumed.exitCode()).isEqualTo(7);
            assertThat(resumed.out()).contains("held: course " + COURSE, "lets it be sent");
            String drop = status.out().substring(0, status.out().indexOf(' '));
            assertThat(stage.run("approve", drop).exitCode()).isZero();
            assertThat(stage.run("resume").exitCode()).isZero();

            assertThat(stage.invited()).hasSize(3);
            assertThat(stage.run("audit").out()).contains("HELD", "NOT_ENOUGH_SEATS", "approved by ");
            Program.Run twice = stage.run("approve", drop);
            assertThat(twice.exitCode()).isEqualTo(2);
            assertThat(twice.err()).contains("only a drop that is held waits for it");
        }
    }

    @Test
    void enough_seats_hold_nothing_up() throws IOException {
        try (SandboxStage stage = stage("hold", 3)) {
            Program.Run run = stage.run(
                    "send",
                    "--yes",
                    "--feed",
                    "staff",
                    stage.file("people.csv", THREE_PEOPLE).toString());

            assertThat(run.exitCode()).isZero();
            assertThat(stage.invited()).hasSize(3);
        }
    }

    @Test
    void a_feed_that_only_warns_sends_all_the_same() throws IOException {
        try (SandboxStage stage = stage("warn", 1);
                CapturedLog log = CapturedLog.listen()) {
            Program.Run run = stage.run(
                    "send",
                    "--yes",
                    "--feed",
                    "staff",
                    stage.file("people.csv", THREE_PEOPLE).toString());

            assertThat(run.exitCode()).isZero();
            assertThat(String.join("\n", log.lines())).contains("has 1 seats left, and the file has 3 people for it");
            assertThat(stage.invited()).hasSize(3);
        }
    }

    @Test
    void seats_that_cannot_be_asked_for_hold_the_drop() throws IOException {
        try (SandboxStage stage = stage("hold", 9)) {
            stage.sandbox().order(Fault.at(Endpoint.COURSE_LICENCES).with(FaultEffect.Status.of(403)));

            Program.Run run = stage.run(
                    "send",
                    "--yes",
                    "--feed",
                    "staff",
                    stage.file("people.csv", THREE_PEOPLE).toString());

            assertThat(run.exitCode()).isEqualTo(7);
            assertThat(run.out()).contains("the seats of course " + COURSE + " cannot be asked for");
            assertThat(stage.invited()).isEmpty();
        }
    }

    private SandboxStage stage(String wanted, int seats) throws IOException {
        SandboxStage stage = SandboxStage.open(
                folder, SandboxSettings.withKey(SandboxStage.KEY).withLicence(COURSE, "acme", seats));
        stage.set(Property.ORG, "acme");
        stage.feed("staff", "licences=" + wanted + "\n");
        return stage;
    }
}
