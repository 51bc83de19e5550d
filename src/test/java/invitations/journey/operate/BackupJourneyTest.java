package invitations.journey.operate;

import static org.assertj.core.api.Assertions.assertThat;

import invitations.settings.Property;
import invitations.testing.PeopleCsv;
import invitations.testing.Program;
import invitations.testing.SandboxStage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Backups: what one is, and which are not put in the place of a ledger. Whatever is refused changes nothing. */
class BackupJourneyTest {
    private static final int PEOPLE = 200;

    @TempDir
    Path folder;

    private SandboxStage stage;
    private Path backup;

    @BeforeEach
    void use() throws IOException {
        stage = SandboxStage.open(folder);
        assertThat(stage.send(stage.file("people.csv", PeopleCsv.platformRows(PEOPLE)))
                        .exitCode())
                .isZero();
        backup = folder.resolve("ledger.backup");
    }

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void a_backup_is_one_private_file_that_says_what_it_is() throws IOException {
        Program.Run run = stage.run("backup", backup.toString());

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out())
                .contains(backup.toString(), "1 drop", stage.sandbox().url(), "invitations restore", "people in clear");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(backup)))
                .isEqualTo("rw-------");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("home", "in", "ledger.backup");
        }
    }

    @Test
    void no_file_is_ever_overwritten() throws IOException {
        Files.writeString(backup, "mine");

        Program.Run run = stage.run("backup", backup.toString());

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("there is a file of that name already");
        assertThat(backup).hasContent("mine");
    }

    @ParameterizedTest
    @ValueSource(strings = {"home/drop/x", "home/work/x", "home/done/x", "nowhere/x", "home/feeds/a.properties"})
    void nothing_is_saved_where_it_would_be_taken_for_something_else(String place) {
        Program.Run run = stage.run("backup", folder.resolve(place).toString());

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(folder.resolve(place)).doesNotExist();
    }

    @Test
    void without_a_ledger_there_is_nothing_to_save_or_to_mark() {
        stage.set(Property.HOME, folder.resolve("other").toString());

        assertThat(stage.run("backup", backup.toString()).exitCode()).isEqualTo(78);
        assertThat(stage.run("restored").exitCode()).isEqualTo(78);
        assertThat(backup).doesNotExist();
    }

    @Test
    void a_backup_that_is_put_in_the_place_of_the_ledger_by_hand_is_refused() throws IOException {
        save();
        Files.copy(backup, stage.home().resolve("ledger.db"), StandardCopyOption.REPLACE_EXISTING);

        Program.Run run = stage.run("resume");

        assertThat(run.exitCode()).isEqualTo(78);
        assertThat(run.err()).contains("is a backup").contains("invitations restore");
        assertThat(stage.run("restored").exitCode()).isZero();
        assertThat(stage.run("resume").exitCode()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"missing", "folder", "text", "empty", "other database", "truncated", "damaged", "newer"})
    void what_is_no_whole_backup_is_refused(String what) throws Exception {
        save();
        switch (what) {
            case "missing" -> Files.delete(backup);
            case "folder" -> {
                Files.delete(backup);
                Files.createDirectory(backup);
            }
            case "text" -> Files.writeString(backup, "email\nada@example.org\n".repeat(1000));
            case "empty" -> Files.write(backup, new byte[0]);
            case "other database" -> {
                Files.delete(backup);
                sql(backup, "CREATE TABLE notes (text TEXT)", "PRAGMA user_version = 1");
            }
            case "truncated" -> {
                try (FileChannel file = FileChannel.open(backup, StandardOpenOption.WRITE)) {
                    file.truncate(file.size() - 20_000);
                }
            }
            case "damaged" -> overwrite(backup);
            default -> sql(backup, "PRAGMA user_version = 99");
        }

        refused(what.equals("missing") || what.equals("folder") ? 2 : 78);
    }

    @Test
    void a_backup_of_another_api_is_refused() {
        save();
        stage.set(Property.API_ID, "another");

        assertThat(refused(78))
                .contains("knows who was invited at " + stage.sandbox().url());
    }

    @Test
    void a_backup_of_another_ledger_is_refused() throws IOException {
        save();
        stage.set(Property.HOME, folder.resolve("other").toString());
        assertThat(stage.send(stage.file("one.csv", PeopleCsv.platformRows(1))).exitCode())
                .isZero();
        byte[] key = Files.readAllBytes(folder.resolve("other/ledger.key"));

        Program.Run run = stage.run("restore", backup.toString());

        assertThat(run.exitCode()).isEqualTo(78);
        assertThat(run.err()).contains("is of another ledger");
        assertThat(folder.resolve("other/ledger.key")).hasBinaryContent(key);
        for (String name : List.of("ledger.db", "ledger.key")) {
            Files.delete(folder.resolve("other").resolve(name));
        }
        assertThat(stage.run("restore", backup.toString()).err())
                .contains("is not of the ledger that was at work here");
        assertThat(folder.resolve("other/ledger.db")).doesNotExist();
    }

    @Test
    void a_copy_of_a_ledger_without_any_key_is_refused() throws IOException {
        Files.copy(stage.home().resolve("ledger.db"), backup);
        Files.delete(stage.home().resolve("ledger.key"));

        Program.Run run = stage.run("restore", backup.toString());

        assertThat(run.exitCode()).isEqualTo(78);
        assertThat(run.err()).contains("has no key in it");
    }

    @Test
    void the_ledger_of_the_home_is_no_backup_of_itself() {
        backup = stage.home().resolve("ledger.db");

        assertThat(refused(78)).contains("invitations restored");
    }

    @Test
    void a_damaged_ledger_is_said_by_verify_and_is_not_saved() throws IOException {
        assertThat(stage.run("verify").exitCode()).isZero();
        overwrite(stage.home().resolve("ledger.db"));

        Program.Run run = stage.run("verify");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).contains("is damaged").contains("The promise does not hold");
        assertThat(stage.run("verify", "--json").out()).contains("\"holds\":false");
        assertThat(stage.run("backup", backup.toString()).exitCode()).isEqualTo(78);
        assertThat(backup).doesNotExist();
        assertThat(stage.run("restored").exitCode()).isEqualTo(78);
    }

    @Test
    void a_truncated_ledger_is_said_by_verify() throws IOException {
        try (FileChannel file = FileChannel.open(stage.home().resolve("ledger.db"), StandardOpenOption.WRITE)) {
            file.truncate(file.size() - 20_000);
        }

        assertThat(stage.run("verify").exitCode()).isEqualTo(1);
    }

    @Test
    void a_damaged_ledger_is_replaced_and_kept() throws IOException {
        save();
        overwrite(stage.home().resolve("ledger.db"));

        assertThat(stage.run("restore", backup.toString()).exitCode()).isZero();

        assertThat(stage.run("verify").exitCode()).isZero();
        assertThat(stage.send(stage.file("people.csv", PeopleCsv.platformRows(PEOPLE)))
                        .exitCode())
                .isZero();
        assertThat(stage.invited().values()).hasSize(PEOPLE).containsOnly(1L);
    }

    @Test
    void a_note_of_how_far_the_ledger_is_that_cannot_be_read_is_refused_until_somebody_says_what_it_is()
            throws IOException {
        Files.writeString(stage.home().resolve("ledger.progress"), "starts=\n");

        Program.Run run = stage.run("resume");

        assertThat(run.exitCode()).isEqualTo(78);
        assertThat(run.err()).contains("ledger.progress cannot be read", "invitations restored");
        assertThat(stage.run("restored").exitCode()).isZero();
        assertThat(stage.run("resume").exitCode()).isZero();
    }

    private void save() {
        assertThat(stage.run("backup", backup.toString()).exitCode()).isZero();
    }

    /** Restores it in vain; what is said. */
    private String refused(int exitCode) {
        long size = stage.home().resolve("ledger.db").toFile().length();
        Program.Run run = stage.run("restore", backup.toString());
        assertThat(run.exitCode()).as(run.err()).isEqualTo(exitCode);
        assertThat(run.out()).isEmpty();
        assertThat(stage.home().resolve("ledger.db")).hasSize(size);
        assertThat(stage.home().toFile().list()).noneMatch(name -> name.startsWith(".") || name.startsWith("ledger-"));
        return run.err();
    }

    /** In the middle, where its rows are. */
    private static void overwrite(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            long middle = channel.size() / 4096 / 2 * 4096;
            channel.write(ByteBuffer.allocate(4096 * 4), middle);
        }
    }

    private static void sql(Path file, String... statements) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }
}
