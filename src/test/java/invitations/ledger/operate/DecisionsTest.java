package invitations.ledger.operate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import invitations.invitation.DropState;
import invitations.invitation.FileRefusedException;
import invitations.invitation.Outcome;
import invitations.invitation.ReasonCode;
import invitations.invitation.RowStatus;
import invitations.ledger.drop.Drop;
import invitations.ledger.report.Verification;
import invitations.ledger.store.AuditTrail;
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
import org.junit.jupiter.params.provider.EnumSource;

/** What people decide about rows, and what it changes. */
class DecisionsTest {
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
    void a_row_that_somebody_found_invited_is_invited_and_stays_the_persons_row() throws SQLException {
        needsReview();

        Decisions.Decided decided = decisions().decide(drop, 2, Decisions.Verdict.INVITED, "ops");

        assertThat(decided.rows()).isOne();
        assertThat(decided.drops()).extracting(Drop::state).containsExactly(DropState.REPORTED);
        assertThat(test.statuses(drop))
                .containsExactly(RowStatus.INVITED, RowStatus.NEEDS_REVIEW, RowStatus.NEEDS_REVIEW);
        assertThat(test.results(drop).get(0).message()).isEqualTo("decided by ops: invited");
        assertThat(test.results(drop).get(0).code()).isNull();
        assertThat(test.committed("SELECT COUNT(*) FROM claims")).containsExactly("3");
        assertThat(test.committed("SELECT event FROM row_events")).containsExactly("DECIDED");
    }

    @Test
    void rows_that_are_put_back_while_their_drop_is_reported_keep_it_open() {
        refused();
        test.ledger().drops().finish(drop);

        Decisions.Decided decided = decisions().replay(drop, null, "ops");

        assertThat(test.ledger().drops().reported(drop).state()).isEqualTo(DropState.SENDING);
        assertThat(decided.drops()).extracting(Drop::finishedAt).containsOnlyNulls();
        assertThat(test.statuses(drop)).containsOnly(RowStatus.PLANNED);
    }

    @Test
    void a_drop_that_was_refused_when_it_came_again_is_sent_when_its_rows_are_put_back() {
        refused();
        test.ledger().drops().finish(drop);
        test.ledger().drops().reported(drop);
        test.ledger().drops().refuse(drop, new FileRefusedException(ReasonCode.INVALID_FEED, 3, "no such setting"));

        Decisions.Decided decided = decisions().replay(drop, null, "ops");

        assertThat(decided.drops())
                .extracting(Drop::state, Drop::code, Drop::line, Drop::message)
                .containsExactly(tuple(DropState.SENDING, null, 0L, null));
    }

    @Test
    void a_row_that_was_surely_not_sent_is_not_accused_for_the_one_it_met() {
        test.ask(drop);
        test.end(drop, RowStatus.RETRYABLE);
        Drop other = test.dropOf("bb", LedgerFixture.people(1));
        test.ask(other);
        test.end(other, RowStatus.NEEDS_REVIEW);
        test.ask(drop);
        assertThat(test.statuses(drop)).first().isEqualTo(RowStatus.NEEDS_REVIEW);
        assertThat(test.ledger().verification().of(Set.of()).findings()).isEmpty();

        decisions().decide(drop, 2, Decisions.Verdict.INVITED, "ops");

        assertThat(test.statuses(drop)).first().isEqualTo(RowStatus.ALREADY_INVITED);
        assertThat(test.statuses(other)).containsExactly(RowStatus.INVITED);
        assertThat(test.ledger().verification().of(Set.of()).findings()).isEmpty();
    }

    private void refused() {
        test.ask(drop);
        test.end(drop, RowStatus.REFUSED);
    }

