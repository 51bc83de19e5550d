package invitations.ledger.send;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import invitations.invitation.OpenRow;
import invitations.invitation.Outcome;
import invitations.invitation.ReasonCode;
import invitations.invitation.RowStatus;
import invitations.ledger.drop.Drop;
import invitations.ledger.operate.Decisions;
import invitations.ledger.report.ResultRow;
import invitations.testing.LedgerFixture;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class OutcomesTest {
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
    void an_outcome_is_kept_whole() {
        Drop drop = test.dropOf("aa", LedgerFixture.people(1));
        test.ask(drop);

        int recorded =
                record(drop, new Outcome(RowStatus.REFUSED, ReasonCode.REFUSED_BY_API, "no such platform", 404, "7"));

        assertThat(recorded).isOne();
        ResultRow row = test.results(drop).get(0);
        assertThat(row.status()).isEqualTo(RowStatus.REFUSED);
        assertThat(row.code()).isEqualTo("REFUSED_BY_API");
        assertThat(row.message()).isEqualTo("no such platform");
        assertThat(row.http()).isEqualTo(404);
        assertThat(row.remoteId()).isEqualTo("7");
        assertThat(row.attempts()).isOne();
        assertThat(row.at()).isNotNull();
    }

    @Test
    void a_row_that_is_left_out_right_before_its_call_claims_nobody_any_more() throws SQLException {
        Drop drop = test.dropOf("aa", LedgerFixture.people(1));
        test.ask(drop);
        test.end(drop, RowStatus.NEEDS_REVIEW);
        test.ledger().decisions().decide(drop, 2, Decisions.Verdict.SEND_AGAIN, "ops");

        test.ledger().outcomes().leaveOut(List.of(test.results(drop).get(0).id()), ReasonCode.SUPPRESSED, "opted out");

        assertThat(test.statuses(drop)).containsExactly(RowStatus.SKIPPED);
        assertThat(test.committed("SELECT COUNT(*) FROM claims")).containsExactly("0");
    }

    @ParameterizedTest
    @CsvSource({
        "INVITED, 1",
        "ALREADY_INVITED, 1",
        "NEEDS_REVIEW, 1",
        "UNCERTAIN, 1",
        "RETRYABLE, 0",
        "REFUSED, 0",
        "UNPROCESSED, 0",
    })
    void the_claim_stays_unless_the_person_is_surely_not_invited(RowStatus status, String claims) throws SQLException {
        Drop drop = test.dropOf("aa", LedgerFixture.people(1));
        test.ask(drop);

        test.end(drop, status);

        assertThat(test.statuses(drop)).containsExactly(status);
        assertThat(test.committed("SELECT COUNT(*) FROM claims")).containsExactly(claims);
    }

    @Test
    void both_claims_of_a_refused_row_are_given_back_and_no_others() throws SQLException {
        Drop drop = test.dropOf(
                "aa", LedgerFixture.row(1, "ann@example.org", "ann", Map.of()), LedgerFixture.row(2, "b@x.org"));
        List<OpenRow> rows = test.ask(drop);
        assertThat(test.committed("SELECT COUNT(*) FROM claims")).containsExactly("3");

        test.ledger()
                .outcomes()
                .record(List.of(rows.get(0).id()), LedgerFixture.outcome(RowStatus.REFUSED), null)
                .join();

        assertThat(test.committed("SELECT row FROM claims"))
                .containsExactly(Long.toString(rows.get(1).id()));
    }

    @Test
    void a_call_that_did_not_arrive_is_no_attempt_and_the_row_may_be_sent_again() {
        Drop drop = test.dropOf("aa", LedgerFixture.people(1));
        test.ask(drop);

        test.end(drop, RowStatus.RETRYABLE);

        assertThat(test.results(drop).get(0).attempts()).isZero();
        assertThat(test.ask(drop)).hasSize(1);
        test.end(drop, RowStatus.INVITED);
        assertThat(test.results(drop).get(0).attempts()).isOne();
    }

    @ParameterizedTest
    @EnumSource(
            value = RowStatus.class,
            names = {"INVITED", "REFUSED", "NEEDS_REVIEW", "ALREADY_INVITED", "UNPROCESSED"})
    void what_has_ended_stays_as_it_is(RowStatus status) throws SQLException {
        Drop drop = test.dropOf("aa", LedgerFixture.people(1));
        test.ask(drop);
        test.end(drop, status);
        List<String> claims = test.committed("SELECT row FROM claims");
        ResultRow before = test.results(drop).get(0);

        for (RowStatus late : List.of(RowStatus.REFUSED, RowStatus.RETRYABLE, RowStatus.INVITED)) {
            assertThat(record(drop, LedgerFixture.outcome(late))).isZero();
        }

        assertThat(test.results(drop)).containsExactly(before);
        assertThat(test.committed("SELECT row FROM claims")).isEqualTo(claims);
    }

    @Test
    void the_answer_to_a_bulk_call_is_kept_in_the_apis_own_words() {
        Drop drop = test.dropOf("aa", LedgerFixture.people(3));
        test.ask(drop);
        Outcomes.BulkAnswer answer = new Outcomes.BulkAnswer("call-1", 3, 1, List.of("SEAT \"LIMIT\"", "ü"));

        test.ledger()
                .outcomes()
                .record(ids(drop), LedgerFixture.outcome(RowStatus.UNCERTAIN), answer)
                .join();

        assertThat(test.ledger().results().bulkAnswers(drop)).containsExactly(answer);
        assertThat(test.ledger().results().bulkAnswers(test.dropOf("bb"))).isEmpty();
    }

    @Test
    void an_answer_without_rows_is_nobodys() {
        test.ledger()
                .outcomes()
                .record(
                        List.of(),
                        LedgerFixture.outcome(RowStatus.INVITED),
                        new Outcomes.BulkAnswer("call-1", 0, 0, List.of()))
                .join();

        assertThat(test.ledger().results().bulkAnswers(test.dropOf("aa"))).isEmpty();
    }

    @Test
    void rows_that_were_not_sent_are_left_unprocessed_and_give_their_claims_back() throws SQLException {
        Drop drop = test.dropOf(
                "aa",
                LedgerFixture.row(1, "ann@example.org", "ann", Map.of()),
                LedgerFixture.row(2, "bob@example.org"),
                LedgerFixture.row(3, "cyd@example.org"),
                LedgerFixture.row(4, "dan@example.org"),
                LedgerFixture.row(5, "eve@example.org"));
        Drop other = test.dropOf("bb", LedgerFixture.row(1, "zoe@example.org"));
        List<OpenRow> rows = test.open(drop);
        test.ledger().intents().ask("call", rows.subList(0, 4)).join();
        record(rows.get(0), RowStatus.RETRYABLE);
        record(rows.get(1), RowStatus.INVITED);
        record(rows.get(2), RowStatus.UNCERTAIN);
        test.ask(other);

        test.ledger()
                .outcomes()
                .leaveUnprocessed(drop, ReasonCode.NOT_AUTHENTICATED, "the API does not accept the key");

        assertThat(test.statuses(drop))
                .containsExactly(
                        RowStatus.UNPROCESSED,
                        RowStatus.INVITED,
                        RowStatus.UNCERTAIN,
                        RowStatus.INTENT,
                        RowStatus.UNPROCESSED);
        assertThat(test.results(drop).get(4).code()).isEqualTo("NOT_AUTHENTICATED");
        assertThat(test.results(drop).get(4).message()).isEqualTo("the API does not accept the key");
        assertThat(test.committed("SELECT row FROM claims"))
                .containsExactlyInAnyOrder(
                        id(rows.get(1)),
                        id(rows.get(2)),
                        id(rows.get(3)),
                        id(test.results(other).get(0)));
        assertThat(test.statuses(other)).containsExactly(RowStatus.INTENT);
    }

    private int record(Drop drop, Outcome outcome) {
        return test.ledger().outcomes().record(ids(drop), outcome, null).join();
    }

    private void record(OpenRow row, RowStatus status) {
        test.ledger()
                .outcomes()
                .record(List.of(row.id()), LedgerFixture.outcome(status), null)
                .join();
    }

    private List<Long> ids(Drop drop) {
        return test.results(drop).stream().map(ResultRow::id).toList();
    }

    private static String id(OpenRow row) {
        return Long.toString(row.id());
    }

    private static String id(ResultRow row) {
        return Long.toString(row.id());
    }

    @ParameterizedTest
    @EnumSource(
            value = RowStatus.class,
            names = {"PLANNED", "INTENT", "INVALID", "DUPLICATE", "SKIPPED"})
    void what_no_call_ends_as_is_refused_and_the_ledger_goes_on(RowStatus status) {
        Drop drop = test.dropOf("aa", LedgerFixture.people(1));
        test.ask(drop);

        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> test.end(drop, status))
                .withMessage("no call ends as " + status);

        assertThat(test.statuses(drop)).containsOnly(RowStatus.INTENT);
        test.end(drop, RowStatus.INVITED);
        assertThat(test.statuses(drop)).containsOnly(RowStatus.INVITED);
    }
}
