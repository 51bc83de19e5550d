package invitations.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import invitations.invitation.OpenRow;
import invitations.invitation.Outcome;
import invitations.invitation.PlannedRow;
import invitations.invitation.ReasonCode;
import invitations.invitation.RowStatus;
import invitations.ledger.drop.Drop;
import invitations.ledger.send.SettlementWriter;
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
import org.junit.jupiter.params.provider.EnumSource;

/** Two drops, one person: whoever has the claim speaks for them, and the other waits for what becomes of it. */
class TwoDropsTest {
    private static final PlannedRow ANN = LedgerFixture.row(1, "ann@example.org", "ann", Map.of());

    @TempDir
    private Path home;

    private LedgerFixture test;
    private Drop first;
    private Drop second;

    @BeforeEach
    void open() {
        test = new LedgerFixture(home);
        first = test.dropOf("aa", ANN);
        second = test.dropOf("bb", ANN);
    }

    @AfterEach
    void close() {
        test.close();
    }

    /** What asking makes of a row in doubt. */
    private enum Settled {
        FOUND(RowStatus.INVITED),
        FOUND_ANOTHER(RowStatus.ALREADY_INVITED),
        NOBODY_KNOWS(RowStatus.NEEDS_REVIEW),
        ABSENT_ONCE(RowStatus.UNCERTAIN),
        ABSENT(RowStatus.RETRYABLE),
        ABSENT_AND_REFUSED(RowStatus.REFUSED),
        ABSENT_AND_EXHAUSTED(RowStatus.UNPROCESSED);

        private final RowStatus status;

        Settled(RowStatus status) {
            this.status = status;
        }
    }

    @ParameterizedTest
    @CsvSource({
        "FOUND,                ALREADY_INVITED, ALREADY_INVITED",
        "FOUND_ANOTHER,        ALREADY_INVITED, ALREADY_INVITED",
        "NOBODY_KNOWS,         NEEDS_REVIEW,    NEEDS_REVIEW",
        "ABSENT_ONCE,          PLANNED,         PLANNED",
        "ABSENT,               PLANNED,         INTENT",
        "ABSENT_AND_REFUSED,   PLANNED,         INTENT",
        "ABSENT_AND_EXHAUSTED, PLANNED,         INTENT",
    })
    void a_row_that_waits_for_one_in_doubt(Settled settled, RowStatus givesWay, RowStatus asksAgain)
            throws SQLException {
        inDoubt(first, settled);
        assertThat(test.ask(second)).isEmpty();
        assertThat(test.statuses(second)).containsExactly(RowStatus.PLANNED);
        assertThat(free(second)).isZero();

        settle(first, settled);
        assertThat(test.statuses(first)).containsExactly(settled.status);

        int gaveWay = test.ledger().intents().giveWay(second);
        assertThat(test.statuses(second)).containsExactly(givesWay);
        assertThat(gaveWay).isEqualTo(givesWay == RowStatus.PLANNED ? 0 : 1);
        assertThat(free(second)).isEqualTo(asksAgain == RowStatus.INTENT ? 1 : 0);
        test.ask(second);
        assertThat(test.statuses(second)).containsExactly(asksAgain);
        assertThat(test.statuses(first)).containsExactly(settled.status);
        assertThat(test.committed("SELECT DISTINCT row FROM claims"))
                .as("one of them has both claims")
                .containsExactly(String.valueOf(id(asksAgain == RowStatus.INTENT ? second : first)));
        assertThat(test.committed("SELECT COUNT(*) FROM claims")).containsExactly("2");
    }

    @ParameterizedTest
    @EnumSource(Settled.class)
    void asking_for_a_call_says_the_same_as_giving_way(Settled settled) {
        inDoubt(first, settled);
        settle(first, settled);
        Drop third = test.dropOf("cc", ANN);
        test.ledger().intents().giveWay(second);

        test.ask(second);
        List<RowStatus> gaveWayFirst = test.statuses(second);
        if (gaveWayFirst.get(0) == RowStatus.INTENT) {
            test.end(second, RowStatus.REFUSED);
        }
        test.ask(third);

        assertThat(test.statuses(third)).isEqualTo(gaveWayFirst);
    }

    @ParameterizedTest
    @CsvSource({
        "INVITED, ALREADY_INVITED",
        "ALREADY_INVITED, ALREADY_INVITED",
        "NEEDS_REVIEW, NEEDS_REVIEW",
        "UNCERTAIN, RETRYABLE",
        "INTENT, RETRYABLE",
        "REFUSED, INTENT",
        "UNPROCESSED, INTENT",
        "RETRYABLE, INTENT",
    })
    void a_row_that_was_proved_absent_may_find_that_the_other_was_quicker(RowStatus other, RowStatus becomes) {
        inDoubt(first, Settled.ABSENT);
        settle(first, Settled.ABSENT);
        assertThat(test.ask(second)).hasSize(1);
        if (other != RowStatus.INTENT) {
            test.end(second, other);
        }

        test.ask(first);

        assertThat(test.statuses(first)).containsExactly(becomes);
        assertThat(test.statuses(second)).containsExactly(other);
    }

