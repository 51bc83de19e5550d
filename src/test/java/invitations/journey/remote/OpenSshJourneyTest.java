package invitations.journey.remote;

import static invitations.testing.ServerStage.ADA;
import static java.nio.file.StandardWatchEventKinds.ENTRY_CREATE;
import static java.nio.file.StandardWatchEventKinds.ENTRY_DELETE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import invitations.camel.InvitationRuntime;
import invitations.settings.Property;
import invitations.testing.CapturedLog;
import invitations.testing.LiveFolder;
import invitations.testing.SandboxStage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Debian's own OpenSSH server, started here with a configuration, keys and a port of its own; login by key. */
class OpenSshJourneyTest {
    private static final Path SSHD = Path.of("/usr/sbin/sshd");

    @TempDir
    Path folder;

    private Process sshd;
    private int port;
    private Path there;

    @BeforeEach
    void start() throws Exception {
        assumeThat(SSHD).as("there is an OpenSSH server").isExecutable();
        there = Files.createDirectories(folder.resolve("there"));
        Files.createDirectories(there.resolve("inbox"));
        keygen("host", "");
        keygen("login", "pass phrase");
        Files.copy(folder.resolve("login.pub"), folder.resolve("authorized_keys"));
        // It does not start without this folder, which Debian makes when the service is started.
        if (Files.isWritable(Path.of("/run"))) {
            Files.createDirectories(
                    Path.of("/run/sshd"),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
        }
        // Somebody else may take the port before the server does: then it ends, and is given another.
        do {
            sshd = startAt(freePort());
            await().until(() -> !sshd.isAlive() || greets());
        } while (!sshd.isAlive());
    }

    private int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
            return port;
        }
    }

    private Process startAt(int number) throws IOException {
        Path config = Files.writeString(
                folder.resolve("sshd_config"),
                """
                ListenAddress 127.0.0.1
                Port %d
                HostKey %s
                PidFile none
                AuthorizedKeysFile %s
                StrictModes no
                UsePAM no
                PasswordAuthentication no
                KbdInteractiveAuthentication no
                PermitRootLogin yes
                Subsystem sftp internal-sftp
                ForceCommand internal-sftp -d %s
                """
                        .formatted(number, folder.resolve("host"), folder.resolve("authorized_keys"), there));
        return new ProcessBuilder(SSHD.toString(), "-D", "-e", "-f", config.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("sshd.log").toFile())
                .start();
    }

    private boolean greets() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.getInputStream().read() == 'S';
        } catch (IOException notYet) {
            return false;
        }
    }

    @AfterEach
    void stop() throws InterruptedException {
        if (sshd != null) {
            sshd.descendants().forEach(ProcessHandle::destroyForcibly);
            sshd.destroyForcibly();
            assertThat(sshd.waitFor(2, TimeUnit.MINUTES)).isTrue();
        }
    }

    @Test
    void a_file_goes_from_openssh_to_the_api_and_its_results_come_back() throws Exception {
        try (SandboxStage stage = SandboxStage.open(folder);
                CapturedLog log = CapturedLog.listen()) {
            stage.set(Property.SFTP_HOST, "127.0.0.1");
            stage.set(Property.SFTP_PORT, String.valueOf(port));
            stage.set(Property.SFTP_USERNAME, System.getProperty("user.name"));
            stage.set(Property.SFTP_KEY_FILE, folder.resolve("login").toString());
            stage.set(Property.SFTP_KEY_PASSPHRASE, "pass phrase");
            stage.set(Property.SFTP_FOLDER, there.resolve("inbox").toString());
            stage.set(Property.SFTP_ARCHIVE, "taken");
            stage.set(Property.SFTP_OUTGOING, there.resolve("results").toString());
            stage.set(Property.SFTP_POLL, "100ms");
            stage.set(Property.SFTP_CIPHERS, "aes256-gcm@openssh.com");
            stage.set(Property.SFTP_KEY_EXCHANGE, "curve25519-sha256");
            stage.set(Property.SFTP_HOST_KEYS, "ssh-ed25519");
            stage.set(Property.SFTP_PUBLIC_KEYS, "ssh-ed25519");
            var scan = stage.run("doctor", "--scan-host-key");
            SandboxStage.write(stage.home().resolve("known_hosts"), scan.out());
            assertThat(scan.out()).contains(fingerprint());
            SandboxStage.write(there.resolve("inbox/people.csv"), ADA);
            SandboxStage.write(there.resolve("inbox/*.csv"), ADA);
            Files.createDirectories(there.resolve("taken"));
            Files.createDirectories(there.resolve("results"));
            assertThat(stage.run("doctor").out()).contains("is the one that is known, lets us in, and has the folders");

            try (InvitationRuntime runtime = stage.start(InvitationRuntime.Mode.WATCH)) {
                await().until(() -> stage.invited().size() == 1);
                await().until(() -> LiveFolder.names(there.resolve("taken")).size() == 1);
                await().until(() -> LiveFolder.names(there.resolve("results")).contains("report.json"));
                assertThat(LiveFolder.names(there.resolve("results"))).containsExactly("report.csv", "report.json");
                assertThat(runtime.ledger().drops().all()).hasSize(1);
                replace(runtime);
            }
            assertThat(LiveFolder.names(there.resolve("inbox"))).containsExactly("*.csv");
            assertThat(LiveFolder.names(there.resolve("results")))
                    .containsExactly("dead-letter.csv", "report.csv", "report.json");
            assertThat(log.lines()).noneMatch(line -> line.contains("pass phrase"));
        }
    }

    /** Has the report sent again: no file is deleted, but for the names under which they are written. */
    private void replace(InvitationRuntime runtime) throws IOException {
        Path results = there.resolve("results/default")
                .resolve(runtime.ledger().drops().all().get(0).id());
        try (WatchService watch = FileSystems.getDefault().newWatchService()) {
            results.register(watch, ENTRY_CREATE, ENTRY_DELETE);
            runtime.ledger().commands().ask("forget", List.of("ada@example.org"), "me");
            runtime.actOnCommands();

            List<String> events = new ArrayList<>();
            await().until(() -> {
                for (WatchKey key = watch.poll(); key != null; key = watch.poll()) {
                    key.pollEvents().forEach(event -> events.add(event.kind().name() + " " + event.context()));
                    key.reset();
                }
                return events.contains("ENTRY_CREATE report.json");
            });
            assertThat(events)
                    .contains("ENTRY_CREATE report.csv", "ENTRY_DELETE .result.part")
                    .doesNotContain("ENTRY_DELETE report.csv", "ENTRY_DELETE report.json");
            assertThat(results.resolve("report.csv")).content().doesNotContain("ada@example.org");
        }
    }

    private void keygen(String name, String passphrase) throws Exception {
        run(
                "ssh-keygen",
                "-q",
                "-t",
                "ed25519",
                "-N",
                passphrase,
                "-f",
                folder.resolve(name).toString());
    }

    private String fingerprint() throws Exception {
        return run("ssh-keygen", "-l", "-f", folder.resolve("host.pub").toString())
                .replaceFirst("\\S+ (\\S+) .*\\s*", "$1");
    }

    private String run(String... command) throws Exception {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String out = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(out).isZero();
        return out;
    }
}
