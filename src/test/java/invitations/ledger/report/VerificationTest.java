package invitations.ledger.report;

import static org.assertj.core.api.Assertions.assertThat;

import invitations.invitation.RowStatus;
import invitations.ledger.drop.Drop;
import invitations.testing.LedgerFixture;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The promise, held against the ledger: it holds for what the program does, and not for what it must not do. */
class VerificationTest {
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
    void an_empty_ledger_and_a_planned_drop_keep_the_promise() {
        Verification.Statement statement = statement();

        assertThat(statement.findings()).isEmpty();
        assertThat(statement.holds()).isTrue();
        assertThat(statement.counts())
                .containsAllEntriesOf(Map.of("drops", 1L, "rows", 3L, "keys", 3L, "intents", 0L, "open", 3L));
    }

    @Test
    void what_was_put_off_or_proved_absent_or_invited_keeps_it() {
        test.ask(drop);
        test.end(drop, RowStatus.RETRYABLE);
        test.ask(drop);
        test.end(drop, RowStatus.UNCERTAIN);
        test.results(drop).forEach(row -> {
            test.ledger().settlements().absent(row.id());
            test.ledger().settlements().absent(row.id());
        });
        assertThat(test.statuses(drop)).containsOnly(RowStatus.RETRYABLE);
        assertThat(statement().findings()).isEmpty();
        test.ask(drop);
        test.end(drop, RowStatus.INVITED);

        assertThat(statement().findings()).isEmpty();
        assertThat(statement().counts())
                .containsAllEntriesOf(
                        Map.of("intents", 9L, "sent_again", 3L, "not_sent", 3L, "absences", 6L, "invited", 3L));
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "UPDATE drop_rows SET intents = 2 WHERE line = 3 | line 3 (INVITED) was sent again without a proof",
                "DELETE FROM drop_rows WHERE line = 3 | the file has 3 rows, the ledger 2",
                "UPDATE drop_rows SET status = 'PLANNED' WHERE line = 3 | line 3 (PLANNED) has not ended",
                "UPDATE drop_rows SET intents = 0 WHERE line = 3 | line 3 (INVITED) ended without a call",
                "DELETE FROM claims WHERE row IN (SELECT id FROM drop_rows WHERE line = 3)"
                        + " | line 3 (INVITED) does not hold its person's claim",
                "UPDATE drop_rows SET key1 = (SELECT key1 FROM drop_rows WHERE line = 2) WHERE line = 3"
                        + " | the same person may have been invited by 2 rows",
                "UPDATE drop_rows SET status = 'SKIPPED' WHERE line = 3"
                        + " | line 3 (SKIPPED) holds a claim, though it speaks for nobody",
                "UPDATE audit SET who = 'somebody else' WHERE id = 2 | entry 2 of the audit trail",
                "DELETE FROM audit WHERE id = 1 | entry 2 of the audit trail"
            })
    void what_breaks_the_promise_is_found(String damage, String finding) throws SQLException {
        test.ask(drop);
        test.end(drop, RowStatus.INVITED);
        test.ledger().drops().finish(drop);
        test.ledger().drops().reported(drop);
        assertThat(statement().findings()).isEmpty();

        test.change(damage);

        assertThat(statement().holds()).isFalse();
        assertThat(statement().findings()).anySatisfy(found -> assertThat(found).contains(finding));
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "UPDATE drop_rows SET status = 'LOST' WHERE line = 3 | line 3 (LOST) has a status that there is not",
                "UPDATE drop_rows SET status = 'RETRYABLE', intents = 0 WHERE line = 3"
                        + " | line 3 (RETRYABLE) ended without a call",
                "UPDATE drops SET planned_at = NULL | line 3 (INVITED) was sent or looked up, though its drop was never",
                "INSERT INTO row_events (row, intent, event, at) SELECT id, 2, 'NOT_SENT', 0 FROM drop_rows WHERE line = 3"
                        + " | line 3 (INVITED) has an event of a call that was never made",
                "INSERT INTO row_events (row, intent, event, at) SELECT id, 0, 'ABSENT', 0 FROM drop_rows WHERE line = 3"
                        + " | line 3 (INVITED) has an event of a call that was never made",
                "INSERT INTO row_events (row, intent, event, at) SELECT id, 1, 'NOT_SENT', 0 FROM drop_rows WHERE line = 3"
                        + " | line 3 (INVITED) counts as sent, though its last call was not sent",
                "INSERT INTO row_events (row, intent, event, at) SELECT id, 1, 'REFUSED', 0 FROM drop_rows WHERE line = 3"
                        + " | line 3 (INVITED) counts as sent, though its last call was not sent, or was refused",
                "INSERT INTO row_events (row, intent, event, at) SELECT id + 7, 1, 'ABSENT', 0 FROM drop_rows WHERE line = 3"
                        + " | a call was made for record 9, which the ledger does not have"
            })
    void a_row_to_which_no_transition_leads_is_found(String damage, String finding) throws SQLException {
        test.ask(drop);
        test.end(drop, RowStatus.INVITED);
        test.ledger().drops().finish(drop);
        assertThat(statement().findings()).isEmpty();

        test.change(damage);

        assertThat(statement().findings()).anySatisfy(found -> assertThat(found).contains(finding));
    }

    @Test
    void one_absence_is_no_proof() throws SQLException {
        test.ask(drop);
        test.end(drop, RowStatus.UNCERTAIN);
        List<ResultRow> rows = test.results(drop);
        rows.forEach(row -> test.ledger().settlements().absent(row.id()));

        test.change("UPDATE drop_rows SET status = 'RETRYABLE'");

        assertThat(statement().findings()).hasSize(3).allSatisfy(finding -> assertThat(finding)
                .contains("was sent again without a proof"));
    }

    @Test
    void only_the_chosen_drops_are_looked_at() throws SQLException {
        Drop other = test.dropOf("bb", LedgerFixture.row(1, "zoe@example.org"));
        test.change("UPDATE drop_rows SET intents = 1");

        assertThat(test.ledger().verification().of(Set.of(other.id())).findings())
                .isNotEmpty()
                .allSatisfy(finding -> assertThat(finding).contains(other.id()));
    }

    private Verification.Statement statement() {
        return test.ledger().verification().of(Set.of());
    }
}
