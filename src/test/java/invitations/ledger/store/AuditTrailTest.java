package invitations.ledger.store;

import static org.assertj.core.api.Assertions.assertThat;

import invitations.invitation.RowStatus;
import invitations.ledger.Ledger;
import invitations.ledger.LedgerAccess;
import invitations.ledger.drop.Drop;
import invitations.testing.LedgerFixture;
import invitations.testing.LedgerOfSchema1;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The trail of who did what. */
class AuditTrailTest {
    @TempDir
    Path home;

    @Test
    void the_life_of_a_drop_is_in_the_trail_without_an_address() {
        try (LedgerFixture test = new LedgerFixture(home)) {
            test.ledger().audit().started("ONCE", "abc123");
            Drop drop = test.dropOf("content-hash", LedgerFixture.people(2));
            test.ask(drop);
            test.end(drop, RowStatus.INVITED);
            test.ledger().drops().finish(drop);
            test.ledger().drops().reported(drop);

            List<AuditTrail.Entry> entries = new ArrayList<>();
            test.ledger().audit().each(entries::add);

            assertThat(entries).extracting(AuditTrail.Entry::event).containsExactly("STARTED", "RECEIVED", "REPORTED");
            assertThat(entries.get(0).details()).contains("abc123");
            assertThat(entries.get(1).details()).contains("content-hash").contains("\"feed\":\"default\"");
            assertThat(entries.get(2).details()).contains("\"INVITED\":2");
            assertThat(entries)
                    .noneSatisfy(entry -> assertThat(entry.toString()).contains("@example"));
            assertThat(test.ledger().audit().findings()).isEmpty();
        }
    }

    @Test
    void the_chain_goes_on_after_a_restart() {
        try (LedgerFixture test = new LedgerFixture(home)) {
            test.ledger().audit().started("ONCE", "a");
            test.reopen();
            test.ledger().audit().started("WATCH", "b");

            assertThat(test.ledger().audit().findings()).isEmpty();
        }
    }

    /** What somebody may do who can write the file, and has not its key. */
    @ParameterizedTest(name = "{1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "DELETE FROM audit WHERE id = 3 | the audit trail has 2 entries, and 3 were written",
                "DELETE FROM audit WHERE id >= 2 | the audit trail has 1 entries, and 3 were written",
                "DELETE FROM audit | the audit trail has 0 entries, and 3 were written",
                "UPDATE audit SET hash = 'aa' WHERE id = 3 | entry 3 of the audit trail is not as it was written",
                "UPDATE audit SET at = at + 1 WHERE id = 3 | entry 3 of the audit trail is not as it was written",
                "DELETE FROM meta WHERE name = 'audit_seal' | the seal of the audit trail is missing",
                "UPDATE meta SET value = '4 3 x x' WHERE name = 'audit_seal' | the seal of the audit trail is missing",
                "UPDATE meta SET value = '1 1 a b' WHERE name = 'audit_seal' | or was not made with this ledger.key",
                "UPDATE meta SET value = 'x' WHERE name = 'audit_seal' | the seal of the audit trail is missing",
                "UPDATE meta SET value = 'a b c d' WHERE name = 'audit_seal' | the seal of the audit trail is missing"
            })
    void what_is_done_without_the_key_is_found_then_and_later(String damage, String finding) throws SQLException {
        try (LedgerFixture test = new LedgerFixture(home)) {
            three(test);
            assertThat(test.ledger().audit().findings()).isEmpty();

            test.change(damage);

            assertThat(test.ledger().audit().findings())
                    .anySatisfy(found -> assertThat(found).contains(finding));
            test.reopen();
            test.ledger().audit().started("ONCE", "later");
            assertThat(test.ledger().audit().findings())
                    .as("what is added later hides nothing")
                    .isNotEmpty();
            assertThat(test.ledger().verification().of(Set.of()).holds()).isFalse();
        }
    }

    @Test
    void a_chain_that_was_made_anew_by_the_plain_hashes_of_before_is_found() throws Exception {
        try (LedgerFixture test = new LedgerFixture(home)) {
            three(test);
            test.change("UPDATE audit SET who = 'somebody else' WHERE id = 2");
            LedgerOfSchema1.rehash(home, 3);

            assertThat(test.ledger().audit().findings())
                    .contains("entry 1 of the audit trail is not as it was written");
        }
    }

    @Test
    void the_chain_of_a_ledger_of_schema_1_is_taken_over_and_sealed_from_then_on() throws Exception {
        LedgerOfSchema1.make(home, 3);
        try (Ledger read = LedgerAccess.openToRead(home).orElseThrow()) {
            assertThat(read.audit().findings())
                    .as("read only, before it is migrated")
                    .isEmpty();
        }
        try (LedgerFixture test = new LedgerFixture(home)) {
            assertThat(test.ledger().audit().findings()).isEmpty();
            List<AuditTrail.Entry> entries = new ArrayList<>();
            test.ledger().audit().each(entries::add);
            assertThat(entries)
                    .extracting(AuditTrail.Entry::event)
                    .containsExactly("STARTED", "STARTED", "STARTED", "SEALED");
            assertThat(entries.get(3).details()).isEqualTo("{\"entries\":3}");
            test.ledger().audit().started("ONCE", "d");
            assertThat(test.ledger().audit().findings()).isEmpty();

            test.change("UPDATE audit SET who = 'somebody else' WHERE id = 2");
            LedgerOfSchema1.rehash(home, 3);
            assertThat(test.ledger().audit().findings())
                    .as("also with the plain part made anew")
                    .containsExactly("entry 4 of the audit trail is not as it was written");
        }
    }

    @Test
    void a_chain_of_schema_1_that_was_broken_before_stays_so() throws Exception {
        LedgerOfSchema1.make(home, 3);
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + home.resolve("ledger.db"));
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("UPDATE audit SET who = 'somebody else' WHERE id = 2");
        }
        try (LedgerFixture test = new LedgerFixture(home)) {
            assertThat(test.ledger().audit().findings())
                    .containsExactly("entry 2 of the audit trail is not as it was written");
        }
    }

    private static void three(LedgerFixture test) {
        for (String configuration : List.of("a", "b", "c")) {
            test.ledger().audit().started("ONCE", configuration);
        }
    }
}
