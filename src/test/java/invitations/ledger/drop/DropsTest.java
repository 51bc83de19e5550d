package invitations.ledger.drop;

import static org.assertj.core.api.Assertions.assertThat;

import invitations.csv.InputFormat;
import invitations.invitation.DropState;
import invitations.invitation.FileRefusedException;
import invitations.invitation.ReasonCode;
import invitations.invitation.RowStatus;
import invitations.ledger.plan.PlanWriter;
import invitations.testing.LedgerFixture;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DropsTest {
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
    void a_file_not_seen_before_is_new() {
        ReceiveResult reception = receive("default", "aa", "1");

        assertThat(reception.kind()).isEqualTo(ReceiveResult.Kind.NEW);
        assertThat(reception.isToBePlanned()).isTrue();
        Drop drop = reception.drop();
        assertThat(drop.id()).matches("2027\\d{4}-[a-z2-9]{12}");
        assertThat(drop.state()).isEqualTo(DropState.RECEIVED);
        assertThat(drop.isOpen()).isTrue();
        assertThat(drop.header()).isEmpty();
        assertThat(drop.fileName()).isEqualTo("people.csv");
        assertThat(drop.work()).isEqualTo("1");
        assertThat(drop.bytes()).isEqualTo(10);
        assertThat(drop.plannedAt()).isNull();
        assertThat(test.ledger().drops().find(drop.id())).contains(drop);
        assertThat(test.ledger().drops().find("no-such-drop")).isEmpty();
    }

    @Test
    void the_same_content_that_was_never_read_to_its_end_is_planned_from_where_it_lies_now() {
        Drop first = receive("default", "aa", "1").drop();

        ReceiveResult again = receive("default", "aa", "2");

        assertThat(again.kind()).isEqualTo(ReceiveResult.Kind.NEW);
        assertThat(again.drop().id()).isEqualTo(first.id());
        assertThat(again.drop().work()).isEqualTo("2");
    }

    @Test
    void the_same_content_joins_a_drop_that_is_being_sent() {
        Drop first = test.dropOf("aa", LedgerFixture.people(1));

        ReceiveResult again = receive("default", "aa", "2");

        assertThat(again.kind()).isEqualTo(ReceiveResult.Kind.JOINED);
        assertThat(again.isToBePlanned()).isFalse();
        assertThat(again.drop()).isEqualTo(first);
    }

    @Test
    void the_same_content_joins_a_drop_that_is_held() {
        PlanWriter plan = test.ledger().plan(test.receive("default", "aa"));
        Drop held = plan.finish(List.of("email"), InputFormat.PLAIN, true, null);

        assertThat(held.state()).isEqualTo(DropState.HELD);
        assertThat(held.sendingAt()).isNull();
        assertThat(held.isOpen()).isFalse();
        assertThat(receive("default", "aa", "2").kind()).isEqualTo(ReceiveResult.Kind.JOINED);
        Drop released = test.ledger().drops().release(held, "--yes");
        assertThat(released.state()).isEqualTo(DropState.SENDING);
        assertThat(released.sendingAt()).isNotNull();
    }

    @Test
    void the_same_content_of_which_nothing_is_left_is_already_processed() {
        Drop drop = test.dropOf("aa", LedgerFixture.people(1));
        test.ask(drop);
        test.end(drop, RowStatus.INVITED);
        Drop reported = test.ledger().drops().reported(test.ledger().drops().finish(drop));

        ReceiveResult again = receive("default", "aa", "2");

        assertThat(again.kind()).isEqualTo(ReceiveResult.Kind.ALREADY_PROCESSED);
        assertThat(again.isToBePlanned()).isFalse();
        assertThat(again.drop()).isEqualTo(reported);
        assertThat(reported.isOpen()).isFalse();
    }

    @Test
    void the_same_content_with_rows_left_unprocessed_reopens_its_drop() {
        Drop drop = test.dropOf("aa", LedgerFixture.people(2));
        test.ledger().outcomes().leaveUnprocessed(drop, ReasonCode.LIMIT_REACHED, "the limit was reached");
        test.ledger().drops().reported(test.ledger().drops().finish(drop));

        ReceiveResult again = receive("default", "aa", "2");

        assertThat(again.kind()).isEqualTo(ReceiveResult.Kind.REOPENED);
        assertThat(again.isToBePlanned()).isTrue();
        assertThat(again.drop().state()).isEqualTo(DropState.RECEIVED);
        assertThat(again.drop().finishedAt()).isNull();
        assertThat(again.drop().work()).isEqualTo("2");
    }

    @Test
    void a_refused_file_leaves_its_reason_and_none_of_its_rows() {
        Drop drop = test.receive("default", "aa");
        test.ledger().plan(drop).append(List.of(LedgerFixture.people(3)));

        Drop refused = test.ledger()
                .drops()
                .refuse(drop, new FileRefusedException(ReasonCode.MALFORMED_CSV, 5, "a quote is open"));

        assertThat(refused.state()).isEqualTo(DropState.REFUSED);
        assertThat(refused.code()).isEqualTo(ReasonCode.MALFORMED_CSV);
        assertThat(refused.line()).isEqualTo(5);
        assertThat(refused.message()).isEqualTo("a quote is open");
        assertThat(refused.finishedAt()).isNotNull();
        assertThat(refused.isOpen()).isFalse();
        assertThat(test.results(refused)).isEmpty();
    }

    @Test
    void a_refused_content_is_read_again_as_new() {
        Drop drop = test.receive("default", "aa");
        test.ledger().drops().refuse(drop, new FileRefusedException(ReasonCode.INVALID_FEED, 0, "no such target"));

        ReceiveResult again = receive("default", "aa", "2");

        assertThat(again.kind()).isEqualTo(ReceiveResult.Kind.NEW);
        assertThat(again.drop().id()).isEqualTo(drop.id());
        assertThat(again.drop().code()).isNull();
        assertThat(again.drop().message()).isNull();
        assertThat(again.drop().finishedAt()).isNull();
    }

    @Test
    void a_reopened_file_that_is_refused_keeps_what_was_sent_and_leaves_the_rest_unprocessed() {
        Drop drop = test.dropOf("aa", LedgerFixture.people(3));
        test.ledger().intents().ask("call", test.open(drop).subList(0, 1)).join();
        test.ledger()
                .outcomes()
                .record(List.of(test.results(drop).get(0).id()), LedgerFixture.outcome(RowStatus.INVITED), null)
                .join();
        test.ledger().outcomes().leaveUnprocessed(drop, ReasonCode.LIMIT_REACHED, "the limit was reached");
        test.ledger().drops().reported(test.ledger().drops().finish(drop));
        Drop reopened = receive("default", "aa", "2").drop();
        test.ledger().plan(reopened).append(List.of(LedgerFixture.people(2)));

        Drop refused = test.ledger()
                .drops()
                .refuse(reopened, new FileRefusedException(ReasonCode.INVALID_FEED, 0, "no such target"));

        assertThat(test.statuses(refused))
                .containsExactly(RowStatus.INVITED, RowStatus.UNPROCESSED, RowStatus.UNPROCESSED);
    }

    @Test
    void the_same_content_in_another_feed_is_another_drop() {
        Drop drop = receive("default", "aa", "1").drop();

        ReceiveResult other = receive("other", "aa", "2");

        assertThat(other.kind()).isEqualTo(ReceiveResult.Kind.NEW);
        assertThat(other.drop().id()).isNotEqualTo(drop.id());
        assertThat(test.ledger().drops().all()).containsExactly(drop, other.drop());
    }

    @Test
    void open_drops_are_those_with_work_left() {
        Drop received = test.receive("default", "aa");
        Drop sending = test.dropOf("bb", LedgerFixture.people(1));
        Drop reported = test.ledger().drops().reported(test.ledger().drops().finish(test.dropOf("cc")));
        test.ledger()
                .drops()
                .refuse(test.receive("default", "dd"), new FileRefusedException(ReasonCode.EMPTY_FILE, 0, "empty"));

        assertThat(test.ledger().drops().open()).containsExactly(received, sending);
        assertThat(test.ledger().drops().all()).hasSize(4).contains(reported);
    }

    @Test
    void a_drop_that_is_finished_twice_keeps_its_first_end() {
        Drop drop = test.dropOf("aa");

        Drop finished = test.ledger().drops().finish(drop);

        assertThat(finished.finishedAt()).isNotNull();
        assertThat(test.ledger().drops().finish(drop).finishedAt()).isEqualTo(finished.finishedAt());
        assertThat(test.ledger().drops().now(drop)).isEqualTo(finished);
    }

    @Test
    void what_is_received_is_committed() throws SQLException {
        Drop drop = test.receive("default", "aa");

        assertThat(test.committed("SELECT id FROM drops")).containsExactly(drop.id());
    }

    private ReceiveResult receive(String feed, String content, String work) {
        return test.ledger().drops().receive(feed, content, "people.csv", work, 10);
    }
}
