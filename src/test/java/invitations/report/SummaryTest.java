package invitations.report;

import static invitations.testing.ReportFixture.invalid;
import static invitations.testing.ReportFixture.invited;
import static invitations.testing.ReportFixture.refused;
import static invitations.testing.ReportFixture.valid;
import static org.assertj.core.api.Assertions.assertThat;

import invitations.invitation.FileRefusedException;
import invitations.invitation.InputRow;
import invitations.invitation.Operation;
import invitations.invitation.Outcome;
import invitations.invitation.PlannedRow;
import invitations.invitation.ReasonCode;
import invitations.invitation.RowError;
import invitations.invitation.RowStatus;
import invitations.ledger.drop.Drop;
import invitations.ledger.send.Outcomes.BulkAnswer;
import invitations.testing.ReportFixture;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SummaryTest {
    private static final List<String> HEADER = List.of("email");

    @TempDir
    Path folder;

    private ReportFixture home;

    @BeforeEach
    void open() {
        home = new ReportFixture(folder);
    }

    @AfterEach
    void close() {
        home.close();
    }

    private Summary finished(Drop drop) {
        return Summary.of(home.ledger, home.ledger.drops().finish(drop));
    }

    private ApiMessages words(Drop drop) {
        return ApiMessages.on(drop, home.ledger.results());
    }

    @Test
    void every_status_is_counted_in_the_order_of_the_enum() {
        Drop drop =
                home.plan(HEADER, valid(1, "a@x.org"), valid(2, "a@x.org"), invalid(3, ReasonCode.INVALID_EMAIL, "?"));
        home.call(drop, "one", invited("7"));

        Summary summary = finished(drop);

        assertThat(summary.byStatus().keySet()).containsExactly(RowStatus.values());
        assertThat(summary.count(RowStatus.INVITED)).isEqualTo(1);
        assertThat(summary.count(RowStatus.DUPLICATE)).isEqualTo(1);
        assertThat(summary.count(RowStatus.INVALID)).isEqualTo(1);
        assertThat(summary.count(RowStatus.REFUSED)).isZero();
        assertThat(summary.endedRows()).isEqualTo(summary.rows()).isEqualTo(3);
        assertThat(summary.byTarget()).isEqualTo(Map.of("platform", 2L));
    }

    @Test
    void a_row_with_several_codes_counts_for_each() {
        RowError email = new RowError(ReasonCode.INVALID_EMAIL, "email", "?", "an address");
        RowError key = new RowError(ReasonCode.INVALID_KEY, "platform_key", "!", "a key");
        Drop drop = home.plan(HEADER, invalid(1, List.of(email, key), "?"), invalid(2, List.of(key), "b@x.org"));

        assertThat(finished(drop).byCode()).isEqualTo(Map.of(ReasonCode.INVALID_EMAIL, 1L, ReasonCode.INVALID_KEY, 2L));
    }

    @Test
    void successes_are_what_bulk_answers_say_and_the_rows_invited_one_by_one() {
        Drop drop = home.plan(
                HEADER,
                valid(Operation.BULK, 1, "a@x.org"),
                valid(Operation.BULK, 2, "b@x.org"),
                valid(Operation.BULK, 3, "c@x.org"),
                valid(Operation.BULK, 4, "d@x.org"),
                valid(5, "e@x.org"));
        home.call(drop, "full", 2, invited("1"), new BulkAnswer("full", 2, 2, List.of()));
        Outcome inDoubt = Outcome.of(RowStatus.NEEDS_REVIEW, ReasonCode.UNCERTAIN, "partly done");
        home.call(drop, "part", 2, inDoubt, new BulkAnswer("part", 2, 1, List.of("seat taken")));
        home.call(drop, "single", invited("9"));

        ApiMessages words = words(drop);

        assertThat(words.successes()).isEqualTo(2 + 1 + 1);
        assertThat(finished(drop).count(RowStatus.INVITED)).isEqualTo(3);
        assertThat(words.errorCodes()).containsExactly(new ErrorCount("seat taken", 1));
    }

    @Test
    void the_words_of_the_api_are_counted_masked_and_sorted() {
        Drop drop = home.plan(
                HEADER,
                valid(Operation.BULK, 1, "a@x.org"),
                valid(2, "jane@x.org"),
                valid(3, "john@x.org"),
                valid(4, "mary@x.org"));
        Outcome inDoubt = Outcome.of(RowStatus.NEEDS_REVIEW, ReasonCode.UNCERTAIN, "not done");
        home.call(
                drop, "bulk", 1, inDoubt, new BulkAnswer("bulk", 1, 0, List.of("zero seats", "no seats", "no seats")));
        home.call(drop, "s1", refused("jane@x.org is blocked"));
        home.call(drop, "s2", refused("john@x.org is blocked"));
        home.call(drop, "s3", refused("no seats"));

        ApiMessages words = words(drop);

        assertThat(words.errorCodes())
                .containsExactly(
                        new ErrorCount("no seats", 3),
                        new ErrorCount("j***@x.org is blocked", 2),
                        new ErrorCount("zero seats", 1));
        assertThat(words.errorCodesNotListed()).isZero();
    }

    @Test
    void an_api_that_always_says_something_else_is_quoted_within_bounds() {
        ErrorCounts errors = new ErrorCounts();
        for (int i = 0; i < ErrorCounts.MOST_TEXTS + 5; i++) {
            errors.add("reason " + i, 2);
        }
        errors.add("reason 0", 1);

        assertThat(errors.listed())
                .hasSize(ErrorCounts.MOST_TEXTS)
                .startsWith(
                        new ErrorCount("reason 0", 3),
                        new ErrorCount("reason 1", 2),
                        new ErrorCount("reason 10", 2),
                        new ErrorCount("reason 100", 2));
        assertThat(errors.notListed()).isEqualTo(10);
    }

    @Test
    void a_drop_that_invited_and_left_nothing_is_done() {
        Drop drop = home.plan(HEADER, valid(1, "a@x.org"), valid(2, "a@x.org"));
        home.call(drop, "one", invited("7"));

        Summary summary = finished(drop);

        assertThat(summary.status()).isEqualTo(SummaryStatus.DONE);
        assertThat(summary.hasDeadLetters()).isFalse();
        assertThat(summary.isNothingToDo()).isFalse();
        assertThat(summary.sentence()).isEqualTo("2 rows: 1 accepted by the API, 1 the same as an earlier row.");
    }

    @Test
    void a_drop_of_which_all_was_done_before_has_nothing_to_do() {
        Drop first = home.plan(HEADER, valid(1, "a@x.org"));
        home.call(first, "one", invited("7"));
        Drop second = home.plan(HEADER, valid(1, "A@x.org"), valid(2, "A@x.org"));

        Summary summary = finished(second);

        assertThat(summary.isNothingToDo()).isTrue();
        assertThat(summary.status()).isEqualTo(SummaryStatus.NOTHING_TO_DO);
        assertThat(summary.sentence())
                .startsWith("Nothing to do. 2 rows: ")
                .contains("1 invited before", "1 the same as an earlier row");
    }

    @Test
    void a_drop_without_rows_has_nothing_to_do() {
        Summary summary = finished(home.plan(HEADER));

        assertThat(summary.isNothingToDo()).isTrue();
        assertThat(summary.sentence()).isEqualTo("Nothing to do: the file has no rows.");
    }

    @ParameterizedTest
    @EnumSource(
            value = RowStatus.class,
            names = {"REFUSED", "NEEDS_REVIEW", "INVALID", "UNPROCESSED"})
    void a_drop_with_a_dead_letter_did_not_invite_all(RowStatus status) {
        boolean isInvalid = status == RowStatus.INVALID;
        Drop drop = home.plan(
                HEADER,
                valid(1, "a@x.org"),
                isInvalid ? invalid(2, ReasonCode.INVALID_EMAIL, "b@") : valid(2, "b@x.org"));
        home.call(drop, "one", invited("7"));
        if (!isInvalid) {
            home.call(drop, "two", Outcome.of(status, ReasonCode.UNCERTAIN, "so"));
        }

        Summary summary = finished(drop);

        assertThat(summary.status()).isEqualTo(SummaryStatus.SOME_NOT_INVITED);
        assertThat(summary.hasDeadLetters()).isTrue();
        assertThat(summary.deadLetters()).isEqualTo(1);
        assertThat(summary.sentence())
                .startsWith("2 rows: 1 accepted by the API, 1 ")
                .endsWith(". Rows that somebody must act for: 1, all in dead-letter.csv.");
    }

    @Test
    void a_row_that_was_left_out_is_nothing_to_do() {
        InputRow row = new InputRow(1, 2, List.of("a@x.org"));
        Drop drop = home.plan(HEADER, new PlannedRow.Skipped(row, ReasonCode.FILTERED, "filtered"));

        Summary summary = finished(drop);

        assertThat(summary.isNothingToDo()).isTrue();
        assertThat(summary.sentence()).isEqualTo("Nothing to do. 1 row: 1 left out by filters or suppress.csv.");
    }

    @ParameterizedTest
    @EnumSource(
            value = RowStatus.class,
            names = {"PLANNED", "INTENT", "RETRYABLE", "UNCERTAIN"})
    void a_drop_with_an_open_row_is_open_and_says_so(RowStatus status) {
        Drop drop = home.plan(HEADER, valid(1, "a@x.org"));
        switch (status) {
            case PLANNED -> {}
            case INTENT ->
                home.ledger
                        .intents()
                        .ask("one", home.ledger.openRows().page(drop, 0, 1, Set.of()))
                        .join();
            default -> home.call(drop, "one", Outcome.of(status, ReasonCode.UNCERTAIN, "so"));
        }

        Summary summary = finished(drop);

        assertThat(summary.status()).isEqualTo(SummaryStatus.OPEN);
        assertThat(summary.openRows()).isEqualTo(1);
        assertThat(summary.sentence()).startsWith("Not finished. 1 row: 1 ");
    }

    @Test
    void a_drop_that_is_not_finished_is_open() {
        Drop received = home.receive("people.csv");

        assertThat(Summary.of(home.ledger, received).status()).isEqualTo(SummaryStatus.OPEN);
        assertThat(Summary.of(home.ledger, received).sentence()).isEqualTo("Not finished. No rows yet.");
        assertThat(Summary.of(home.ledger, home.plan(received, HEADER)).status())
                .isEqualTo(SummaryStatus.OPEN);
    }

    @Test
    void a_refused_file_says_why_and_counts_no_rows() {
        Drop drop = home.receive("people.csv");
        home.ledger.plan(drop).append(List.of(valid(1, "a@x.org")));
        home.ledger
                .drops()
                .refuse(
                        drop,
                        new FileRefusedException(ReasonCode.MALFORMED_CSV, 7, "no quote closes the one of jane@x.org"));

        Summary summary = Summary.of(home.ledger, drop);

        assertThat(summary.isRefused()).isTrue();
        assertThat(summary.status()).isEqualTo(SummaryStatus.REFUSED);
        assertThat(summary.hasDeadLetters()).isFalse();
        assertThat(summary.rows()).isEqualTo(summary.endedRows()).isZero();
        assertThat(summary.openRows()).isZero();
        assertThat(summary.sentence())
                .isEqualTo("The file was refused as a whole and nothing of it was sent:"
                        + " MALFORMED_CSV: line 7: no quote closes the one of j***@x.org.");
    }

    @Test
    void a_file_that_was_sent_in_part_and_is_refused_when_it_comes_again_does_not_say_that_nothing_was_sent() {
        Drop drop = home.plan(HEADER, valid(1, "a@x.org"));
        home.call(drop, "one", invited("7"));
        home.ledger
                .drops()
                .refuse(drop, new FileRefusedException(ReasonCode.INVALID_FEED, 0, "the feed has no target"));

        assertThat(Summary.of(home.ledger, drop).sentence())
                .isEqualTo("The file was refused as a whole when it came again: INVALID_FEED: the feed has no target."
                        + " What became of it before: 1 row: 1 accepted by the API.");
    }
}
