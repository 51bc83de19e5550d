package invitations.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import invitations.csv.InputFormat;
import invitations.invitation.OpenRow;
import invitations.invitation.PlannedRow;
import invitations.invitation.ReasonCode;
import invitations.invitation.RowStatus;
import invitations.ledger.drop.Drop;
import invitations.ledger.plan.PlanWriter;
import invitations.ledger.store.LedgerException;
import invitations.ledger.store.LedgerRefusedException;
import invitations.testing.LedgerFixture;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LedgerTest {
    @TempDir
    private Path folder;

    private Path home;
    private Path file;
    private Path key;

    @BeforeEach
    void make() throws IOException {
        // What a URL would take for something else.
        home = Files.createDirectory(folder.resolve("höme 100%? #1"));
        file = home.resolve("ledger.db");
        key = home.resolve("ledger.key");
    }

    @Test
    void the_first_start_makes_a_ledger_and_its_key_and_the_next_finds_them() throws IOException {
        Drop drop;
        try (LedgerFixture test = new LedgerFixture(home)) {
            drop = test.dropOf("aa", LedgerFixture.people(1));
        }
        byte[] secret = Files.readAllBytes(key);

        try (Ledger ledger = LedgerFixture.open(home)) {
            assertThat(ledger.drops().find(drop.id())).contains(drop);
        }

        assertThat(secret).hasSize(32).isNotEqualTo(new byte[32]);
        assertThat(key).hasBinaryContent(secret);
        assertThat(names()).containsExactlyInAnyOrder("ledger.db", "ledger.key", "ledger.progress");
    }

    @Test
    void only_the_owner_can_read_its_files() throws IOException {
        try (LedgerFixture test = new LedgerFixture(home)) {
            test.dropOf("aa", LedgerFixture.people(1));
            assertThat(names()).contains("ledger.db", "ledger.db-wal", "ledger.key");
            for (String name : names()) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.resolve(name))))
                        .as(name)
                        .isEqualTo("rw-------");
            }
        }
    }

    @Test
    void a_crash_turns_intents_of_open_drops_into_uncertain_rows_and_nothing_else() throws IOException, SQLException {
        LedgerFixture crashed = new LedgerFixture(home);
        Drop drop = crashed.dropOf("aa", LedgerFixture.people(4));
        List<OpenRow> rows = crashed.open(drop);
        crashed.ledger().intents().ask("call-1", rows.subList(0, 3)).join();
        crashed.ledger()
                .outcomes()
                .record(List.of(rows.get(0).id()), LedgerFixture.outcome(RowStatus.INVITED), null)
                .join();
        Path copy = copyAsAfterACrash();

        try (LedgerFixture test = new LedgerFixture(copy)) {
            assertThat(test.statuses(drop))
                    .containsExactly(RowStatus.INVITED, RowStatus.UNCERTAIN, RowStatus.UNCERTAIN, RowStatus.PLANNED);
            assertThat(test.results(drop).get(1).code()).isEqualTo("UNCERTAIN");
            assertThat(test.results(drop).get(1).message()).contains("stopped");
            assertThat(test.results(drop).get(1).attempts()).isOne();
            assertThat(test.open(drop)).as("never sent again as it stands").hasSize(1);
            assertThat(test.committed("SELECT COUNT(*) FROM claims")).containsExactly("3");
        }
        crashed.close();
    }

    @Test
    void a_crash_is_made_good_in_drops_that_are_held_as_well() throws SQLException {
        try (LedgerFixture test = new LedgerFixture(home)) {
            Drop drop = test.dropOf("aa", LedgerFixture.people(3));
            List<OpenRow> rows = test.open(drop);
            test.ledger().intents().ask("call", rows.subList(0, 2)).join();
            test.ledger()
                    .outcomes()
                    .record(List.of(rows.get(0).id()), LedgerFixture.outcome(RowStatus.UNCERTAIN), null)
                    .join();
            // As the settle clock of a start that is over had it.
            test.change("UPDATE drop_rows SET ask_at = 9000000000000000000 WHERE status = 'UNCERTAIN'");
            test.ledger().holds().hold(drop, ReasonCode.NOT_ENOUGH_SEATS, "short of seats");

            test.reopen();

            assertThat(test.statuses(drop))
                    .containsExactly(RowStatus.UNCERTAIN, RowStatus.UNCERTAIN, RowStatus.PLANNED);
            assertThat(test.committed("SELECT COUNT(*) FROM drop_rows WHERE ask_at < 9000000000000000000"))
                    .containsExactly("2");
        }
    }

    @Test
    void another_api_is_refused_once_the_ledger_is_used() {
        used();

        refused("https://other.example.org")
                .withMessageContaining(LedgerFixture.API)
                .withMessageContaining("https://other.example.org")
                .withMessageContaining("invitations.api.id");
        LedgerFixture.open(home).close();
    }

    @ParameterizedTest
    @EnumSource(names = {"INVITED", "REFUSED", "UNCERTAIN"})
    void a_row_that_reached_an_api_binds_the_ledger_to_it(RowStatus status) {
        try (LedgerFixture test = new LedgerFixture(home)) {
            Drop drop = test.dropOf("aa", LedgerFixture.people(2));
            test.ask(drop);
            test.end(drop, status);
        }

        refused("https://other.example.org").withMessageContaining(LedgerFixture.API);
    }

    @Test
    void rows_that_reached_no_api_go_over_to_another_one_and_are_known_there() {
        PlannedRow[] rows = {
            LedgerFixture.row(1, "ann@example.org"),
            LedgerFixture.row(2, "bob@example.org", "bob", Map.of()),
            LedgerFixture.row(3, null, "cyd@example.org", Map.of()),
            LedgerFixture.inProgram(4, "ann@example.org", "acme+a")
        };
        try (LedgerFixture test = new LedgerFixture(home)) {
            Drop drop = test.dropOf("aa", rows);
            test.ask(drop);
            test.end(drop, RowStatus.RETRYABLE);
        }

        String other = "https://other.example.org";
        try (Ledger ledger = LedgerAccess.open(home, other, Duration.ZERO, Duration.ZERO, Clock.systemUTC())) {
            Drop first = ledger.drops().find("default", "aa").orElseThrow();
            Drop second = ledger.drops()
                    .receive("default", "bb", "more.csv", "bb/more.csv", 10)
                    .drop();
            PlanWriter plan = ledger.plan(second);
            plan.append(List.of(rows));
            second = plan.finish(List.of("email"), InputFormat.PLAIN, false, null);
            for (Drop drop : List.of(first, second)) {
                ledger.intents()
                        .ask("call-" + drop.number(), ledger.openRows().page(drop, 0, 10, Set.of()))
                        .join();
            }
            assertThat(LedgerFixture.byStatus(ledger, first)).isEqualTo(Map.of(RowStatus.INTENT, 4L));
            assertThat(LedgerFixture.byStatus(ledger, second))
                    .as("known by their keys")
                    .isEqualTo(Map.of(RowStatus.PLANNED, 4L));
        }
        refused(LedgerFixture.API).withMessageContaining(other);
    }

    @Test
    void an_unused_ledger_goes_over_to_another_api() {
        LedgerFixture.open(home).close();

        LedgerAccess.open(home, "https://other.example.org", Duration.ZERO, Duration.ZERO, Clock.systemUTC())
                .close();
        LedgerFixture.open(home).close();
    }

    @Test
    void a_ledger_without_its_key_is_refused_and_gets_no_new_one() throws IOException {
        used();
        Files.delete(key);

        refused().withMessageContaining("ledger.key").withMessageContaining("backup");
        refused().withMessageContaining("ledger.key");

        assertThat(names()).containsExactlyInAnyOrder("ledger.db", "ledger.progress");
        assertThatExceptionOfType(LedgerRefusedException.class)
                .isThrownBy(() -> LedgerAccess.openToRead(home, LedgerFixture.API))
                .withMessageContaining("ledger.key");
    }

    @Test
    void a_key_of_the_wrong_length_is_refused() throws IOException {
        used();
        Files.write(key, new byte[31]);

        refused().withMessageContaining("31 bytes, expected 32");
    }

    @Test
    void the_key_of_another_ledger_is_refused() throws IOException {
        used();
        Files.write(key, new byte[32]);

        refused().withMessageContaining("ledger.key is not the key of this ledger");
    }

    @Test
    void a_key_without_its_ledger_is_refused_and_gets_no_new_one() throws IOException {
        used();
        Files.delete(file);

        refused().withMessageContaining("ledger.db is not there").withMessageContaining("backup");
        assertThat(names()).containsExactlyInAnyOrder("ledger.key", "ledger.progress");
        assertThatExceptionOfType(LedgerRefusedException.class)
                .isThrownBy(() -> LedgerAccess.openToRead(home, LedgerFixture.API));
        assertThat(names()).containsExactlyInAnyOrder("ledger.key", "ledger.progress");
    }

    @Test
    void a_ledger_that_was_emptied_is_refused() throws IOException {
        used();
        Files.write(file, new byte[0]);

        refused().withMessageContaining("is empty");
        assertThat(file).isEmptyFile();
        assertThatExceptionOfType(LedgerRefusedException.class)
                .isThrownBy(() -> LedgerAccess.openToRead(home, LedgerFixture.API))
                .withMessageContaining("is empty");
    }

    @Test
    void a_file_that_is_no_ledger_is_refused() throws IOException {
        used();
        byte[] bytes = Files.readAllBytes(file);
        overwrite(0, 100);

        refused().withMessageContaining("cannot be opened");
        assertThat(Files.size(file)).as("nothing is repaired").isEqualTo(bytes.length);
        assertThatExceptionOfType(LedgerRefusedException.class)
                .isThrownBy(() -> LedgerAccess.openToRead(home, LedgerFixture.API));
    }

    @Test
    void a_truncated_ledger_is_refused() throws IOException {
        used();
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(channel.size() - 5_000);
        }

        refused();
    }

    @Test
    void a_ledger_damaged_in_any_page_of_an_open_drop_is_refused() throws IOException, SQLException {
        List<String> pages;
        try (LedgerFixture test = new LedgerFixture(home)) {
            test.ask(test.dropOf("aa", LedgerFixture.people(400)));
            // Not those of tables and indexes that have nothing in them yet, nor those of the audit trail, which is
            // looked at by verify.
            pages = test.committed("SELECT pageno FROM dbstat WHERE ncell > 0 AND name <> 'audit'");
        }
        assertThat(pages).hasSizeGreaterThan(20);
        byte[] whole = Files.readAllBytes(file);
        for (String page : pages) {
            Files.write(file, whole);
            overwrite((Integer.parseInt(page) - 1) * 4096L, 4096);

            refused();
        }
    }

    @Test
    void a_ledger_of_a_newer_version_is_refused() throws SQLException {
        try (LedgerFixture test = new LedgerFixture(home)) {
            test.change("PRAGMA user_version = 99");
        }

        refused().withMessageContaining("newer version").withMessageContaining("schema 99");
        assertThatExceptionOfType(LedgerRefusedException.class)
                .isThrownBy(() -> LedgerAccess.openToRead(home, LedgerFixture.API))
                .withMessageContaining("newer version");
    }

    @Test
    void a_first_start_cut_off_before_the_ledger_was_made_begins_anew() throws IOException {
        Files.write(home.resolve("ledger.key.part"), new byte[7]);

        LedgerFixture.open(home).close();

        assertThat(names()).containsExactlyInAnyOrder("ledger.db", "ledger.key", "ledger.progress");
        assertThat(key).hasSize(32);
    }

    @Test
    void a_first_start_cut_off_before_the_key_had_its_name_is_brought_to_its_end() throws IOException {
        LedgerFixture.open(home).close();
        byte[] secret = Files.readAllBytes(key);
        Files.move(key, home.resolve("ledger.key.part"));

        assertThat(LedgerAccess.openToRead(home, LedgerFixture.API)).isEmpty();
        LedgerFixture.open(home).close();

        assertThat(key).hasBinaryContent(secret);
        assertThat(names()).containsExactlyInAnyOrder("ledger.db", "ledger.key", "ledger.progress");
    }

    @Test
    void a_first_start_cut_off_with_an_empty_file_is_brought_to_its_end() throws IOException {
        Files.write(home.resolve("ledger.key.part"), new byte[32]);
        Files.createFile(file);

        LedgerFixture.open(home).close();

        assertThat(key).hasBinaryContent(new byte[32]);
    }

    @Test
    void a_home_that_cannot_be_written_is_refused() {
        Path nowhere = home.resolve("nowhere");

        assertThatExceptionOfType(LedgerRefusedException.class)
                .isThrownBy(() -> LedgerFixture.open(nowhere))
                .withMessageContaining("nowhere");
    }

    @Test
    void looking_at_a_home_without_a_ledger_makes_none() throws IOException {
        assertThat(LedgerAccess.openToRead(home, LedgerFixture.API)).isEmpty();
        assertThat(names()).isEmpty();
    }

    @Test
    void a_ledger_can_be_read_while_it_is_written() {
        try (LedgerFixture test = new LedgerFixture(home);
                Ledger reading =
                        LedgerAccess.openToRead(home, LedgerFixture.API).orElseThrow()) {
            Drop drop = test.dropOf("aa", LedgerFixture.people(2));
            assertThat(reading.drops().all()).containsExactly(drop);
            assertThat(LedgerFixture.byStatus(reading, drop)).containsEntry(RowStatus.PLANNED, 2L);

            test.ask(drop);

            assertThat(LedgerFixture.byStatus(reading, drop)).containsEntry(RowStatus.INTENT, 2L);
            assertThat(reading.openRows().page(drop, 0, 10, Set.of())).isEmpty();
        }
    }

    @Test
    void a_ledger_opened_to_be_read_cannot_be_written() {
        used();
        try (Ledger reading = LedgerAccess.openToRead(home, LedgerFixture.API).orElseThrow()) {
            Drop drop = reading.drops().all().get(0);

            assertThatExceptionOfType(NullPointerException.class)
                    .isThrownBy(() -> reading.drops().finish(drop))
                    .withMessageContaining("opened to be read");
        }
    }

    @Test
    void a_closed_ledger_cannot_be_read() {
        LedgerFixture test = new LedgerFixture(home);
        test.close();

        assertThatExceptionOfType(LedgerException.class)
                .isThrownBy(() -> test.ledger().drops().all())
                .withMessageContaining("cannot be read");
    }

    private void used() {
        try (LedgerFixture test = new LedgerFixture(home)) {
            Drop drop = test.dropOf("aa", LedgerFixture.people(400));
            test.ask(drop);
        }
    }

    private ThrowableAssertAlternative<LedgerRefusedException> refused() {
        return refused(LedgerFixture.API);
    }

    private ThrowableAssertAlternative<LedgerRefusedException> refused(String api) {
        return assertThatExceptionOfType(LedgerRefusedException.class)
                .isThrownBy(() -> LedgerAccess.open(home, api, Duration.ZERO, Duration.ZERO, Clock.systemUTC()));
    }

    private void overwrite(long from, int length) throws IOException {
        byte[] garbage = new byte[length];
        Arrays.fill(garbage, (byte) 0x5a);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(garbage), from);
        }
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(home)) {
            return files.map(path -> path.getFileName().toString()).toList();
        }
    }

    /** The files as they are on the disk at this moment, log included. */
    private Path copyAsAfterACrash() throws IOException {
        Path copy = Files.createDirectory(folder.resolve("crashed"));
        for (String name : List.of("ledger.db", "ledger.db-wal", "ledger.key", "ledger.progress")) {
            Files.copy(home.resolve(name), copy.resolve(name));
        }
        return copy;
    }
}
