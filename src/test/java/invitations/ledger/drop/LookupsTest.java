package invitations.ledger.drop;

import static org.assertj.core.api.Assertions.assertThat;

import invitations.invitation.OpenRow;
import invitations.invitation.RowStatus;
import invitations.ledger.backup.LedgerRestore;
import invitations.ledger.send.LookupRow;
import invitations.testing.LedgerFixture;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows that must be looked up right before they are sent get no intent otherwise. */
class LookupsTest {
    @TempDir
    private Path home;

    private LedgerFixture test;

    @BeforeEach
    void open() {
        test = new LedgerFixture(home);
    }

    @AfterEach
    void close() {
        test.close();
    }

    @Test
    void a_row_without_its_look_up_gets_no_intent_and_others_of_its_call_do() throws SQLException {
        Drop drop = test.dropOf("aa", LedgerFixture.people(3));
        List<OpenRow> rows = test.open(drop);
        test.change(
                "UPDATE drop_rows SET ask_first = 1 WHERE id = " + rows.get(1).id());

        assertThat(test.ledger().intents().ask("call", rows).join()).containsExactly(rows.get(0), rows.get(2));

        assertThat(test.statuses(drop)).containsExactly(RowStatus.INTENT, RowStatus.UNCHECKED, RowStatus.INTENT);
        assertThat(test.ledger().intents().sentBack()).isOne();
        assertThat(test.committed("SELECT COUNT(*) FROM claims")).containsExactly("2");
        test.ledger().settlements().free(rows.get(1).id());
        assertThat(test.ledger().intents().ask("call", List.of(rows.get(1))).join())
                .hasSize(1);
        assertThat(test.committed("SELECT looked_up FROM drop_rows WHERE looked_up IS NOT NULL"))
                .isEmpty();
    }

    @Test
    void a_look_up_that_is_too_old_does_not_count() throws SQLException {
        Drop drop = test.dropOf("aa", LedgerFixture.people(1));
        List<OpenRow> rows = test.open(drop);
        test.change("UPDATE drop_rows SET ask_first = 1, status = 'UNCHECKED'");
        test.ledger().settlements().free(rows.get(0).id());
        test.change("UPDATE drop_rows SET looked_up = looked_up - 60000");

        assertThat(test.ledger()
                        .intents()
                        .ask("call", rows, Duration.ofSeconds(59))
                        .join())
                .isEmpty();

        assertThat(test.statuses(drop)).containsExactly(RowStatus.UNCHECKED);
    }

    @Test
    void a_start_takes_no_look_up_of_an_earlier_one_for_its_own() throws SQLException {
        Drop drop = test.dropOf("aa", LedgerFixture.people(2));
        test.change("UPDATE drop_rows SET ask_first = 1, looked_up = 99999999 WHERE id = "
                + test.open(drop).get(0).id());

        test.reopen();

        assertThat(test.statuses(drop)).containsExactly(RowStatus.UNCHECKED, RowStatus.PLANNED);
    }

    @Test
    void in_a_ledger_that_was_brought_back_every_key_is_looked_up_once() throws Exception {
        Drop drop = test.dropOf("aa", LedgerFixture.people(2));
        test.close();
        LedgerRestore.Result result = new LedgerRestore(home, LedgerFixture.API, Clock.systemUTC()).mark();
        assertThat(result.drops()).isOne();
        assertThat(result.open()).isOne();
        test = new LedgerFixture(home);
        List<Long> ids = test.ledger().lookupRows().lookups(drop, 0, 9, Long.MAX_VALUE, Set.of()).stream()
                .map(LookupRow::id)
                .toList();
        assertThat(ids).hasSize(2);
        test.ledger().settlements().free(ids.get(0));
        OpenRow row = test.open(drop).get(0);
        assertThat(test.ledger().intents().ask("call", List.of(row)).join()).hasSize(1);

        test.end(drop, RowStatus.REFUSED);
        Drop later = test.dropOf("bb", LedgerFixture.people(3));

        assertThat(test.statuses(later))
                .as("the first one's key was sent since")
                .containsExactly(RowStatus.PLANNED, RowStatus.UNCHECKED, RowStatus.UNCHECKED);
        test.ledger()
                .settlements()
                .leaveToReview(
                        test.ledger()
                                .lookupRows()
                                .lookups(later, 0, 1, Long.MAX_VALUE, Set.of())
                                .get(0)
                                .id(),
                        "the API will not say");
        assertThat(test.statuses(later))
                .containsExactly(RowStatus.PLANNED, RowStatus.NEEDS_REVIEW, RowStatus.UNCHECKED);
        assertThat(test.results(later).get(1).code()).isEqualTo("CANNOT_ASK");
    }
}
