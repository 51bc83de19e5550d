package invitations.journey.remote;

import static invitations.testing.ServerStage.ADA;
import static invitations.testing.ServerStage.awaitNoWait;
import static invitations.testing.ServerStage.awaitWait;
import static invitations.testing.ServerStage.lines;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import invitations.camel.InvitationRuntime;
import invitations.settings.Property;
import invitations.testing.CapturedLog;
import invitations.testing.SandboxStage;
import invitations.testing.ServerStage;
import invitations.testing.SftpServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of an SFTP server on their way to invitations, whatever the server does. */
class CollectJourneyTest {
    @TempDir
    Path folder;

    private SftpServer server;
    private SandboxStage stage;
    private CapturedLog log;

    @BeforeEach
    void open() throws IOException {
        server = SftpServer.open(folder.resolve("server"));
        stage = ServerStage.of(server, folder);
        log = CapturedLog.listen();
    }

    @AfterEach
    void close() throws IOException {
        log.close();
        stage.close();
        server.close();
    }

    @Test
    void files_are_invited_moved_aside_there_and_never_taken_for_each_other() throws IOException {
        stage.set(Property.SFTP_FEED, "staff");
        stage.feed("staff", "platform-key = acme\n");
        stage.feed("north", "platform-key = north\n");
        put("inbox/people.csv", "email\nada@example.org\n");
        put("inbox/north/people.csv", "email\ngrace@example.org\n");
        put("inbox/half.csv.part", ADA);
        put("inbox/.hidden.csv", ADA);
        try (InvitationRuntime runtime = stage.start(InvitationRuntime.Mode.WATCH)) {
            await().until(() -> server.names("archive").size() == 2);
            put("inbox/people.csv", "email\nalan@example.org\n");
            await().until(() -> stage.invited().size() == 3);
            await().until(() -> server.names("archive").size() == 3);
            awaitNoWait(runtime);
        }

        assertThat(stage.invited())
                .containsOnlyKeys("ada@example.org acme", "alan@example.org acme", "grace@example.org north");
        assertThat(server.names("archive")).allMatch(name -> name.endsWith("-people.csv"));
        assertThat(server.names("inbox")).containsExactly(".hidden.csv", "half.csv.part", "north");
        assertThat(stage.home().resolve("incoming")).isEmptyDirectory();
        assertThat(Files.getPosixFilePermissions(stage.home().resolve("incoming")))
                .hasSize(3);
        assertThat(log.lines()).noneMatch(line -> line.contains(SftpServer.PASSWORD) || line.contains("word/+"));
    }

    @Test
    void names_that_could_do_harm_are_left_there_and_said_once() throws IOException {
        stage.set(Property.SFTP_AFTER, "delete");
        put("inbox/*.csv", "email,platform_key\nmallory@example.org,acme\n");
        put("inbox/new\nline.csv", ADA);
        put("inbox/back\\slash.csv", ADA);
        put("inbox/" + "x".repeat(197) + ".csv", ADA);
        put("inbox/not a feed!/people.csv", ADA);
        Files.createSymbolicLink(server.inbox().resolve("link.csv"), Path.of("/etc/passwd"));
        Files.write(server.inbox().resolve("large.csv"), new byte[0]);
        try (var large =
                new java.io.RandomAccessFile(server.inbox().resolve("large.csv").toFile(), "rw")) {
            large.setLength(50L * 1024 * 1024 + 1);
        }
        put("inbox/people.csv", ADA);
        try (InvitationRuntime runtime = stage.start(InvitationRuntime.Mode.WATCH)) {
            await().until(() -> stage.invited().size() == 1);
            await().until(() -> !Files.exists(server.inbox().resolve("people.csv")));
            put("inbox/late.csv", "email,platform_key\ngrace@example.org,acme\n");
            await().until(() -> stage.invited().size() == 2);
            assertThat(runtime.ledger().drops().all()).hasSize(2);
        }

        assertThat(server.names("inbox")).hasSize(7);
        assertThat(lines(log, "is left there")).hasSize(6).doesNotHaveDuplicates();
    }