    @Test
    void two_planned_rows_are_not_both_granted_in_whatever_order() throws SQLException {
        List<OpenRow> seen = test.open(first);
        assertThat(test.ask(second)).hasSize(1);

        assertThat(test.ledger().intents().ask("late", seen).join()).isEmpty();

        assertThat(test.statuses(first)).containsExactly(RowStatus.PLANNED);
        assertThat(test.committed("SELECT COUNT(*) FROM drop_rows WHERE status = 'INTENT'"))
                .containsExactly("1");
    }

    @ParameterizedTest
    @EnumSource(
            value = RowStatus.class,
            names = {"INVALID", "DUPLICATE", "SKIPPED", "PLANNED"})
    void a_row_that_was_never_called_keeps_nobody_waiting(RowStatus status) throws SQLException {
        test.change("UPDATE drop_rows SET status = '" + status + "' WHERE id = " + id(first));

        assertThat(test.ledger().intents().giveWay(second)).isZero();
        assertThat(free(second)).isOne();
        assertThat(test.ask(second)).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"INTENT, 0", "UNCERTAIN, 0", "INVITED, 0", "NEEDS_REVIEW, 0", "RETRYABLE, 1", "REFUSED, 1"})
    void a_row_whose_person_is_spoken_for_is_not_free(RowStatus status, int free) {
        test.ask(first);
        if (status != RowStatus.INTENT) {
            test.end(first, status);
        }

        assertThat(free(second)).isEqualTo(free);
        assertThat(test.open(second)).as("but it is open").hasSize(1);
    }

    @Test
    void a_row_that_is_to_be_sent_again_is_free_for_itself() {
        test.ask(first);
        test.end(first, RowStatus.RETRYABLE);

        assertThat(free(first)).isOne();
    }

    @Test
    void a_row_between_one_left_to_review_and_one_in_doubt_waits_for_the_latter() {
        Drop review = test.dropOf("cc", LedgerFixture.row(1, "eve@example.org"));
        Drop doubt = test.dropOf("dd", LedgerFixture.row(1, null, "eve", Map.of()));
        Drop both = test.dropOf("ee", LedgerFixture.row(1, "eve@example.org", "eve", Map.of()));
        test.ask(review);
        test.end(review, RowStatus.NEEDS_REVIEW);
        inDoubt(doubt, Settled.FOUND);

        // Had it given way, whoever sends the drop would look again at once, and again.
        assertThat(test.ledger().intents().giveWay(both)).isZero();
        assertThat(test.statuses(both)).containsExactly(RowStatus.PLANNED);

        settle(doubt, Settled.FOUND);
        assertThat(test.ledger().intents().giveWay(both)).isOne();
        assertThat(test.statuses(both)).containsExactly(RowStatus.ALREADY_INVITED);
    }

    @Test
    void the_report_says_who_invited_them() {
        test.ask(first);
        test.end(first, RowStatus.INVITED);

        test.ledger().intents().giveWay(second);

        assertThat(test.results(second).get(0).message()).isEqualTo("invited by drop " + first.id() + ", line 2");
        assertThat(test.results(second).get(0).attempts()).isZero();
    }

    private void inDoubt(Drop drop, Settled settled) {
        int attempts = settled == Settled.ABSENT_AND_EXHAUSTED ? SettlementWriter.MOST_ATTEMPTS : 1;
        for (int attempt = 1; attempt <= attempts; attempt++) {
            if (attempt > 1) {
                settle(drop, Settled.ABSENT);
            }
            test.ask(drop);
            ReasonCode code = settled == Settled.ABSENT_AND_REFUSED ? ReasonCode.REFUSED_BY_API : ReasonCode.UNCERTAIN;
            test.ledger()
                    .outcomes()
                    .record(List.of(id(drop)), Outcome.of(RowStatus.UNCERTAIN, code, "because"), null)
                    .join();
        }
    }

    private void settle(Drop drop, Settled settled) {
        SettlementWriter settlements = test.ledger().settlements();
        long row = id(drop);
        switch (settled) {
            case FOUND -> settlements.found(row, "7");
            case FOUND_ANOTHER -> settlements.foundAnother(row, "5", "made in May");
            case NOBODY_KNOWS -> settlements.leaveToReview(row, "look there");
            case ABSENT_ONCE -> settlements.absent(row);
            case ABSENT, ABSENT_AND_REFUSED, ABSENT_AND_EXHAUSTED -> {
                settlements.absent(row);
                settlements.absent(row);
            }
        }
    }

    private int free(Drop drop) {
        return test.ledger().openRows().free(drop, 0, 10, Set.of()).size();
    }

    private long id(Drop drop) {
        return test.results(drop).get(0).id();
    }
}
