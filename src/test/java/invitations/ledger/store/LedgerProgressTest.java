package invitations.ledger.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import invitations.ledger.LedgerAccess;
import invitations.ledger.drop.Drop;
import invitations.testing.LedgerFixture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How far a ledger is, in the ledger and in the file beside it. */
class LedgerProgressTest {
    @TempDir
    private Path home;

    private Path file;

    @BeforeEach
    void name() {
        file = home.resolve("ledger.progress");
    }

    @Test
    void starts_and_intents_are_counted() throws IOException {
        try (LedgerFixture test = new LedgerFixture(home)) {
            assertThat(file).content().contains("starts=1\n", "intents=0\n");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
            test.ask(test.dropOf("aa", LedgerFixture.people(3)));
        }
        assertThat(file).content().contains("starts=1\n", "intents=3\n");
        LedgerFixture.open(home).close();
        assertThat(file).content().contains("starts=2\n", "intents=3\n");
    }

    @Test
    void the_file_follows_while_intents_are_made_and_is_never_ahead() throws IOException {
        AtomicLong now = new AtomicLong();
        LedgerFixture.open(home).close();
        LedgerFiles files = LedgerFiles.of(home);
        try (Database database = Database.open(
                files.database(),
                false,
                Duration.ZERO,
                new AuditSeal(files.secret()),
                Clock.systemUTC(),
                System::nanoTime)) {
            String fingerprint = LedgerSecret.fingerprint(files.secret());
            LedgerProgress progress = LedgerProgress.begin(database, files, fingerprint, Clock.systemUTC(), now::get);

            intend(database, progress, 2);
            assertThat(file).content().contains("intents=0\n");
            now.addAndGet(LedgerProgress.MOST_BEHIND.toNanos());
            intend(database, progress, 3);
            assertThat(file).content().contains("intents=5\n");
            now.addAndGet(LedgerProgress.MOST_BEHIND.toNanos() - 1);
            intend(database, progress, 1);
            assertThat(file).content().contains("intents=5\n");
            progress.end();
            assertThat(file).content().contains("intents=6\n");
        }
    }

    @Test
    void a_ledger_that_was_copied_before_the_last_intents_is_refused() throws IOException {
        Path copy = home.resolve("copy");
        try (LedgerFixture test = new LedgerFixture(home)) {
            Drop drop = test.dropOf("aa", LedgerFixture.people(3));
            test.change("VACUUM INTO '" + copy + "'");
            test.ask(drop);
        } catch (java.sql.SQLException e) {
            throw new IOException(e);
        }
        Files.move(copy, home.resolve("ledger.db"), StandardCopyOption.REPLACE_EXISTING);

        assertThatExceptionOfType(LedgerRefusedException.class)
                .isThrownBy(() -> LedgerFixture.open(home))
                .withMessageContaining("is older than the one that was at work here last")
                .withMessageContaining("invitations restored");
        assertThatExceptionOfType(LedgerRefusedException.class).isThrownBy(() -> LedgerFixture.open(home));
    }

    @Test
    void a_ledger_of_an_earlier_start_is_refused() throws IOException {
        LedgerFixture.open(home).close();
        Path copy = Files.copy(home.resolve("ledger.db"), home.resolve("copy"));
        LedgerFixture.open(home).close();
        Files.move(copy, home.resolve("ledger.db"), StandardCopyOption.REPLACE_EXISTING);

        assertThatExceptionOfType(LedgerRefusedException.class)
                .isThrownBy(() -> LedgerFixture.open(home))
                .withMessageContaining("is older");
    }

    @Test
    void the_file_of_another_ledger_is_refused() throws IOException {
        LedgerFixture.open(home).close();
        Files.writeString(file, Files.readString(file).replaceAll("ledger=.*", "ledger=0011223344556677"));

        assertThatExceptionOfType(LedgerRefusedException.class)
                .isThrownBy(() -> LedgerFixture.open(home))
                .withMessageContaining("0011223344556677")
                .withMessageContaining("another home");
    }

    @Test
    void a_crash_between_the_first_count_and_its_file_is_made_good() throws IOException {
        LedgerFixture.open(home).close();
        LedgerFiles files = LedgerFiles.of(home);
        try (Database database = Database.open(
                files.database(),
                false,
                Duration.ZERO,
                new AuditSeal(files.secret()),
                Clock.systemUTC(),
                System::nanoTime)) {
            database.write(statements -> LedgerProgress.next(statements, new LedgerProgress.Point(7, 7)));
            database.write(statements -> statements.update("DELETE FROM meta WHERE name = 'progress'"));
        }
        Files.delete(file);

        LedgerFixture.open(home).close();

        assertThat(file).content().contains("starts=9\n", "intents=7\n");
    }

    @Test
    void what_a_crash_left_of_a_copy_is_swept_when_it_is_old() throws IOException {
        Instant now = Instant.parse("2027-01-01T12:00:00Z");
        Path old = Files.createFile(home.resolve(".ledger-1.part"));
        Files.setLastModifiedTime(old, FileTime.from(now.minus(Duration.ofHours(2))));
        Path fresh = Files.createFile(home.resolve(".ledger-2.part"));
        Files.setLastModifiedTime(fresh, FileTime.from(now.minus(Duration.ofMinutes(59))));

        LedgerAccess.open(home, LedgerFixture.API, Duration.ZERO, Duration.ZERO, Clock.fixed(now, ZoneOffset.UTC))
                .close();

        assertThat(old).doesNotExist();
        assertThat(fresh).exists();
    }

    private static void intend(Database database, LedgerProgress progress, int rows) {
        database.write(statements -> {
            progress.intended(statements, rows);
            return rows;
        });
        progress.committed();
    }
}
