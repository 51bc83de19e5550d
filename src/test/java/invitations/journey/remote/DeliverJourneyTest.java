package invitations.journey.remote;

import static invitations.testing.ServerStage.ADA;
import static invitations.testing.ServerStage.awaitNoWait;
import static invitations.testing.ServerStage.awaitWait;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import invitations.camel.InvitationRuntime;
import invitations.settings.Property;
import invitations.testing.CapturedLog;
import invitations.testing.LiveFolder;
import invitations.testing.SandboxStage;
import invitations.testing.ServerStage;
import invitations.testing.SftpServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Results on their way back to an SFTP server, and servers beside the first one. */
class DeliverJourneyTest {
    @TempDir
    Path folder;

    private SftpServer server;
    private SandboxStage stage;

    @BeforeEach
    void open() throws IOException {
        server = SftpServer.open(folder.resolve("server"));
        stage = ServerStage.of(server, folder);
        stage.set(Property.SFTP_OUTGOING, "outgoing");
    }

    @AfterEach
    void close() throws IOException {
        stage.close();
        server.close();
    }

    @Test
    void results_come_back_once_the_server_is_there_and_hold_up_nobody() throws IOException {
        stage.send(stage.file("before.csv", "email,platform_key\nearlier@example.org,acme\n"));
        server.stop();
        try (InvitationRuntime runtime = stage.start(InvitationRuntime.Mode.WATCH)) {
            SandboxStage.write(stage.home().resolve("drop/people.csv"), ADA + "nobody,acme\n");
            SandboxStage.write(stage.home().resolve("drop/refused.csv"), "email,platform_key\n\"open");
            await().until(() -> stage.invited().size() == 2);
            awaitWait(runtime, "deliver-to-sftp: the connection fails");
        }
        // A stop in between loses nothing.
        try (InvitationRuntime runtime = stage.start(InvitationRuntime.Mode.WATCH)) {
            server.startAgain();
            await().until(() -> delivered().size() == 2);
            awaitNoWait(runtime);

            assertThat(delivered().stream().map(server::files))
                    .containsExactlyInAnyOrder(
                            List.of("dead-letter.csv", "report.csv", "report.json"), List.of("report.json"));
            for (String drop : delivered()) {
                Path report = stage.reports().stream()
                        .filter(each -> each.endsWith(Path.of(drop).getFileName()))
                        .findFirst()
                        .orElseThrow();
                assertThat(server.root().resolve(drop).resolve("report.json"))
                        .hasSameBinaryContentAs(report.resolve("report.json"));
            }
        }
    }

    /** Also by a route file of one's own that was copied when {@code Override} was what ours said. */
    @ParameterizedTest
    @ValueSource(strings = {"TryRename", "Override"})
    void a_report_that_changes_is_delivered_again(String fileExist) throws IOException {
        Path deliver = routes().resolve("deliver-to-sftp.camel.yaml");
        Files.writeString(deliver, Files.readString(deliver).replace("TryRename", fileExist));
        try (InvitationRuntime runtime = stage.start(InvitationRuntime.Mode.WATCH)) {
            stage.sandbox()
                    .order(invitations.sandbox.fault.Fault.at(invitations.sandbox.http.Endpoint.PLATFORM_SINGLE)
                            .with(invitations.sandbox.fault.FaultEffect.Status.of(422)));
            SandboxStage.write(stage.home().resolve("drop/people.csv"), ADA);
            await().until(() -> delivered().size() == 1);
            Path there = server.root().resolve(delivered().get(0));
            await().until(() -> Files.readString(there.resolve("report.csv")).contains("REFUSED"));
            awaitDelivered(runtime);
            assertThat(there.resolve("dead-letter.csv")).isNotEmptyFile();

            runtime.ledger()
                    .commands()
                    .ask("replay", List.of(there.getFileName().toString()), "me");
            runtime.actOnCommands();

            await().until(() -> Files.readString(there.resolve("report.csv")).contains("INVITED"));
            await().until(() -> Files.size(there.resolve("dead-letter.csv")) == 0);
            awaitDelivered(runtime);
            assertThat(there.resolve("report.csv")).content().contains("ada@example.org");

            runtime.ledger().commands().ask("forget", List.of("ada@example.org"), "me");
            runtime.actOnCommands();

            await().until(() -> !Files.readString(there.resolve("report.csv")).contains("ada@example.org"));
            awaitDelivered(runtime);
        }
        // Each took the place of the one before at once: a reader sees one or the other, and never none.
        assertThat(server.deleted()).isEmpty();
    }

