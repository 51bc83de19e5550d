package invitations.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import invitations.camel.InvitationRuntime;
import invitations.settings.Property;
import java.io.IOException;
import java.util.List;

/** A stage whose program collects from a server. */
public final class ServerStage {
    public static final String ADA = "email,platform_key\nada@example.org,acme\n";

    private ServerStage() {}

    /** For a server that is trusted, and looked at all the time. */
    public static SandboxStage of(SftpServer server, java.nio.file.Path folder) throws IOException {
        SandboxStage stage = SandboxStage.open(folder);
        stage.set(Property.SFTP_HOST, "127.0.0.1");
        stage.set(Property.SFTP_PORT, String.valueOf(server.port()));
        stage.set(Property.SFTP_USERNAME, SftpServer.USER);
        stage.set(Property.SFTP_PASSWORD, SftpServer.PASSWORD);
        stage.set(Property.SFTP_POLL, "50ms");
        stage.set(Property.CONNECT_TIMEOUT, "1m");
        SandboxStage.write(stage.home().resolve("known_hosts"), server.knownHost());
        return stage;
    }

    /** The reasons for which the program waits, as {@code status} tells them. */
    static List<String> waits(InvitationRuntime runtime) {
        return runtime.ledger().pauses().now().stream()
                .map(wait -> wait.name() + ": " + wait.reason())
                .toList();
    }

    public static void awaitWait(InvitationRuntime runtime, String words) {
        await().untilAsserted(() -> assertThat(waits(runtime)).anyMatch(wait -> wait.contains(words)));
    }

    public static void awaitNoWait(InvitationRuntime runtime) {
        await().untilAsserted(() -> assertThat(waits(runtime)).isEmpty());
    }

    /** The lines of the program's own, which operators see. */
    public static List<String> lines(CapturedLog log, String words) {
        return log.lines(java.util.logging.Level.WARNING).stream()
                .filter(line -> line.contains(words))
                .toList();
    }
}
