package invitations.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import invitations.invitation.RowStatus;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The trail of who did what. */
class AuditTest {
    @TempDir
    Path home;

    @Test
    void the_life_of_a_drop_is_in_the_trail_without_an_address() {
        try (TestLedger test = new TestLedger(home)) {
            test.ledger().audit().started("ONCE", "abc123");
            Drop drop = test.dropOf("content-hash", TestLedger.people(2));
            test.ask(drop);
            test.end(drop, RowStatus.INVITED);
            test.ledger().drops().finish(drop);
            test.ledger().drops().reported(drop);

            List<Audit.Entry> entries = new ArrayList<>();
            test.ledger().audit().each(entries::add);

            assertThat(entries).extracting(Audit.Entry::event).containsExactly("STARTED", "RECEIVED", "REPORTED");
            assertThat(entries.get(0).details()).contains("abc123");
            assertThat(entries.get(1).details()).contains("content-hash").contains("\"feed\":\"default\"");
            assertThat(entries.get(2).details()).contains("\"INVITED\":2");
            assertThat(entries)
                    .noneSatisfy(entry -> assertThat(entry.toString()).contains("@example"));
            assertThat(test.ledger().audit().firstBroken()).isNull();
        }
    }

    @Test
    void the_chain_goes_on_after_a_restart() {
        try (TestLedger test = new TestLedger(home)) {
            test.ledger().audit().started("ONCE", "a");
            test.reopen();
            test.ledger().audit().started("WATCH", "b");

            assertThat(test.ledger().audit().firstBroken()).isNull();
        }
    }
}
