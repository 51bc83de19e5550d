package invitations.journey.send;

import static org.assertj.core.api.Assertions.assertThat;

import invitations.camel.InvitationRuntime;
import invitations.invitation.DropState;
import invitations.ledger.drop.Drop;
import invitations.sandbox.fault.Fault;
import invitations.testing.Aside;
import invitations.testing.CapturedLog;
import invitations.testing.PeopleCsv;
import invitations.testing.Program;
import invitations.testing.SandboxStage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same people again, by whatever way they come: nobody is invited twice, and what was left out can be made up for. */
class RepeatJourneyTest {
    private static final String PEOPLE =
            """
            email,platform_key,first_name
            ada@example.org,acme,Ada
            grace@example.org,acme,Grace
            no-address,acme,Alan
            refuse-me@example.org,acme,Refused
            """;

    @TempDir
    Path folder;

    /** A kill may come between the end of a file and the note of it. */
    @Test
    void what_a_crash_left_of_reading_a_file_that_is_gone_is_forgotten_at_the_next_start() throws IOException {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            stage.sent(stage.file("people.csv", PeopleCsv.ADA));
            Path marks = Files.createDirectory(stage.home().resolve("work/.attempts"));
            Files.createFile(marks.resolve("0".repeat(64) + ".1"));

            stage.sent(stage.file("again.csv", PeopleCsv.ADA));

            assertThat(marks).doesNotExist();
        }
    }

    @Test
    void a_drop_that_cannot_be_reported_holds_no_other_file_up() throws IOException {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            Path first =
                    stage.file("first.csv", "email,platform_key\nada@example.org,acme\nrefuse-me@example.org,acme\n");
            stage.send(first);
            Path report = stage.report();
            String drop = report.getFileName().toString();
            Files.delete(report.resolve("input.csv"));
            Files.delete(report.resolve("report.json"));
            Path inTheWay = Files.createDirectories(report.resolve("report.json/in-the-way"));
            stage.run("replay", drop);

            var other = stage.send(stage.file("second.csv", "email,platform_key\nbob@example.org,acme\n"));

            assertThat(other.exitCode()).isEqualTo(5);
            assertThat(other.out()).contains("first.csv: ", "stays open").contains("second.csv: 1 row: 1 accepted");
            Files.delete(inTheWay);
            Files.delete(report.resolve("report.json"));
            assertThat(stage.run("resume").exitCode()).isEqualTo(3);
            assertThat(report.resolve("report.json")).isRegularFile();
            assertThat(stage.invited()).hasSize(2);
            stage.verify();
        }
    }

    @Test
    void the_same_file_again_invites_nobody() throws IOException {
        try (SandboxStage stage = SandboxStage.open(folder);
                CapturedLog log = CapturedLog.listen()) {
            Path file = stage.file("people.csv", PEOPLE);
            Program.Run first = stage.send(file);
            long requests = stage.sandbox().requestCount();
            Program.Run second = stage.send(stage.file("renamed.csv", PEOPLE));

            assertThat(first.exitCode()).isEqualTo(3);
            String drop = stage.report().getFileName().toString();
            // Two rows need somebody still.
            assertThat(second.exitCode()).isEqualTo(3);
            assertThat(second.out())
                    .startsWith("people.csv: already processed, nothing was sent.")
                    .contains("also dropped as: renamed.csv");
            assertThat(log.lines())
                    .anyMatch(line -> line.contains(
                            "renamed.csv of feed default has the same content as people.csv, drop " + drop));
            assertThat(stage.report().resolve("also-dropped-as"))
                    .content()
                    .isEqualTo(
                            "The content of people.csv was dropped by these names as well. It is one drop, and this is"
                                    + " its report:\nrenamed.csv\n");
            assertThat(stage.report().resolve("report.json"))
                    .content()
                    .contains("\"also_dropped_as\" : [\n    \"renamed.csv\"\n  ]");
            assertThat(stage.run("status").out()).contains("also dropped as: renamed.csv");
            assertThat(stage.sandbox().requestCount()).isEqualTo(requests);
            assertThat(stage.invited().values()).containsExactly(1L, 1L);
            assertThat(stage.home().resolve("work")).isEmptyDirectory();
        }
    }

    @Test
    void the_same_file_again_is_fine_when_all_were_invited() throws IOException {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            Path file = stage.file("people.csv", PeopleCsv.platformRows(3));

            assertThat(stage.send(file).exitCode()).isZero();
            assertThat(stage.send(file, file).exitCode()).isZero();
            assertThat(stage.reports()).hasSize(1);
        }
    }

    @Test
    void a_corrected_dead_letter_file_invites_exactly_the_rest() throws IOException {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            stage.send(stage.file("people.csv", PEOPLE));
            String deadLetters = Files.readString(stage.report().resolve("dead-letter.csv"));
            Path corrected = stage.file(
                    "corrected.csv",
                    deadLetters.replace("no-address", "alan@example.org").replace("refuse-me", "welcome-me"));

            Program.Run run = stage.send(corrected);

            assertThat(run.exitCode()).isZero();
            assertThat(stage.invited())
                    .isEqualTo(Map.of(
                            "ada@example.org acme", 1L,
                            "grace@example.org acme", 1L,
                            "alan@example.org acme", 1L,
                            "welcome-me@example.org acme", 1L));
        }
    }

    @Test
    void a_corrected_copy_of_the_whole_file_invites_exactly_the_rest() throws IOException {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            stage.send(stage.file("people.csv", PEOPLE));
            String corrected = PEOPLE.replace("no-address", "ALAN@example.org").replace("ada@", "ADA@");

            Program.Run run = stage.send(stage.file("people.csv", corrected));

            assertThat(run.exitCode()).isEqualTo(3);
            assertThat(run.out()).contains("4 rows: 1 accepted by the API, 1 refused by the API, 2 invited before");
            assertThat(stage.invited().values()).hasSize(3).containsOnly(1L);
        }
    }

    @Test
    void a_file_of_people_who_were_all_invited_before_says_so_and_is_fine() throws IOException {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            stage.send(stage.file("people.csv", PeopleCsv.platformRows(3)));

            Program.Run run = stage.send(stage.file("others.csv", PeopleCsv.platformRows(2)));

            assertThat(run.exitCode()).isZero();
            assertThat(run.out()).contains("Nothing to do. 2 rows: 2 invited before.");
            assertThat(Files.readString(stage.reports().get(1).resolve("report.json")))
                    .contains("\"status\" : \"NOTHING_TO_DO\"");
            assertThat(stage.posts()).hasSize(3);
        }
    }

    @Test
    void the_same_content_in_two_feeds_is_two_drops_and_one_invitation_each() throws IOException {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            stage.feed("north", "");
            stage.feed("south", "");
            String file = stage.file("people.csv", PeopleCsv.platformRows(3)).toString();

            assertThat(stage.run("send", "--yes", "--feed", "north", file).exitCode())
                    .isZero();
            Program.Run second = stage.run("send", "--yes", "--feed", "south", file);

            assertThat(second.out()).contains("Nothing to do. 3 rows: 3 invited before.");
            assertThat(stage.reports())
                    .extracting(report ->
                            stage.home().resolve("done").relativize(report).getName(0))
                    .containsExactly(Path.of("north"), Path.of("south"));
            assertThat(stage.invited().values()).containsExactly(1L, 1L, 1L);
        }
    }

    @Test
    void a_row_waits_for_another_drop_that_is_inviting_the_same_person() throws Exception {
        try (SandboxStage stage = SandboxStage.open(folder);
                InvitationRuntime runtime = stage.start(InvitationRuntime.Mode.WATCH)) {
            stage.sandbox().order(Fault.at().delayed(Duration.ofMinutes(10)));
            Path first = stage.file("first.csv", PeopleCsv.platformRows(1));
            Path second =
                    stage.file("second.csv", "platform_key,email\nacme,PERSON1@example.org\nacme,new@example.org\n");

            CompletableFuture<Drop> slow = sendAside(runtime, first);
            org.awaitility.Awaitility.await().until(() -> stage.sandbox().held() == 1);
            CompletableFuture<Drop> waiting = sendAside(runtime, second);
            awaitTwoBeingSent(runtime);
            stage.sandbox().release();
            Drop fast = waiting.get();

            assertThat(SandboxStage.Result.of(runtime, slow.get()).counts()).isEqualTo(Map.of("INVITED", 1L));
            assertThat(SandboxStage.Result.of(runtime, fast).rows())
                    .extracting(row -> row.status() + " " + row.message())
                    .containsExactly(
                            "ALREADY_INVITED invited by drop " + slow.get().id() + ", line 2", "INVITED null");
            assertThat(stage.invited().values()).containsExactly(1L, 1L);
        }
    }

    @Test
    void a_row_that_the_api_refuses_gives_the_person_back_to_the_drop_that_waits() throws Exception {
        try (SandboxStage stage = SandboxStage.open(folder);
                InvitationRuntime runtime = stage.start(InvitationRuntime.Mode.WATCH)) {
            stage.sandbox()
                    .order(Fault.at()
                            .delayed(Duration.ofMinutes(10))
                            .with(invitations.sandbox.fault.FaultEffect.Status.of(400)));
            CompletableFuture<Drop> slow = sendAside(runtime, stage.file("first.csv", PeopleCsv.platformRows(1)));
            org.awaitility.Awaitility.await().until(() -> stage.sandbox().held() == 1);
            CompletableFuture<Drop> waiting =
                    sendAside(runtime, stage.file("second.csv", "platform_key,email\nacme,person1@example.org\n"));
            awaitTwoBeingSent(runtime);
            stage.sandbox().release();
            Drop other = waiting.get();

            assertThat(SandboxStage.Result.of(runtime, slow.get()).counts()).isEqualTo(Map.of("REFUSED", 1L));
            assertThat(SandboxStage.Result.of(runtime, other).counts()).isEqualTo(Map.of("INVITED", 1L));
        }
    }

    @Test
    void a_limit_leaves_the_rest_for_the_next_time() throws IOException {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            String file = stage.file("people.csv", PeopleCsv.platformRows(5)).toString();

            Program.Run first = stage.run("send", "--yes", "--limit", "2", file);

            assertThat(first.exitCode()).isEqualTo(3);
            assertThat(first.out()).contains("5 rows: 2 accepted by the API, 3 not sent");
            assertThat(stage.run("send", "--yes", file).exitCode()).isZero();
            assertThat(stage.invited().values()).hasSize(5).containsOnly(1L);
        }
    }

    private static void awaitTwoBeingSent(InvitationRuntime runtime) {
        org.awaitility.Awaitility.await()
                .until(() -> runtime.ledger().drops().in(DropState.SENDING).size() == 2);
    }

    private static CompletableFuture<Drop> sendAside(InvitationRuntime runtime, Path file) {
        return Aside.supply(() -> {
            try {
                return runtime.send(runtime.receive(runtime.receiving().copy(file, "default", false))
                        .get(0));
            } catch (IOException e) {
                throw new CompletionException(e);
            }
        });
    }
}