    @Test
    void a_row_that_is_to_be_sent_again_opens_its_drop_and_goes_by_itself() {
        needsReview();

        Decisions.Decided decided = decisions().decide(drop, 3, Decisions.Verdict.SEND_AGAIN, "ops");

        assertThat(decided.drops()).extracting(Drop::state).containsExactly(DropState.SENDING);
        assertThat(decided.drops().get(0).finishedAt()).isNull();
        assertThat(test.open(drop)).hasSize(1).allSatisfy(row -> assertThat(row.isSentAgain())
                .isTrue());
        assertThat(test.ask(drop)).hasSize(1);
        test.end(drop, RowStatus.INVITED);
        assertThat(verification().findings()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Decisions.Verdict.class)
    void it_is_decided_for_the_person_in_whatever_drop(Decisions.Verdict verdict) {
        Drop later = test.dropOf("bb", LedgerFixture.row(1, "person1@example.org", null, Map.of("note", "again")));
        needsReview();
        test.ask(later);
        assertThat(test.statuses(later)).containsExactly(RowStatus.NEEDS_REVIEW);

        // Of the two rows, the one that was not sent is named.
        Decisions.Decided decided = decisions().decide(later, 2, verdict, "ops");

        assertThat(decided.rows()).isEqualTo(2);
        boolean again = verdict == Decisions.Verdict.SEND_AGAIN;
        assertThat(test.statuses(drop).get(0)).isEqualTo(again ? RowStatus.PLANNED : RowStatus.INVITED);
        assertThat(test.statuses(later)).containsExactly(again ? RowStatus.PLANNED : RowStatus.ALREADY_INVITED);
        if (again) {
            test.ask(drop);
            assertThat(test.ask(later)).isEmpty();
            test.end(drop, RowStatus.INVITED);
            test.ask(later);
            assertThat(test.statuses(later)).containsExactly(RowStatus.ALREADY_INVITED);
        }
        assertThat(verification().findings()).isEmpty();
    }

    @Test
    void only_a_row_that_needs_review_can_be_decided() {
        assertThatExceptionOfType(OperatorRefusedException.class)
                .isThrownBy(() -> decisions().decide(drop, 2, Decisions.Verdict.INVITED, "ops"))
                .withMessageContaining("line 2 of drop " + drop.id() + " is PLANNED");
        assertThatExceptionOfType(OperatorRefusedException.class)
                .isThrownBy(() -> decisions().decide(drop, 99, Decisions.Verdict.INVITED, "ops"))
                .withMessageContaining("no row on line 99");
        // What was wrong leaves the ledger at work.
        assertThat(test.ask(drop)).hasSize(3);
    }

    @Test
    void refused_rows_are_put_back_and_sent_again() throws SQLException {
        test.ask(drop);
        test.end(drop, RowStatus.REFUSED);
        report();

        Decisions.Decided decided = decisions().replay(drop, "REFUSED_BY_API", "ops");

        assertThat(decided.rows()).isEqualTo(3);
        assertThat(decided.drops()).extracting(Drop::state).containsExactly(DropState.SENDING);
        assertThat(test.ask(drop)).hasSize(3);
        test.end(drop, RowStatus.INVITED);
        assertThat(verification().findings()).isEmpty();
        assertThat(test.committed("SELECT COUNT(*) FROM row_events WHERE event = 'REFUSED'"))
                .containsExactly("3");
    }

    @Test
    void only_what_is_named_is_put_back() {
        List<Long> ids = test.ask(drop).stream().map(row -> row.id()).toList();
        record(ids.get(0), LedgerFixture.outcome(RowStatus.REFUSED));
        record(ids.get(1), LedgerFixture.outcome(RowStatus.INVITED));
        record(ids.get(2), LedgerFixture.outcome(RowStatus.RETRYABLE));
        test.ledger().outcomes().leaveUnprocessed(drop, invitations.invitation.ReasonCode.NOT_AUTHENTICATED, "no");
        report();

        assertThatExceptionOfType(OperatorRefusedException.class)
                .isThrownBy(() -> decisions().replay(drop, "INVITED", "ops"))
                .withMessageContaining("no row that is REFUSED or UNPROCESSED and INVITED");
        assertThatExceptionOfType(OperatorRefusedException.class)
                .isThrownBy(() -> decisions().replay(drop, "NEEDS_REVIEW", "ops"))
                .withMessageContaining("decide them one by one");
        assertThat(decisions().replay(drop, "UNPROCESSED", "ops").rows()).isOne();
        assertThat(test.statuses(drop)).containsExactly(RowStatus.REFUSED, RowStatus.INVITED, RowStatus.PLANNED);
        assertThat(decisions().replay(drop, null, "ops").rows()).isOne();
        assertThat(test.statuses(drop)).containsExactly(RowStatus.PLANNED, RowStatus.INVITED, RowStatus.PLANNED);
    }

    @Test
    void decisions_are_in_the_audit_trail() {
        needsReview();

        decisions().decide(drop, 2, Decisions.Verdict.INVITED, "ops");

        List<AuditTrail.Entry> entries = new java.util.ArrayList<>();
        test.ledger().audit().each(entries::add);
        assertThat(entries.get(entries.size() - 1)).satisfies(entry -> {
            assertThat(entry.event()).isEqualTo("DECIDED");
            assertThat(entry.drop()).isEqualTo(drop.id());
            assertThat(entry.who()).isEqualTo("ops");
            assertThat(entry.details()).contains("\"line\":2").contains("\"verdict\":\"INVITED\"");
        });
    }

    private void needsReview() {
        test.ask(drop);
        test.end(drop, RowStatus.UNCERTAIN);
        test.results(drop).forEach(row -> test.ledger().settlements().leaveToReview(row.id(), "the API will not say"));
        report();
    }

    private void report() {
        test.ledger().drops().finish(drop);
        drop = test.ledger().drops().reported(drop);
    }

    private void record(long row, Outcome outcome) {
        test.ledger().outcomes().record(List.of(row), outcome, null).join();
    }

    private Decisions decisions() {
        return test.ledger().decisions();
    }

    private Verification.Statement verification() {
        return test.ledger().verification().of(java.util.Set.of());
    }
}
