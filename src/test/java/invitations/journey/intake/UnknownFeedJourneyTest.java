package invitations.journey.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import invitations.camel.InvitationRuntime;
import invitations.ledger.drop.Drop;
import invitations.settings.Property;
import invitations.testing.Program;
import invitations.testing.SandboxStage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A feed that does not exist: nobody who is meant for a program is invited to a platform, since a name is misspelt. */
class UnknownFeedJourneyTest {
    private static final String PROGRAM = "target = program\nplatform-key = acme\nconstant.program_key = acme+logic\n";
    private static final String PEOPLE = "email\nada@example.org\ngrace@example.org\n";

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"studens,students", "Students,students", "STUDENTS,students", "student,students", "Default,default"})
    void a_verb_refuses_the_name_and_suggests_the_near_one(String name, String meant) throws IOException {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            stage.set(Property.ORG, "acme");
            stage.feed("students", PROGRAM);
            String file = stage.file("people.csv", PEOPLE).toString();

            for (Program.Run run : new Program.Run[] {
                stage.run("send", "--yes", "--feed", name, file), stage.run("check", "--feed", name, file)
            }) {
                assertThat(run.exitCode()).isEqualTo(2);
                assertThat(run.err())
                        .contains("--feed '" + name + "': there is no feed '" + name + "'")
                        .contains("did you mean " + meant + "?")
                        .contains("feeds/" + name + ".properties");
            }
            assertThat(stage.sandbox().requestCount()).isZero();
            assertThat(stage.home().resolve("ledger.db")).doesNotExist();
        }
    }

    @Test
    void a_name_with_blanks_or_other_letters_is_suggested_to_be_the_near_one() throws IOException {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            stage.feed("students", PROGRAM);
            String file = stage.file("people.csv", PEOPLE).toString();

            for (String name : new String[] {"students ", " students", "stud\u00e9nts", "stude\u0301nts"}) {
                Program.Run run = stage.run("send", "--yes", "--feed", name, file);
                assertThat(run.exitCode()).isEqualTo(2);
                assertThat(run.err()).contains("did you mean students?");
            }
        }
    }

    @Test
    void an_empty_file_makes_a_feed() throws IOException {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            stage.set(Property.ORG, "acme");
            String file = stage.file("people.csv", PEOPLE).toString();
            assertThat(stage.run("send", "--yes", "--feed", "staff", file).exitCode())
                    .isEqualTo(2);

            stage.feed("staff", "");
            assertThat(stage.run("send", "--yes", "--feed", "staff", file).exitCode())
                    .isZero();
            assertThat(stage.invited()).containsOnlyKeys("ada@example.org acme", "grace@example.org acme");
        }
    }

    @Test
    void a_file_in_such_a_folder_comes_back_refused_and_is_read_when_the_feed_was_made() throws Exception {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            stage.set(Property.ORG, "acme");
            stage.feed("students", PROGRAM);
            try (InvitationRuntime runtime = stage.start(InvitationRuntime.Mode.WATCH)) {
                SandboxStage.write(stage.home().resolve("drop/studens/people.csv"), PEOPLE);
                await().until(() -> stage.reports().size() == 1);
                await().until(() -> runtime.ledger().drops().open().isEmpty());

                assertThat(Files.readString(stage.report().resolve("report.json")))
                        .contains("\"code\" : \"UNKNOWN_FEED\"")
                        .contains("there is no feed 'studens'")
                        .contains("did you mean students?");
                assertThat(stage.report().resolve("input.csv")).hasContent(PEOPLE);
                assertThat(stage.sandbox().requestCount()).isZero();

                stage.feed("studens", PROGRAM);
                SandboxStage.write(stage.home().resolve("drop/studens/people.csv"), PEOPLE);
                await().until(() -> stage.invited().size() == 2);
                await().until(() -> runtime.ledger().drops().open().isEmpty());
                assertThat(runtime.ledger().drops().all())
                        .extracting(Drop::feed)
                        .containsExactly("studens");
            }
            assertThat(stage.invited()).containsOnlyKeys("ada@example.org acme+logic", "grace@example.org acme+logic");
        }
    }

    @Test
    void what_is_packed_is_not_unpacked_for_a_feed_that_does_not_exist() throws Exception {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            stage.set(Property.ORG, "acme");
            Path zip = folder.resolve("roster.zip");
            try (OutputStream out = Files.newOutputStream(zip);
                    ZipOutputStream packed = new ZipOutputStream(out)) {
                for (String name : new String[] {"a.csv", "b.csv"}) {
                    packed.putNextEntry(new ZipEntry(name));
                    packed.write(("email\n" + name + "@example.org\n").getBytes(StandardCharsets.UTF_8));
                }
            }
            try (InvitationRuntime runtime = stage.start(InvitationRuntime.Mode.WATCH)) {
                Files.createDirectories(stage.home().resolve("drop/studens"));
                Files.move(zip, stage.home().resolve("drop/studens/roster.zip"));
                await().until(() -> stage.reports().size() == 1);
                await().until(() -> runtime.ledger().drops().open().isEmpty());
                assertThat(runtime.ledger().drops().all()).hasSize(1);
            }
            assertThat(Files.readString(stage.report().resolve("report.json"))).contains("UNKNOWN_FEED");
            assertThat(stage.report().resolve("input.zip")).exists();
            assertThat(stage.sandbox().requestCount()).isZero();
        }
    }

    @Test
    void a_folder_that_cannot_be_a_feed_says_which_one_may_be_meant() throws IOException {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            stage.feed("students", PROGRAM);
            try (InvitationRuntime runtime = stage.start(InvitationRuntime.Mode.WATCH)) {
                SandboxStage.write(stage.home().resolve("drop/students /people.csv"), PEOPLE);
                Path quarantine = stage.home().resolve("quarantine");
                await().until(() ->
                        Files.isDirectory(quarantine) && notice(quarantine).contains("delete this folder"));
                assertThat(notice(quarantine)).contains("Was the feed students meant?");
                assertThat(runtime.ledger().drops().all()).isEmpty();
            }
        }
    }

    private static String notice(Path quarantine) throws IOException {
        try (Stream<Path> files = Files.walk(quarantine)) {
            Path notice = files.filter(file -> file.endsWith("notice.txt"))
                    .findFirst()
                    .orElse(null);
            return notice == null ? "" : Files.readString(notice);
        }
    }

    @Test
    void rows_whose_feed_is_taken_away_while_they_wait_are_not_sent() throws IOException {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            stage.feed("students", PROGRAM);
            try (InvitationRuntime runtime = stage.start(InvitationRuntime.Mode.ONCE)) {
                Drop drop = runtime.receive(
                                runtime.receiving().copy(stage.file("people.csv", PEOPLE), "students", false))
                        .get(0);
                Files.delete(stage.home().resolve("feeds/students.properties"));

                SandboxStage.Result result = SandboxStage.Result.of(runtime, runtime.send(drop));

                assertThat(result.counts()).isEqualTo(Map.of("UNPROCESSED", 2L));
                assertThat(result.rows())
                        .allMatch(row -> String.valueOf(row.code()).equals("UNKNOWN_FEED"));
                assertThat(result.stops()).isEmpty();
            }
            assertThat(stage.sandbox().requestCount()).isZero();
        }
    }

    @Test
    void follow_up_wants_a_feed_or_a_drop() throws IOException {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            stage.feed("students", PROGRAM);
            stage.run(
                    "send",
                    "--yes",
                    "--feed",
                    "students",
                    stage.file("people.csv", PEOPLE).toString());

            Program.Run unknown = stage.run("follow-up", "studens");
            assertThat(unknown.exitCode()).isEqualTo(2);
            assertThat(unknown.err()).contains("'studens': expected").contains("did you mean the feed students?");
            assertThat(stage.run("follow-up", "students").exitCode()).isZero();

            Files.delete(stage.home().resolve("feeds/students.properties"));
            assertThat(stage.run("follow-up", "students").exitCode()).isEqualTo(2);
            assertThat(stage.run("follow-up", "2").exitCode())
                    .as("a drop is known by its id")
                    .isZero();
        }
    }

    @ParameterizedTest
    @CsvSource({"SFTP_FEED", "FTPS_FEED"})
    void a_property_that_names_no_feed_stops_the_start_and_is_told_by_the_checks(Property property) throws IOException {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            stage.feed("students", PROGRAM);
            stage.set(property, "studens");

            for (String verb : new String[] {"run", "doctor", "check-config"}) {
                Program.Run run = stage.run(verb);
                assertThat(run.exitCode()).as(verb).isEqualTo(78);
                assertThat(run.out() + run.err())
                        .contains(property.key() + ": there is no feed 'studens'")
                        .contains("did you mean students?");
            }
        }
    }
}
