package invitations.journey.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import invitations.camel.InvitationRuntime;
import invitations.crash.LedgerImage;
import invitations.invitation.DropState;
import invitations.sandbox.config.SandboxSettings;
import invitations.settings.Property;
import invitations.testing.LiveFolder;
import invitations.testing.Program;
import invitations.testing.SandboxStage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Drops that are held lie in the folder hold, and are released or discarded by files there, and by no others. */
class HoldFolderJourneyTest {
    private static final String COURSE = "course-v1:acme+c101+2026";

    @TempDir
    Path folder;

    private SandboxStage stage;

    @BeforeEach
    void open() throws IOException {
        stage = SandboxStage.open(
                folder, SandboxSettings.withKey(SandboxStage.KEY).withLicence(COURSE, "acme", 2));
        stage.feed("staff", "guard.invitations=5\n");
    }

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void a_held_drop_says_why_what_it_would_do_and_how_to_release_it() throws IOException {
        Path drop = held(6);

        assertThat(LiveFolder.names(drop))
                .containsExactly(
                        "APPROVE-" + hash(drop) + ".txt.template",
                        "DISCARD-" + hash(drop) + ".txt.template",
                        "READ-ME.txt",
                        "plan.csv");
        assertThat(drop.resolve("READ-ME.txt"))
                .content()
                .contains(
                        "6 people would be invited by this file; the guard invitations holds from 5",
                        "rename that file to APPROVE-" + hash(drop) + ".txt",
                        "invitations approve " + drop.getFileName() + " --by NAME",
                        "invitations discard " + drop.getFileName() + " --by NAME",
                        "DISCARDED",
                        "One person is enough",
                        "It can be released until ");
        assertThat(drop.resolve("plan.csv")).content().contains("person0@example.org", "person5@example.org");
        assertThat(drop.resolve("APPROVE-" + hash(drop) + ".txt.template")).hasContent("Name: ");
        for (Path file : LiveFolder.files(drop)) {
            assertThat(Files.getPosixFilePermissions(file)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
        }
        for (Path each : List.of(drop, stage.home().resolve("hold"))) {
            assertThat(Files.getPosixFilePermissions(each)).isEqualTo(PosixFilePermissions.fromString("rwx------"));
        }
        assertThat(stage.sandbox().requestCount()).isZero();
    }

    @Test
    void a_renamed_template_releases_the_drop_at_the_next_start() throws IOException {
        Path drop = held(6);
        rename(drop, "APPROVE");

        assertThat(stage.run("resume").exitCode()).isZero();

        assertThat(stage.invited()).hasSize(6);
        assertThat(stage.home().resolve("hold")).isEmptyDirectory();
        assertThat(stage.run("audit").out())
                .contains("\"way\":\"file\"", Files.getOwner(stage.home()).getName(), "APPROVED_PLAN");
        stage.verify();
    }

    @Test
    void a_program_that_watches_releases_one_drop_and_discards_another() throws IOException {
        try (InvitationRuntime watching = stage.start(InvitationRuntime.Mode.WATCH)) {
            assertThat(watching.ledger()).isNotNull();
            SandboxStage.write(stage.home().resolve("drop/staff/first.csv"), people(0, 6));
            await().until(() -> folders().size() == 1);
            Path first = folders().get(0);
            await().until(() -> Files.exists(first.resolve("READ-ME.txt")));
            SandboxStage.write(first.resolve("APPROVE-" + hash(first) + ".txt"), "\uFEFFName: Ada Lovelace\r\n");
            await().until(() -> stage.invited().size() == 6 && !Files.exists(first));

            SandboxStage.write(stage.home().resolve("drop/staff/second.csv"), people(10, 19));
            await().until(() -> folders().size() == 1);
            Path second = folders().get(0);
            await().until(() -> Files.exists(second.resolve("READ-ME.txt")));
            SandboxStage.write(second.resolve("DISCARD-" + hash(second) + ".txt"), "Name: Bob\n");
            await().until(() -> stage.reports().size() == 2 && !Files.exists(second));
        }

        assertThat(stage.invited()).hasSize(6);
        assertThat(stage.run("audit").out()).contains("  Ada Lovelace  ", "DISCARDED", "  Bob  ");
        assertThat(stage.reports().get(1).resolve("dead-letter.csv")).content().contains("DISCARDED");
    }

    @Test
    void later_files_of_the_feed_do_not_wait_and_the_older_one_is_held_again_where_its_plan_has_changed()
            throws IOException {
        Path drop = held(6);
        String before = hash(drop);
        Program.Run later = stage.run(
                "send",
                "--yes",
                "--feed",
                "staff",
                file("later.csv", people(0, 2)).toString());
        assertThat(later.exitCode()).isZero();
        rename(drop, "APPROVE");

        assertThat(stage.run("resume").exitCode()).isZero();

        // Only four people are left of it, which no guard holds.
        assertThat(stage.invited()).hasSize(6).allSatisfy((person, mails) -> assertThat(mails)
                .isEqualTo(1));
        assertThat(before).isNotEmpty();
    }

    @Test
    void a_plan_that_has_changed_holds_the_drop_again_and_the_folder_says_so() throws IOException {
        Path drop = held(7);
        String before = hash(drop);
        stage.run(
                "send",
                "--yes",
                "--feed",
                "staff",
                file("later.csv", people(0, 1)).toString());
        rename(drop, "APPROVE");

        assertThat(stage.run("resume").exitCode()).isEqualTo(7);

        assertThat(stage.invited()).hasSize(1);
        assertThat(hash(drop)).isNotEqualTo(before);
        assertThat(drop.resolve("READ-ME.txt"))
                .content()
                .contains("It is held once more, since what would be sent has changed since it was approved.");
        rename(drop, "APPROVE");
        assertThat(stage.run("resume").exitCode()).isZero();
        assertThat(stage.invited()).hasSize(7);
    }

    @Test
    void settings_that_have_changed_hold_the_drop_again() throws IOException {
        Path drop = held(6);
        String before = hash(drop);
        stage.feed("staff", "guard.invitations=6\n");
        rename(drop, "APPROVE");

        assertThat(stage.run("resume").exitCode()).isEqualTo(7);

        assertThat(stage.invited()).isEmpty();
        assertThat(hash(drop)).isNotEqualTo(before);
        assertThat(drop.resolve("READ-ME.txt"))
                .content()
                .contains("since settings of its feed have changed since it was approved.");
    }

    @Test
    void an_approval_that_comes_too_late_holds_the_drop_again() throws IOException {
        stage.feed("staff", "guard.invitations=5\napproval.expires=36h\n");
        Path drop = held(6);
        String before = hash(drop);
        LedgerImage.edit(stage.home(), "UPDATE drops SET held_at = held_at - 37 * 3600000");
        rename(drop, "APPROVE");

        assertThat(stage.run("resume").exitCode()).isEqualTo(7);

        assertThat(stage.invited()).isEmpty();
        assertThat(hash(drop)).isNotEqualTo(before);
        assertThat(drop.resolve("READ-ME.txt"))
                .content()
                .contains("since it was approved when the time for that had ended.");
        assertThat(stage.run("audit").out()).contains("APPROVAL_EXPIRED");
    }

    @Test
    void two_people_must_put_a_file_there_each() throws IOException {
        stage.feed("staff", "guard.invitations=5\napproval.people=2\n");
        Path drop = held(6);
        String file = "APPROVE-" + hash(drop) + ".txt";
        assertThat(drop.resolve("READ-ME.txt")).content().contains("2 different people must do so. So far: nobody.");

        rename(drop, "APPROVE");
        assertThat(stage.run("resume").exitCode()).isEqualTo(7);
        assertThat(drop.resolve(file + ".refused.why.txt")).content().contains("each file needs a name behind 'Name:'");

        assertThat(drop.resolve(file + ".template")).exists();
        Files.writeString(drop.resolve(file), "Name: Ada\n");
        assertThat(stage.run("resume").exitCode()).isEqualTo(7);
        assertThat(drop.resolve("READ-ME.txt")).content().contains("So far: ada.");
        assertThat(drop.resolve(file)).doesNotExist();

        Files.writeString(drop.resolve(file), "name:  ADA \r\n");
        assertThat(stage.run("resume").exitCode()).isEqualTo(7);
        assertThat(drop.resolve(file + ".2.refused.why.txt")).content().contains("ADA has approved it before");

        assertThat(stage.invited()).isEmpty();
        Files.writeString(drop.resolve(file), "Name: Bob\n");
        assertThat(stage.run("resume").exitCode()).isZero();
        assertThat(stage.invited()).hasSize(6);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"APPROVE-000000000000.txt", "DISCARD-000000000000.txt", "approve-%s.txt", "APPROVE-%s.txt.txt"})
    void a_file_for_another_plan_or_of_another_name_does_nothing(String pattern) throws IOException {
        Path drop = held(6);
        String name = pattern.formatted(hash(drop));
        Files.writeString(drop.resolve(name), "Name: Ada\n");

        assertThat(stage.run("resume").exitCode()).isEqualTo(7);

        assertThat(stage.invited()).isEmpty();
        assertThat(drop.resolve(name)).doesNotExist();
        assertThat(drop.resolve(name + ".refused")).exists();
        assertThat(drop.resolve(name + ".refused.why.txt")).content().startsWith(name + " did nothing: ");
        assertThat(stage.run("status").out()).contains("HELD");
        rename(drop, "APPROVE");
        assertThat(stage.run("resume").exitCode()).isZero();
        assertThat(stage.invited()).hasSize(6);
    }

