package invitations.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import invitations.camel.Bundle;
import invitations.settings.Property;
import java.io.IOException;
import java.util.List;

/** A stage whose program collects from a server. */
final class ServerStage {
    static final String ADA = "email,platform_key\nada@example.org,acme\n";

    private ServerStage() {}

    /** For a server that is trusted, and looked at all the time. */
    static Stage of(SftpServer server, java.nio.file.Path folder) throws IOException {
        Stage stage = Stage.open(folder);
        stage.set(Property.SFTP_HOST, "127.0.0.1");
        stage.set(Property.SFTP_PORT, String.valueOf(server.port()));
        stage.set(Property.SFTP_USERNAME, SftpServer.USER);
        stage.set(Property.SFTP_PASSWORD, SftpServer.PASSWORD);
        stage.set(Property.SFTP_POLL, "50ms");
        stage.set(Property.CONNECT_TIMEOUT, "1m");
        Stage.write(stage.home().resolve("known_hosts"), server.knownHost());
        return stage;
    }

    /** The reasons for which the program waits, as {@code status} tells them. */
    static List<String> waits(Bundle bundle) {
        return bundle.ledger().waits().now().stream()
                .map(wait -> wait.name() + ": " + wait.reason())
                .toList();
    }

    static void awaitWait(Bundle bundle, String words) {
        await().untilAsserted(() -> assertThat(waits(bundle)).anyMatch(wait -> wait.contains(words)));
    }

    static void awaitNoWait(Bundle bundle) {
        await().untilAsserted(() -> assertThat(waits(bundle)).isEmpty());
    }

    /** The lines of the program's own, which operators see. */
    static List<String> lines(Log log, String words) {
        return log.lines(java.util.logging.Level.WARNING).stream()
                .filter(line -> line.contains(words))
                .toList();
    }
}
