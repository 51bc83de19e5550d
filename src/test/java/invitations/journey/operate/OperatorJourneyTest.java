package invitations.journey.operate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import invitations.camel.InvitationRuntime;
import invitations.sandbox.fault.Fault;
import invitations.sandbox.fault.FaultEffect;
import invitations.sandbox.http.Endpoint;
import invitations.settings.Property;
import invitations.testing.Aside;
import invitations.testing.PeopleCsv;
import invitations.testing.Program;
import invitations.testing.SandboxStage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What operators do: they look, decide, put back, go on, and check that the promise was kept. */
class OperatorJourneyTest {
    private static final Pattern DROP = Pattern.compile("[0-9]{8}-[a-z0-9]{12}");

    @TempDir
    Path folder;

    @Test
    void a_row_that_the_api_will_not_speak_of_is_decided_by_a_person() throws IOException {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            leaveTwoInDoubt(stage);
            Path file = stage.file("people.csv", PeopleCsv.platformRows(3));

            Program.Run sent = stage.send(file);

            assertThat(sent.exitCode()).isEqualTo(6);
            assertThat(Files.readString(stage.report().resolve("dead-letter.csv")))
                    .contains("the API will not say")
                    .contains("look there, and decide");
            String drop = drop(stage);
            assertThat(stage.run("decide", drop, "2", "invited").out())
                    .isEqualTo("1 row is decided; the report says so.\n");
            assertThat(Files.readString(stage.report().resolve("report.csv"))).contains("decided by ");
            assertThat(Files.readString(stage.report().resolve("dead-letter.csv")))
                    .doesNotContain("person1@")
                    .contains("person2@");

            stage.sandbox().clearFaults();
            Program.Run again = stage.run("decide", drop, "3", "send-again");
            assertThat(again.out()).isEqualTo("1 row is put back, to be sent again.\n");
            assertThat(again.err()).contains("invitations resume");
            Program.Run resumed = stage.run("resume");

            assertThat(resumed.exitCode()).isZero();
            assertThat(resumed.out()).contains("3 rows: 3 accepted by the API");
            assertThat(stage.report().resolve("dead-letter.csv")).doesNotExist();
            Program.Run verified = stage.run("verify", drop, "--json");
            assertThat(verified.exitCode()).isZero();
            assertThat(verified.out()).contains("\"holds\":true").contains("\"decisions\":2");
            assertThat(stage.run("audit").out())
                    .contains("DECIDED")
                    .contains("\"verdict\":\"SEND_AGAIN\"")
                    .doesNotContain("@example.org");
        }
    }

    @Test
    void refused_rows_are_put_back_and_sent_when_the_reason_is_gone() throws IOException {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            stage.sandbox().order(Fault.at().always().with(FaultEffect.Status.of(404)));
            assertThat(stage.send(stage.file("people.csv", PeopleCsv.platformRows(3)))
                            .exitCode())
                    .isEqualTo(3);
            stage.sandbox().clearFaults();
            String drop = drop(stage);

            assertThat(stage.run("replay", drop, "--only", "REFUSED").out())
                    .isEqualTo("3 rows are put back, to be sent again.\n");
            assertThat(stage.run("resume").exitCode()).isZero();

            assertThat(stage.invited().values()).hasSize(3).containsOnly(1L);
            assertThat(stage.run("verify").exitCode()).isZero();
            assertThat(stage.run("replay", drop).exitCode()).isEqualTo(2);
        }
    }

    @Test
    void the_instance_at_work_acts_on_what_is_asked_beside_it() throws Exception {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            stage.sandbox().order(Fault.at().always().with(FaultEffect.Status.of(401)));
            try (InvitationRuntime runtime = stage.start(InvitationRuntime.Mode.WATCH)) {
                SandboxStage.write(stage.home().resolve("drop/people.csv"), PeopleCsv.platformRows(5));
                await().until(() -> stage.run("status").out().contains("target platform is stopped: the API does not"));
                assertThat(stage.posts()).hasSize(1);
                stage.sandbox().clearFaults();

                CompletableFuture<Program.Run> resume = Aside.supply(() -> stage.run("resume"));
                await().until(() -> {
                    runtime.actOnCommands();
                    return resume.isDone();
                });

                assertThat(resume.get().exitCode()).isZero();
                assertThat(resume.get().out()).isEqualTo("Stopped targets are tried again.\n");
                await().until(() -> stage.invited().size() == 5);
                assertThat(stage.run("status").out()).doesNotContain("is stopped");
                await().until(() -> runtime.ledger().drops().open().isEmpty());
            }
            assertThat(stage.invited().values()).containsOnly(1L);
            assertThat(stage.run("verify").exitCode()).isZero();
        }
    }

    @Test
    void a_pause_that_the_api_asks_for_is_shown() throws IOException {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            stage.sandbox().order(Fault.at().with(FaultEffect.Status.of(429).withHeader("Retry-After", "600")));
            try (InvitationRuntime runtime = stage.start(InvitationRuntime.Mode.WATCH)) {
                SandboxStage.write(stage.home().resolve("drop/people.csv"), PeopleCsv.platformRows(2));

                await().until(() -> stage.run("status").out().contains("target platform waits until 20"));

                assertThat(stage.run("status", "--json").out())
                        .contains("\"state\":\"PAUSED\"")
                        .contains("the API asks to slow down");
                assertThat(runtime.sending().isStopping()).isFalse();
            }
        }
    }

    @Test
    void what_cannot_be_done_is_said() throws IOException {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            stage.send(stage.file("people.csv", PeopleCsv.platformRows(1)));
            String drop = drop(stage);

            assertThat(stage.run("decide", drop, "2", "maybe"))
                    .satisfies(run -> assertThat(run.exitCode()).isEqualTo(2))
                    .satisfies(run -> assertThat(run.err()).contains("'maybe': expected invited or send-again"));
            assertThat(stage.run("decide", drop, "2", "invited"))
                    .satisfies(run -> assertThat(run.exitCode()).isEqualTo(2))
                    .satisfies(run -> assertThat(run.err()).contains("is INVITED: only rows that are NEEDS_REVIEW"));
            assertThat(stage.run("replay", "nothing"))
                    .satisfies(run -> assertThat(run.exitCode()).isEqualTo(2))
                    .satisfies(run -> assertThat(run.err()).contains("'nothing': expected the id of one drop"));
            assertThat(stage.run("verify", "nothing").exitCode()).isEqualTo(2);
        }
    }

    /** The first two calls are answered by errors, and the list is forbidden. */
    private static void leaveTwoInDoubt(SandboxStage stage) {
        stage.set(Property.SETTLE_TIME, "50ms");
        stage.set(Property.SEND_CONCURRENCY, "1");
        stage.sandbox()
                .order(Fault.at(Endpoint.PLATFORM_SINGLE)
                        .forEmail("person[12]@")
                        .always()
                        .with(FaultEffect.Status.of(500)));
        stage.sandbox().order(Fault.at(Endpoint.PLATFORM_LIST).always().with(FaultEffect.Status.of(403)));
    }

    private static String drop(SandboxStage stage) {
        Matcher matcher = DROP.matcher(stage.run("status").out());
        assertThat(matcher.find()).isTrue();
        return matcher.group();
    }
}