    @ParameterizedTest
    @ValueSource(strings = {"link", "hard link", "folder link", "large", "bytes"})
    void what_is_no_plain_small_file_of_text_does_nothing(String kind) throws IOException {
        Path drop = held(6);
        Path file = drop.resolve("APPROVE-" + hash(drop) + ".txt");
        Path other = Files.writeString(folder.resolve("other.txt"), "Name: Ada\n");
        switch (kind) {
            case "link" -> Files.createSymbolicLink(file, other);
            case "folder link" -> Files.createSymbolicLink(file, folder);
            case "hard link" -> Files.createLink(file, other);
            case "large" -> Files.writeString(file, "Name: Ada\n" + " ".repeat(4096));
            default -> Files.write(file, "Name: J\u00fcrgen\n".getBytes(StandardCharsets.ISO_8859_1));
        }

        assertThat(stage.run("resume").exitCode()).isEqualTo(7);

        assertThat(stage.invited()).isEmpty();
        assertThat(drop.resolve(file.getFileName() + ".refused.why.txt")).exists();
        assertThat(other).hasContent("Name: Ada");
    }

    @Test
    void a_file_for_no_held_drop_is_put_aside_with_a_notice() throws IOException {
        Path drop = held(6);
        String name = "APPROVE-" + hash(drop) + ".txt";
        assertThat(stage.run("discard", drop.getFileName().toString()).exitCode())
                .isZero();
        Files.writeString(drop.resolve(name), "Name: Ada\n");
        Files.writeString(stage.home().resolve("hold/APPROVE-000000000000.txt"), "Name: Ada\n");
        SandboxStage.write(stage.home().resolve("hold/staff/20990101-nobody/" + name), "Name: Ada\n");

        assertThat(stage.run("resume").exitCode()).isEqualTo(3);

        assertThat(stage.invited()).isEmpty();
        assertThat(stage.home().resolve("hold")).isEmptyDirectory();
        assertThat(LiveFolder.names(stage.home().resolve("quarantine")).stream()
                        .filter(each -> each.startsWith("it-APPROVE")))
                .hasSize(3);
        assertThat(notices()).allSatisfy(text -> assertThat(text).contains("which is not held"));
    }