    @Test
    void a_file_that_was_cut_is_fetched_again_and_a_file_that_waits_is_not_replaced() throws IOException {
        // The watch must not take what waits in the drop folder.
        stage.set(Property.DROP_POLL, "1h");
        put("inbox/people.csv", ADA + "#".repeat(200_000));
        server.cutAt(100_000);
        try (InvitationRuntime runtime = stage.start(InvitationRuntime.Mode.WATCH)) {
            SandboxStage.write(stage.home().resolve("drop/default/people.csv"), "mine");
            awaitWait(runtime, "the connection fails");
            await().until(() -> server.cuts() > 1);
            // But for what is being fetched at the moment.
            await().untilAsserted(
                            () -> assertThat(stage.home().resolve("incoming")).isEmptyDirectory());
            server.cutAt(Long.MAX_VALUE);
            await().until(() -> server.names("archive").size() == 1);
            awaitNoWait(runtime);
        }

        assertThat(stage.home().resolve("drop/default/people.csv")).hasContent("mine");
        assertThat(drop().toString()).matches(".*/people-[0-9a-f]{8}\\.csv");
        assertThat(drop()).hasSize(ADA.length() + 200_000);
        assertThat(lines(log, "CONNECTION collect-from-sftp")).hasSize(2);
    }

    @Test
    void what_was_taken_before_a_crash_and_is_still_there_invites_nobody_twice() throws IOException {
        put("inbox/people.csv", ADA);
        try (InvitationRuntime runtime = stage.start(InvitationRuntime.Mode.WATCH)) {
            await().until(() -> stage.reports().size() == 1);
            await().until(() -> server.names("archive").size() == 1);
            awaitNoWait(runtime);
        }
        // As it is when the program was killed between taking the file and moving it there.
        Files.move(
                server.root().resolve("archive").resolve(server.names("archive").get(0)),
                server.inbox().resolve("people.csv"));
        try (InvitationRuntime runtime = stage.start(InvitationRuntime.Mode.WATCH)) {
            await().until(() -> server.names("archive").size() == 1);
            await().until(() -> log.lines().stream().anyMatch(line -> line.contains("already processed")));
            assertThat(runtime.ledger().drops().all()).hasSize(1);
        }

        assertThat(stage.invited()).containsEntry("ada@example.org acme", 1L);
    }

    @Test
    void a_server_that_is_away_or_another_one_is_said_once_and_gone_on_with() throws IOException {
        try (InvitationRuntime runtime = stage.start(InvitationRuntime.Mode.WATCH)) {
            server.stop();
            awaitWait(runtime, "sftp: the connection fails");
            server.changeHostKey();
            awaitWait(runtime, "THE SERVER SHOWS ANOTHER KEY");
            put("inbox/people.csv", ADA);
            assertThat(stage.run("status").out()).contains("sftp waits until", "THE SERVER SHOWS ANOTHER KEY");
            long refused = server.connections();
            await().until(() -> server.connections() >= refused + 3);
            assertThat(server.inbox().resolve("people.csv")).exists();
            assertThat(lines(log, "THE SERVER SHOWS ANOTHER KEY")).hasSize(1);
        }
        SandboxStage.write(stage.home().resolve("known_hosts"), server.knownHost());
        try (InvitationRuntime runtime = stage.start(InvitationRuntime.Mode.WATCH)) {
            await().until(() -> stage.invited().size() == 1);
            awaitNoWait(runtime);
        }
    }

