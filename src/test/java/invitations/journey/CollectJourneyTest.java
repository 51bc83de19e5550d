package invitations.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import invitations.camel.Bundle;
import invitations.settings.Property;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of an SFTP server, on their way to invitations; and their results on the way back. */
class CollectJourneyTest {
    private static final String ADA = "email,platform_key\nada@example.org,acme\n";

    @TempDir
    Path folder;

    @Test
    void a_file_of_the_server_is_invited_moved_aside_there_and_its_results_come_back() throws IOException {
        try (SftpServer server = SftpServer.open(folder.resolve("server"));
                Stage stage = stage(server)) {
            stage.set(Property.SFTP_OUTGOING, "outgoing");
            Stage.write(server.inbox().resolve("people.csv"), ADA);
            Stage.write(server.inbox().resolve("north/more.csv"), "email\nnot an address\n");
            stage.feed("north", "platform-key = north\n");
            try (Bundle bundle = stage.start(Bundle.Mode.WATCH)) {
                await().until(() -> bundle.ledger().drops().all().size() == 2);
                await().untilAsserted(() -> assertThat(server.names("archive")).hasSize(2));
                await().untilAsserted(() -> assertThat(server.names("outgoing")).hasSize(2));
            }
            assertThat(stage.invited()).containsOnlyKeys("ada@example.org acme");
        }
    }

    private Stage stage(SftpServer server) throws IOException {
        Stage stage = Stage.open(folder);
        stage.set(Property.SFTP_HOST, "127.0.0.1");
        stage.set(Property.SFTP_PORT, String.valueOf(server.port()));
        stage.set(Property.SFTP_USERNAME, SftpServer.USER);
        stage.set(Property.SFTP_PASSWORD, SftpServer.PASSWORD);
        stage.set(Property.SFTP_POLL, "50ms");
        Stage.write(stage.home().resolve("known_hosts"), server.knownHost());
        return stage;
    }
}