    @Test
    void nothing_in_the_drop_folder_approves_anything() throws IOException {
        Path drop = held(6);
        String name = "APPROVE-" + hash(drop) + ".txt";
        stage.set(Property.HOME_SHARED, "true");
        String id = drop.getFileName().toString();
        for (String place : List.of(name, "staff/" + name, "staff/DISCARD-" + hash(drop) + ".txt", id + "/" + name)) {
            SandboxStage.write(stage.home().resolve("drop").resolve(place), "Name: Ada\n");
        }
        Files.createSymbolicLink(stage.home().resolve("drop/hold"), stage.home().resolve("hold"));
        try (InvitationRuntime watching = stage.start(InvitationRuntime.Mode.WATCH)) {
            await().until(() -> notices().size() == 5);
            stage.awaitLooks(5);
            assertThat(watching.ledger().drops().in(DropState.HELD)).hasSize(1);
        }

        assertThat(stage.invited()).isEmpty();
        assertThat(stage.reports()).isEmpty();
        assertThat(notices().stream().filter(text -> text.contains("nothing in it approves or discards anything")))
                .hasSize(4);
        assertThat(drop).isDirectory();
    }

    @Test
    void a_drop_that_waits_for_seats_is_released_by_a_file_as_well() throws IOException {
        stage.set(Property.ORG, "acme");
        stage.feed("staff", "licences=hold\n");
        String rows = IntStream.range(0, 3)
                .mapToObj(n -> "person" + n + "@example.org," + COURSE + "\n")
                .collect(Collectors.joining("", "email,course_id\n", ""));
        assertThat(stage.run(
                                "send",
                                "--yes",
                                "--feed",
                                "staff",
                                file("people.csv", rows).toString())
                        .exitCode())
                .isEqualTo(7);
        Path drop = folders().get(0);
        assertThat(drop.resolve("READ-ME.txt")).content().contains("has 2 seats left, and the file has 3 people");

        rename(drop, "APPROVE");
        assertThat(stage.run("resume").exitCode()).isZero();

        assertThat(stage.invited()).hasSize(3);
        assertThat(stage.home().resolve("hold")).isEmptyDirectory();
    }

