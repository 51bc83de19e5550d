package invitations.journey.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import invitations.camel.InvitationRuntime;
import invitations.ledger.drop.Drop;
import invitations.testing.Program;
import invitations.testing.SandboxStage;
import invitations.testing.XlsxFile;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What CSV comes in: each file in it is a drop of its own; what cannot be unpacked comes back. */
class ContainersJourneyTest {
    @TempDir
    Path folder;

    @Test
    void each_file_that_is_packed_is_sent_and_reported_and_the_rest_comes_back() throws Exception {
        try (SandboxStage stage = SandboxStage.open(folder);
                InvitationRuntime runtime = stage.start(InvitationRuntime.Mode.WATCH)) {
            stage.feed("sheets", "sheet = People\n");
            stage.feed("north", "");
            Path drop = stage.home().resolve("drop");
            Map<String, String> files =
                    Map.of("students.csv", people("s1", "s2"), "sub/staff.csv", people("t1"), "bad.csv", "\"open");
            hand(zip(folder.resolve("a"), files), drop.resolve("roster.zip"));
            hand(gzip(folder.resolve("b"), people("g1")), drop.resolve("north/more.csv.gz"));
            String row =
                    "<row><c t=\"inlineStr\"><is><t>%s</t></is></c><c t=\"inlineStr\"><is><t>%s</t></is></c></row>";
            Path xlsx = new XlsxFile()
                    .rows(row.formatted("email", "platform_key") + row.formatted("x1@example.org", "acme"))
                    .write(folder.resolve("c"));
            hand(xlsx, drop.resolve("sheets/people.xlsx"));
            hand(Files.writeString(folder.resolve("d"), people("n1")), drop.resolve("notes.docx"));
            hand(zip(folder.resolve("e"), Map.of("../evil.csv", people("e1"))), drop.resolve("evil.zip"));

            await().until(() -> stage.reports().size() == 7);
            await().untilAsserted(() -> assertThat(stage.home().resolve("work")).isEmptyDirectory());

            assertThat(stage.invited()).hasSize(5).allSatisfy((person, count) -> assertThat(count)
                    .isEqualTo(1));
            assertThat(runtime.ledger().drops().open()).isEmpty();
            Map<String, String> drops = new TreeMap<>();
            for (Drop each : runtime.ledger().drops().all()) {
                drops.put(each.fileName(), each.state() + " " + each.code() + " " + inputs(runtime, each));
            }
            assertThat(drops)
                    .isEqualTo(Map.of(
                            "roster-students.csv", "REPORTED null input.csv",
                            "roster-staff.csv", "REPORTED null input.csv",
                            "roster-bad.csv", "REFUSED MALFORMED_CSV input.csv",
                            "more.csv", "REPORTED null input.csv",
                            "people.csv", "REPORTED null input.csv",
                            "notes.docx", "REFUSED UNSUPPORTED_FILE input.docx",
                            "evil.zip", "REFUSED INVALID_CONTAINER input.zip"));
        }
    }

    @Test
    void long_names_within_long_names_are_sent() throws IOException {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            String longName = "漢".repeat(60);
            Path roster = zip(
                    folder.resolve(longName + ".zip"),
                    Map.of("漢".repeat(130) + ".csv", people("s1"), longName + ".csv", people("t1")));

            assertThat(stage.send(roster).exitCode()).isZero();
            assertThat(stage.invited()).hasSize(2);
            assertThat(stage.home().resolve("work")).isEmptyDirectory();
        }
    }

    @Test
    void a_crash_between_unpacking_and_receiving_loses_and_doubles_nobody() throws Exception {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            Path work = stage.home().resolve("work");
            Path roster = work.resolve("1f/default/roster.zip");
            Files.createDirectories(roster.resolveSibling("."));
            zip(roster, Map.of("students.csv", people("s1", "s2"), "staff.csv", people("t1")));
            // One was there already, the other still a draft.
            SandboxStage.write(work.resolve("2f/default/roster-students.csv"), people("s1", "s2"));
            SandboxStage.write(work.resolve("3f.part/default/staff.csv"), "email,platf");

            try (InvitationRuntime runtime = stage.start(InvitationRuntime.Mode.WATCH)) {
                await().until(() -> stage.reports().size() == 2);
                await().until(() -> runtime.ledger().drops().open().isEmpty());
                await().untilAsserted(() -> assertThat(work).isEmptyDirectory());
            }
            assertThat(stage.invited().values()).hasSize(3).containsOnly(1L);
        }
    }

    @Test
    void verbs_take_them_and_name_what_is_in_them() throws IOException {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            Path roster = zip(
                    Files.createDirectories(folder.resolve("in")).resolve("roster.zip"),
                    Map.of("students.csv", people("s1"), "staff.csv", "email,platform_key\nnobody,acme\n"));

            Program.Run check = stage.run("check", roster.toString());
            Program.Run send = stage.send(roster);
            Program.Run again = stage.send(roster);

            assertThat(check.exitCode()).isEqualTo(3);
            assertThat(check.out())
                    .contains(
                            roster + ": students.csv: 1 row; would invite 1", roster + ": staff.csv:2: INVALID_EMAIL");
            assertThat(send.exitCode()).isEqualTo(3);
            assertThat(send.out())
                    .contains("roster.zip: students.csv: 1 row: 1 accepted", "roster.zip: staff.csv: 1 row");
            assertThat(again.out()).contains("roster.zip: students.csv: already processed");
            assertThat(stage.invited().values()).containsExactly(1L);
            assertThat(roster).exists();
        }
    }

    private static String inputs(InvitationRuntime runtime, Drop drop) throws IOException {
        try (Stream<Path> files = Files.list(runtime.reports().folder(drop))) {
            return String.join(
                    " ",
                    files.map(file -> file.getFileName().toString())
                            .filter(name -> name.startsWith("input"))
                            .toList());
        }
    }

    private static String people(String... names) {
        StringBuilder text = new StringBuilder("email,platform_key\n");
        for (String name : names) {
            text.append(name).append("@example.org,acme\n");
        }
        return text.toString();
    }

    /** Lets it appear whole. */
    private static void hand(Path made, Path dropped) throws IOException {
        Files.createDirectories(dropped.resolveSibling("."));
        Files.move(made, dropped);
    }

    private static Path zip(Path file, Map<String, String> entries) throws IOException {
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, String> entry : new TreeMap<>(entries).entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue().getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
            }
        }
        return file;
    }

    private static Path gzip(Path file, String text) throws IOException {
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return file;
    }
}
