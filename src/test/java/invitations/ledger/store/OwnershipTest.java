package invitations.ledger.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import invitations.invitation.OpenRow;
import invitations.invitation.RowStatus;
import invitations.ledger.Ledger;
import invitations.ledger.drop.Drop;
import invitations.testing.LedgerFixture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who owns a ledger, and what becomes of an instance whose place was taken. */
class OwnershipTest {
    @TempDir
    Path home;

    private LedgerFixture test;
    private Drop drop;

    @BeforeEach
    void open() {
        test = new LedgerFixture(home);
        drop = test.dropOf("aa", LedgerFixture.people(3));
    }

    @AfterEach
    void close() {
        test.close();
    }

    @Test
    void an_instance_whose_place_was_taken_gets_no_intent() throws SQLException {
        List<OpenRow> open = test.open(drop);
        test.change("UPDATE meta SET value = 'another instance' WHERE name = 'instance'");

        assertThatExceptionOfType(CompletionException.class)
                .isThrownBy(() -> test.ledger().intents().ask("call", open).join())
                .withCauseInstanceOf(OwnershipLostException.class);
        assertThat(test.committed("SELECT DISTINCT status FROM drop_rows")).containsExactly("PLANNED");
        assertThat(test.committed("SELECT COUNT(*) FROM claims")).containsExactly("0");
    }

    @Test
    void nor_does_it_write_an_outcome_or_anything_else() throws SQLException {
        test.ask(drop);
        test.change("UPDATE meta SET value = 'another instance' WHERE name = 'instance'");

        assertThatExceptionOfType(CompletionException.class)
                .isThrownBy(() -> test.end(drop, RowStatus.INVITED))
                .withCauseInstanceOf(OwnershipLostException.class);
        assertThatExceptionOfType(OwnershipLostException.class)
                .isThrownBy(() -> test.ledger().drops().release(drop, "--yes"))
                .withMessageContaining("another instance has taken over the home");
        assertThat(test.committed("SELECT DISTINCT status FROM drop_rows")).containsExactly("INTENT");
    }

    @Test
    void the_next_one_to_open_it_takes_it_and_the_one_before_ends() {
        try (Ledger next = LedgerFixture.open(home)) {
            assertThatExceptionOfType(OwnershipLostException.class)
                    .isThrownBy(() -> test.ledger().drops().release(drop, "--yes"));
            assertThat(next.drops().release(drop, "--yes").id()).isEqualTo(drop.id());
        }
    }

    @Test
    void the_end_of_one_that_lost_it_does_not_let_the_next_one_in() throws SQLException {
        String process = test.committed("SELECT value FROM meta WHERE name = 'instance_process'")
                .get(0);
        test.change("UPDATE meta SET value = 'another instance' WHERE name = 'instance'");

        test.close();

        assertThat(test.committed("SELECT value FROM meta WHERE name = 'instance_process'"))
                .containsExactly(process);
        test = new LedgerFixture(home);
    }

    @Test
    void intents_of_a_process_that_is_alive_are_left_alone() throws Exception {
        test.ask(drop);
        test.close();
        Process other = new ProcessBuilder("sleep", "60").start();
        try {
            ownedBy(new ProcessIdentity(ProcessIdentity.current().machine(), other.pid(), started(other.pid())));

            assertThatExceptionOfType(LedgerInUseException.class)
                    .isThrownBy(() -> LedgerFixture.open(home))
                    .withMessageContaining("process " + other.pid());
            assertThat(test.committed("SELECT DISTINCT status FROM drop_rows")).containsExactly("INTENT");
        } finally {
            other.destroyForcibly().waitFor();
        }

        test = new LedgerFixture(home);
        assertThat(test.statuses(drop)).as("of one that has ended").containsOnly(RowStatus.UNCERTAIN);
    }

    @Test
    void a_process_of_another_boot_or_another_time_is_not_alive() throws Exception {
        test.close();
        ProcessIdentity self = ProcessIdentity.current();
        long parent = ProcessHandle.current().parent().orElseThrow().pid();
        long start = started(parent);
        for (ProcessIdentity gone : List.of(
                new ProcessIdentity("another-boot/pid:[1]", parent, start),
                new ProcessIdentity(self.machine(), parent, start + 1),
                new ProcessIdentity(self.machine(), parent, -1),
                new ProcessIdentity("-", parent, start))) {
            assertThat(gone.isAlive()).as("%s", gone).isFalse();
            ownedBy(gone);
            LedgerFixture.open(home).close();
        }
        assertThat(new ProcessIdentity(self.machine(), parent, start).isAlive()).isTrue();
        assertThat(ProcessIdentity.parse(self.toString())).contains(self);
        assertThat(ProcessIdentity.parse("no process")).isEmpty();
        assertThat(ProcessIdentity.parse("a b c")).isEmpty();
        test = new LedgerFixture(home);
    }

    @Test
    void the_owner_of_the_original_does_not_own_a_copy() throws Exception {
        test.close();
        long parent = ProcessHandle.current().parent().orElseThrow().pid();
        ownedBy(new ProcessIdentity(ProcessIdentity.current().machine(), parent, started(parent)));
        Path copy = Files.createDirectory(home.resolve("copy"));
        for (String name : List.of("ledger.db", "ledger.key", "ledger.progress")) {
            Files.copy(home.resolve(name), copy.resolve(name));
        }

        LedgerFixture.open(copy).close();
        ownedBy(new ProcessIdentity("-", 1, 1));
        test = new LedgerFixture(home);
    }

    @Test
    void a_look_right_before_a_request_is_taken_again_when_it_is_old() throws SQLException {
        AtomicLong nanos = new AtomicLong();
        test.close();
        AuditSeal seal = new AuditSeal(new byte[32]);
        try (Database database = Database.openBeside(home.resolve("ledger.db"), seal, nanos::get)) {
            Ownership ownership = Ownership.take(database, home.resolve("ledger.db"), nanos::get);
            test.change("UPDATE meta SET value = 'another instance' WHERE name = 'instance'");
            nanos.set(100_000_000);
            ownership.check(database);
            nanos.set(100_000_001);
            assertThatExceptionOfType(OwnershipLostException.class).isThrownBy(() -> ownership.check(database));
            nanos.set(0);
            assertThatExceptionOfType(OwnershipLostException.class)
                    .as("for good")
                    .isThrownBy(() -> ownership.check(database));
        }
        test = new LedgerFixture(home);
    }

    private void ownedBy(ProcessIdentity process) throws SQLException {
        Object key;
        try {
            key = Files.getAttribute(home.resolve("ledger.db"), "basic:fileKey");
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        test.change(
                "INSERT OR REPLACE INTO meta (name, value) VALUES ('instance_process', '" + key + " " + process + "')");
    }

    private static long started(long pid) throws IOException {
        String stat = Files.readString(Path.of("/proc", String.valueOf(pid), "stat"));
        return Long.parseLong(stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1)[19]);
    }
}