    @Test
    void a_file_that_was_written_to_meanwhile_is_held_anew_and_the_approval_is_not_for_it() throws IOException {
        try (InvitationRuntime watching = stage.start(InvitationRuntime.Mode.WATCH)) {
            SandboxStage.write(stage.home().resolve("drop/staff/people.csv"), people(0, 6));
            await().until(() -> folders().size() == 1);
            Path drop = folders().get(0);
            await().until(() -> Files.exists(drop.resolve("READ-ME.txt")));
            Path taken = LiveFolder.files(stage.home().resolve("work")).stream()
                    .filter(file -> file.toString().contains(".original"))
                    .findFirst()
                    .orElseThrow();
            Files.writeString(taken, people(0, 9));
            rename(drop, "APPROVE");

            await().until(() -> folders().size() == 1 && !folders().get(0).equals(drop));

            Path again = folders().get(0);
            await().until(() -> Files.exists(again.resolve("READ-ME.txt")));
            assertThat(again.resolve("READ-ME.txt")).content().contains("9 people would be invited");
            assertThat(watching.ledger().drops().find(drop.getFileName().toString()))
                    .isEmpty();
        }
        assertThat(stage.invited()).isEmpty();
    }

    @Test
    void a_drop_whose_number_nobody_typed_is_released_by_a_file_as_well() throws IOException {
        try (InvitationRuntime killed = stage.start(InvitationRuntime.Mode.ONCE)) {
            killed.receive(killed.receiving().copy(file("people.csv", people(0, 2)), "staff", true));
        }
        assertThat(stage.run("resume").exitCode()).isEqualTo(7);
        Path drop = folders().get(0);
        assertThat(drop.resolve("READ-ME.txt")).content().contains("the number of invitations was not confirmed");

        rename(drop, "APPROVE");
        assertThat(stage.run("resume").exitCode()).isZero();

        assertThat(stage.invited()).hasSize(2);
    }

    @Test
    void a_start_brings_the_folder_in_line_with_the_ledger() throws IOException {
        Path drop = held(6);
        String before = hash(drop);
        for (Path file : LiveFolder.files(drop)) {
            Files.delete(file);
        }
        SandboxStage.write(stage.home().resolve("hold/staff/20990101-nobody/READ-ME.txt"), "old\n");

        assertThat(stage.run("resume").exitCode()).isEqualTo(7);

        assertThat(folders()).containsExactly(drop);
        assertThat(hash(drop)).isEqualTo(before);
        assertThat(stage.run("approve", drop.getFileName().toString()).exitCode())
                .isZero();
        assertThat(stage.run("resume").exitCode()).isZero();
        assertThat(folders()).isEmpty();
        assertThat(stage.invited()).hasSize(6);
    }

    /** Sends a file that is held; its folder. */
    private Path held(int people) throws IOException {
        Program.Run run = stage.run(
                "send",
                "--yes",
                "--feed",
                "staff",
                file("people.csv", people(0, people)).toString());
        assertThat(run.exitCode()).as(run.err()).isEqualTo(7);
        return folders().get(0);
    }

    private Path file(String name, String text) throws IOException {
        return stage.file(name, text);
    }

    private List<Path> folders() throws IOException {
        return LiveFolder.files(stage.home().resolve("hold")).stream()
                .map(file -> file.resolveSibling("").normalize())
                .distinct()
                .toList();
    }

    private List<String> notices() throws IOException {
        Path quarantine = stage.home().resolve("quarantine");
        List<Path> notices = Files.exists(quarantine)
                ? LiveFolder.files(quarantine).stream()
                        .filter(file -> file.endsWith("notice.txt"))
                        .toList()
                : List.of();
        return notices.stream()
                .map(file -> file.toFile().length() == 0 ? "" : read(file))
                .toList();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return "";
        }
    }

    private static String hash(Path drop) throws IOException {
        return LiveFolder.names(drop).stream()
                .filter(name -> name.startsWith("APPROVE-") && name.endsWith(".template"))
                .map(name -> name.substring("APPROVE-".length(), name.indexOf(".txt")))
                .findFirst()
                .orElseThrow();
    }

    private static void rename(Path drop, String verb) throws IOException {
        String name = verb + "-" + hash(drop) + ".txt";
        Files.move(drop.resolve(name + ".template"), drop.resolve(name));
    }

    private static String people(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(n -> "person" + n + "@example.org,acme\n")
                .collect(Collectors.joining("", "email,platform_key\n", ""));
    }
}
