package invitations.ledger.store;

import static org.assertj.core.api.Assertions.assertThat;

import invitations.testing.LedgerFixture;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.BusyHandler;

/** Two processes that write one ledger. */
class StatementsTest {
    @TempDir
    Path home;

    @Test
    void the_first_transaction_of_a_connection_waits_while_another_one_writes() throws Exception {
        Path file = home.resolve("ledger.db");
        new LedgerFixture(home).close();
        try (Connection writing = Database.connect(file);
                Connection waiting = Database.connect(file)) {
            writing.setAutoCommit(false);
            new Statements(writing).begin();
            AtomicInteger waits = new AtomicInteger();
            BusyHandler.setHandler(waiting, new BusyHandler() {
                @Override
                protected int callback(int before) throws SQLException {
                    waits.incrementAndGet();
                    writing.commit();
                    return 1;
                }
            });
            waiting.setAutoCommit(false);
            Statements statements = new Statements(waiting);

            statements.begin();
            statements.commit();

            assertThat(waits).hasValue(1);
        }
    }
}