    @Test
    void a_server_that_renames_to_free_names_only_has_the_changed_report_all_the_same() throws IOException {
        server.renameToFreeNamesOnly();
        try (InvitationRuntime runtime = stage.start(InvitationRuntime.Mode.WATCH)) {
            SandboxStage.write(stage.home().resolve("drop/people.csv"), ADA);
            await().until(() -> delivered().size() == 1);
            Path there = server.root().resolve(delivered().get(0));

            runtime.ledger().commands().ask("forget", List.of("ada@example.org"), "me");
            runtime.actOnCommands();

            awaitDelivered(runtime);
            assertThat(there.resolve("report.csv")).content().doesNotContain("ada@example.org");
        }
        assertThat(server.deleted()).containsExactly("report.csv", "report.json");
    }

    @Test
    void a_second_server_has_a_route_file_of_its_own_and_health_tells_which_is_down() throws IOException {
        try (SftpServer north = SftpServer.open(folder.resolve("north"))) {
            Path routes = routes();
            // In a test there is no environment to be set: what {{env:…}} gives stands there itself.
            String own = Files.readString(Path.of("routes/collect-from-sftp.camel.yaml"))
                    .replace("collect-from-sftp", "collect-from-north")
                    .replace("from-sftp-server", "from-north-server")
                    .replace("{{invitations.sftp.port}}", String.valueOf(north.port()))
                    .replace("\"#sftp-password\"", "RAW(" + SftpServer.PASSWORD + ")")
                    .replace("{{invitations.sftp.folder}}", "inbox")
                    .replace("{{invitations.sftp.feed}}", "north");
            Files.writeString(routes.resolve("collect-from-north.camel.yaml"), own);
            SandboxStage.write(stage.home().resolve("known_hosts"), server.knownHost() + north.knownHost());
            stage.feed("north", "platform-key = north\n");
            SandboxStage.write(server.inbox().resolve("people.csv"), ADA);
            SandboxStage.write(north.inbox().resolve("people.csv"), "email\ngrace@example.org\n");
            SandboxStage.write(
                    stage.home().resolve("application.properties"), "camel.health.consumers-enabled = true\n");
            CamelContext[] context = new CamelContext[1];
            try (CapturedLog log = CapturedLog.listen();
                    InvitationRuntime runtime = InvitationRuntime.start(
                            stage.settings(), InvitationRuntime.Mode.WATCH, each -> context[0] = each)) {
                await().until(() -> stage.invited().size() == 2);
                assertThat(stage.invited()).containsOnlyKeys("ada@example.org acme", "grace@example.org north");
                await().untilAsserted(() -> assertThat(down(context[0])).isEmpty());

                north.stop();

                awaitWait(runtime, "north: the connection fails");
                await().untilAsserted(
                                () -> assertThat(down(context[0])).containsExactly("consumer:collect-from-north"));
                assertThat(log.lines()).noneMatch(line -> line.contains(SftpServer.PASSWORD));
            }
        }
    }

    /** A copy of the routes, which the program is started with. */
    private Path routes() throws IOException {
        Path routes = Files.createDirectory(folder.resolve("my-routes"));
        try (var files = Files.list(Path.of("routes"))) {
            for (Path file : files.toList()) {
                Files.copy(file, routes.resolve(file.getFileName()));
            }
        }
        stage.set(Property.ROUTES, routes.toString());
        return routes;
    }

    /** Until the server has each report as it is now. */
    private static void awaitDelivered(InvitationRuntime runtime) {
        await().until(() -> runtime.ledger().deliveries().due("deliver-to-sftp").isEmpty());
    }

    private static List<String> down(CamelContext context) {
        return HealthCheckHelper.invokeReadiness(context).stream()
                .filter(result -> result.getState() == HealthCheck.State.DOWN)
                .map(result -> result.getCheck().getId())
                .toList();
    }

    /** The folders of reports that are whole. */
    private List<String> delivered() throws IOException {
        return LiveFolder.files(server.root().resolve("outgoing")).stream()
                .filter(file -> file.endsWith("report.json"))
                .map(file -> server.root()
                        .relativize(file.resolveSibling(".").normalize())
                        .toString())
                .toList();
    }
}
