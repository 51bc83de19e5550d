package invitations.ledger.send;

import static org.assertj.core.api.Assertions.assertThat;

import invitations.invitation.OpenRow;
import invitations.invitation.Outcome;
import invitations.invitation.PlannedRow;
import invitations.invitation.ReasonCode;
import invitations.invitation.RowStatus;
import invitations.ledger.drop.Drop;
import invitations.ledger.report.ResultRow;
import invitations.testing.LedgerFixture;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What asking the API makes of rows in doubt. */
class SettlementWriterTest {
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
    void the_first_absence_waits_and_the_second_one_proves_it() throws SQLException {
        Drop drop = uncertain(ReasonCode.UNCERTAIN, LedgerFixture.row(1, "ann@example.org", "ann", Map.of()));

        absent(drop);

        assertThat(test.statuses(drop)).containsExactly(RowStatus.UNCERTAIN);
        assertThat(test.committed("SELECT absences FROM drop_rows")).containsExactly("1");
        assertThat(test.committed("SELECT COUNT(*) FROM claims")).containsExactly("2");
        assertThat(test.ask(drop)).isEmpty();

        absent(drop);

        assertThat(test.statuses(drop)).containsExactly(RowStatus.RETRYABLE);
        assertThat(test.committed("SELECT COUNT(*) FROM claims")).containsExactly("0");
        assertThat(test.results(drop).get(0).attempts()).isOne();
        assertThat(test.open(drop)).singleElement().satisfies(row -> assertThat(row.isSentAgain())
                .isTrue());
    }

    @Test
    void what_was_proved_of_one_attempt_proves_nothing_of_the_next() throws SQLException {
        Drop drop = uncertain(ReasonCode.UNCERTAIN, LedgerFixture.people(1));
        absent(drop);
        absent(drop);
        test.ask(drop);
        end(drop, ReasonCode.UNCERTAIN);

        absent(drop);

        assertThat(test.statuses(drop)).containsExactly(RowStatus.UNCERTAIN);
        assertThat(test.committed("SELECT absences FROM drop_rows")).containsExactly("1");
    }

    @Test
    void each_absence_is_noted_with_the_attempt_that_it_speaks_of() throws SQLException {
        Drop drop = uncertain(ReasonCode.UNCERTAIN, LedgerFixture.people(1));
        absent(drop);
        absent(drop);
        test.ask(drop);
        end(drop, ReasonCode.UNCERTAIN);
        absent(drop);

        assertThat(test.committed("SELECT intent || ' ' || event FROM row_events ORDER BY at, intent"))
                .containsExactly("1 ABSENT", "1 ABSENT", "2 ABSENT");
    }

    @Test
    void after_six_attempts_it_is_given_up() throws SQLException {
        Drop drop = test.dropOf("aa", LedgerFixture.people(1));
        for (int attempt = 1; attempt <= 6; attempt++) {
            assertThat(test.ask(drop)).as("attempt " + attempt).hasSize(1);
            end(drop, ReasonCode.UNCERTAIN);
            absent(drop);
            absent(drop);
        }

        ResultRow row = test.results(drop).get(0);
        assertThat(row.status()).isEqualTo(RowStatus.UNPROCESSED);
        assertThat(row.code()).isEqualTo("ATTEMPTS_EXHAUSTED");
        assertThat(row.message()).isEqualTo("sent 6 times, and the API has no invitation: because");
        assertThat(row.attempts()).isEqualTo(SettlementWriter.MOST_ATTEMPTS);
        assertThat(test.committed("SELECT COUNT(*) FROM claims")).containsExactly("0");
        assertThat(test.open(drop)).isEmpty();
    }