    @Test
    void a_folder_that_is_missing_or_closed_is_told_apart() throws IOException {
        stage.set(Property.SFTP_FOLDER, "/from hr/inbox");
        assertThat(stage.run("doctor").out()).contains("a folder or file is not there", "(/from hr/inbox)");
        try (InvitationRuntime runtime = stage.start(InvitationRuntime.Mode.WATCH)) {
            awaitWait(runtime, "a folder or file is not there");
            awaitWait(runtime, "from hr");
            put("from hr/inbox/people.csv", ADA);
            await().until(() -> stage.invited().size() == 1);
            awaitNoWait(runtime);
        }
        assertThat(server.names("archive")).hasSize(1);
        assertThat(lines(log, "NOT_FOUND collect-from-sftp")).hasSize(2);

        server.deny("/from hr");
        try (InvitationRuntime runtime = stage.start(InvitationRuntime.Mode.WATCH)) {
            awaitWait(runtime, "the server does not permit it");
        }
        stage.set(Property.SFTP_PASSWORD, "wrong one");
        try (InvitationRuntime runtime = stage.start(InvitationRuntime.Mode.WATCH)) {
            awaitWait(runtime, "the server refuses the login");
        }
        assertThat(log.lines()).noneMatch(line -> line.contains("wrong one"));
    }

    @Test
    void run_does_not_start_with_a_server_that_nobody_knows_and_doctor_shows_its_key() throws IOException {
        Files.delete(stage.home().resolve("known_hosts"));

        var start = stage.run("run");
        var scan = stage.run("doctor", "--scan-host-key");

        assertThat(start.exitCode()).isEqualTo(78);
        assertThat(start.err()).contains("known_hosts", "doctor --scan-host-key", "fingerprint");
        assertThat(scan.exitCode()).isZero();
        assertThat(scan.out()).contains(server.knownHost().strip(), "SHA256:");
        assertThat(stage.run("doctor").exitCode()).isEqualTo(78);

        SandboxStage.write(stage.home().resolve("known_hosts"), scan.out());
        var doctor = stage.run("doctor");
        assertThat(doctor.out()).contains("is the one that is known, lets us in, and has the folders");
        assertThat(doctor.out()).doesNotContain(SftpServer.PASSWORD);

        stage.set(Property.SFTP_ARCHIVE, "nowhere");
        assertThat(stage.run("doctor").out()).contains("a folder or file is not there", "(nowhere)");
        server.changeHostKey();
        assertThat(stage.run("doctor").out()).contains("THE SERVER SHOWS ANOTHER KEY");
        stage.set(Property.SFTP_PASSWORD, "");
        stage.set(Property.SFTP_USERNAME, "");
        assertThat(stage.run("run").err()).contains("invitations.sftp.username", "invitations.sftp.password");
    }

    @Test
    void where_no_server_is_named_nothing_of_it_is_there() throws IOException {
        stage.set(Property.SFTP_HOST, "");
        List<String> routes = new java.util.ArrayList<>();
        try (InvitationRuntime runtime = InvitationRuntime.start(
                stage.settings(),
                InvitationRuntime.Mode.WATCH,
                context -> context.addLifecycleStrategy(new RouteNames(routes)))) {
            assertThat(runtime.ledger().drops().all()).isEmpty();
        }
        assertThat(routes).contains("watch-drop-folder").noneMatch(route -> route.contains("ftp"));
        assertThat(stage.home().resolve("incoming")).doesNotExist();
    }

    private void put(String path, String text) throws IOException {
        SandboxStage.write(server.root().resolve(path), text);
    }

    private Path drop() throws IOException {
        try (var files = Files.list(stage.home().resolve("drop/default"))) {
            return files.filter(file -> !file.endsWith("people.csv"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static final class RouteNames extends org.apache.camel.support.LifecycleStrategySupport {
        private final List<String> names;

        RouteNames(List<String> names) {
            this.names = names;
        }

        @Override
        public void onRoutesAdd(java.util.Collection<org.apache.camel.Route> routes) {
            routes.forEach(route -> names.add(route.getRouteId()));
        }
    }
}