    @Test
    void calls_that_were_not_sent_are_no_attempts() {
        Drop drop = test.dropOf("aa", LedgerFixture.people(1));
        for (int time = 1; time <= 8; time++) {
            test.ask(drop);
            test.end(drop, RowStatus.RETRYABLE);
        }
        test.ask(drop);
        end(drop, ReasonCode.UNCERTAIN);
        absent(drop);
        absent(drop);

        assertThat(test.statuses(drop)).containsExactly(RowStatus.RETRYABLE);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 6})
    void a_no_of_the_api_counts_when_the_row_is_absent(int attempts) throws SQLException {
        Drop drop = test.dropOf("aa", LedgerFixture.people(1));
        for (int attempt = 1; attempt < attempts; attempt++) {
            test.ask(drop);
            end(drop, ReasonCode.UNCERTAIN);
            absent(drop);
            absent(drop);
        }
        test.ask(drop);
        Outcome no = new Outcome(RowStatus.UNCERTAIN, ReasonCode.REFUSED_BY_API, "No seat is left.", 409, null);
        test.ledger().outcomes().record(ids(drop), no, null).join();

        absent(drop);
        assertThat(test.statuses(drop)).containsExactly(RowStatus.UNCERTAIN);
        absent(drop);

        ResultRow row = test.results(drop).get(0);
        assertThat(row.status()).isEqualTo(RowStatus.REFUSED);
        assertThat(row.code()).isEqualTo("REFUSED_BY_API");
        assertThat(row.message()).isEqualTo("No seat is left.");
        assertThat(row.http()).isEqualTo(409);
        assertThat(test.committed("SELECT COUNT(*) FROM claims")).containsExactly("0");
    }

    @ParameterizedTest
    @CsvSource({"UNCERTAIN, SINGLE", "BATCH_REFUSED, BULK"})
    void a_row_goes_by_itself_unless_its_batch_was_refused_for_several_reasons(ReasonCode code, String operation)
            throws SQLException {
        Drop drop = uncertain(
                code,
                LedgerFixture.inProgram(1, "ann@example.org", "acme+a"),
                LedgerFixture.inProgram(2, "bob@example.org", "acme+b"));

        absent(drop);
        absent(drop);

        assertThat(test.statuses(drop)).containsOnly(RowStatus.RETRYABLE);
        assertThat(test.committed("SELECT operation FROM drop_rows")).containsExactly(operation, operation);
    }

    @Test
    void a_row_that_was_found_is_invited() throws SQLException {
        Drop drop = uncertain(ReasonCode.UNCERTAIN, LedgerFixture.people(3));

        test.ledger().settlements().found(ids(drop).get(0), "77");
        test.ledger().settlements().found(ids(drop).get(2), null);

        assertThat(test.statuses(drop)).containsExactly(RowStatus.INVITED, RowStatus.UNCERTAIN, RowStatus.INVITED);
        assertThat(test.results(drop)).extracting(ResultRow::remoteId).containsExactly("77", null, null);
        assertThat(test.results(drop))
                .extracting(ResultRow::message)
                .containsExactly("found on asking", "because", "found on asking");
        assertThat(test.results(drop)).extracting(ResultRow::code).containsExactly(null, "UNCERTAIN", null);
        assertThat(test.committed("SELECT COUNT(*) FROM claims")).containsExactly("3");
        assertThat(test.committed("SELECT COUNT(*) FROM drop_rows WHERE ask_at IS NOT NULL"))
                .containsExactly("1");
    }

    @Test
    void a_row_that_was_found_after_an_absence_is_invited() {
        Drop drop = uncertain(ReasonCode.UNCERTAIN, LedgerFixture.people(1));
        absent(drop);

        test.ledger().settlements().found(ids(drop).get(0), "77");

        assertThat(test.statuses(drop)).containsExactly(RowStatus.INVITED);
    }

    @Test
    void whom_the_api_had_invited_keeps_the_claim() throws SQLException {
        Drop drop = uncertain(ReasonCode.UNCERTAIN, LedgerFixture.people(1));

        test.ledger().settlements().foundAnother(ids(drop).get(0), "5", "made in May");

        ResultRow row = test.results(drop).get(0);
        assertThat(row.status()).isEqualTo(RowStatus.ALREADY_INVITED);
        assertThat(row.code()).isEqualTo("ALREADY_INVITED");
        assertThat(row.message()).isEqualTo("made in May");
        assertThat(row.remoteId()).isEqualTo("5");
        assertThat(test.committed("SELECT COUNT(*) FROM claims")).containsExactly("1");
    }

    @Test
    void what_the_api_cannot_say_is_left_to_a_person_with_its_claim() throws SQLException {
        Drop drop = uncertain(ReasonCode.REFUSED_BY_API, LedgerFixture.people(1));

        test.ledger().settlements().leaveToReview(ids(drop).get(0), "look there");

        ResultRow row = test.results(drop).get(0);
        assertThat(row.status()).isEqualTo(RowStatus.NEEDS_REVIEW);
        assertThat(row.code()).isEqualTo("UNCERTAIN");
        assertThat(row.message()).isEqualTo("look there");
        assertThat(row.http()).as("what the call was answered").isEqualTo(500);
        assertThat(test.committed("SELECT COUNT(*) FROM claims")).containsExactly("1");
    }

    @ParameterizedTest
    @EnumSource(
            value = RowStatus.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"UNCERTAIN", "UNCHECKED"})
    void nothing_changes_a_row_that_is_not_in_doubt(RowStatus status) throws SQLException {
        Drop drop = uncertain(ReasonCode.UNCERTAIN, LedgerFixture.people(1));
        absent(drop);
        test.change("UPDATE drop_rows SET status = '" + status + "'");
        test.change("DELETE FROM row_events");
        String all = "SELECT (SELECT COUNT(*) FROM claims) || (SELECT COUNT(*) FROM row_events) || status || code"
                + " || message || operation || absences || at || COALESCE(remote_id, '') || ask_at FROM drop_rows";
        List<String> before = test.committed(all);
        SettlementWriter settlements = test.ledger().settlements();
        List<BiConsumer<Long, String>> changes = List.of(
                settlements::found,
                (row, text) -> settlements.foundAnother(row, text, text),
                settlements::leaveToReview,
                (row, text) -> settlements.absent(row),
                (row, text) -> settlements.later(row),
                (row, text) -> settlements.later(drop, "platform", "acme"));

        for (BiConsumer<Long, String> change : changes) {
            change.accept(ids(drop).get(0), "late");

            assertThat(test.committed(all)).isEqualTo(before);
        }
    }

    private Drop uncertain(ReasonCode code, PlannedRow... rows) {
        Drop drop = test.dropOf("aa", rows);
        List<OpenRow> asked = test.ask(drop);
        assertThat(asked).hasSize(rows.length);
        end(drop, code);
        return drop;
    }

    private void end(Drop drop, ReasonCode code) {
        Outcome outcome = new Outcome(RowStatus.UNCERTAIN, code, "because", 500, null);
        test.ledger().outcomes().record(ids(drop), outcome, null).join();
    }

    private void absent(Drop drop) {
        ids(drop).forEach(test.ledger().settlements()::absent);
    }

    private List<Long> ids(Drop drop) {
        return test.results(drop).stream().map(ResultRow::id).toList();
    }
}
