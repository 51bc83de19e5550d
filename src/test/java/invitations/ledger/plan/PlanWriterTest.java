package invitations.ledger.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import invitations.csv.InputFormat;
import invitations.invitation.DropState;
import invitations.invitation.OpenRow;
import invitations.invitation.Operation;
import invitations.invitation.PlannedRow;
import invitations.invitation.ReasonCode;
import invitations.invitation.RowError;
import invitations.invitation.RowStatus;
import invitations.ledger.drop.Drop;
import invitations.ledger.report.ResultRow;
import invitations.testing.LedgerFixture;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlanWriterTest {
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
    void a_valid_row_waits_to_be_sent_as_it_was_planned() {
        Drop drop =
                test.dropOf("aa", LedgerFixture.row(1, "ann@example.org", "ann", Map.of("first_name", "Ann \"A\"")));

        assertThat(test.open(drop))
                .containsExactly(new OpenRow(
                        (drop.number() << 32) + 1,
                        "platform",
                        Operation.SINGLE,
                        "acme",
                        "acme",
                        "{\"email\":\"ann@example.org\",\"username\":\"ann\",\"platform_key\":\"acme\","
                                + "\"first_name\":\"Ann \\\"A\\\"\"}",
                        2,
                        0,
                        0));
        ResultRow row = test.results(drop).get(0);
        assertThat(row.number()).isEqualTo(1);
        assertThat(row.line()).isEqualTo(2);
        assertThat(row.status()).isEqualTo(RowStatus.PLANNED);
        assertThat(row.cells()).containsExactly("ann@example.org", "ann", "acme", "Ann \"A\"");
        assertThat(row.target()).isEqualTo("platform");
        assertThat(row.attempts()).isZero();
        assertThat(row.at()).isNull();
    }

    @Test
    void an_invalid_row_has_all_its_errors_and_each_code_once() {
        Drop drop = test.dropOf(
                "aa",
                LedgerFixture.invalid(
                        1,
                        new RowError(ReasonCode.INVALID_EMAIL, "email", "nobody", "an address"),
                        new RowError(ReasonCode.INVALID_URL, "redirect_to", "x", "a URL"),
                        new RowError(ReasonCode.INVALID_URL, "logo", "y", "a URL")));

        ResultRow row = test.results(drop).get(0);
        assertThat(row.status()).isEqualTo(RowStatus.INVALID);
        assertThat(row.code()).isEqualTo("INVALID_EMAIL INVALID_URL");
        assertThat(row.message())
                .contains("email: 'nobody'")
                .contains("; redirect_to:")
                .contains("; logo:");
        assertThat(row.errors())
                .contains(
                        "{\"code\":\"INVALID_EMAIL\",\"column\":\"email\",\"value\":\"nobody\",\"expected\":\"an address\",\"suggestion\":{}}");
        assertThat(row.target()).isNull();
        assertThat(test.open(drop)).isEmpty();
    }

    @Test
    void a_planned_drop_knows_its_header_its_rows_and_when() {
        Drop drop = test.receive("default", "aa");
        PlanWriter plan = test.ledger().plan(drop);
        plan.append(List.of(LedgerFixture.people(2)));

        Drop planned = plan.finish(List.of("E-Mail", "Näme, \"x\""), InputFormat.PLAIN, false, null);

        assertThat(planned.state()).isEqualTo(DropState.SENDING);
        assertThat(planned.header()).containsExactly("E-Mail", "Näme, \"x\"");
        assertThat(planned.rows()).isEqualTo(2);
        assertThat(planned.plannedAt()).isNotNull();
        assertThat(planned.sendingAt()).isNotNull();
    }

    @Test
    void many_chunks_keep_the_order_of_the_file() {
        PlanWriter plan = test.ledger().plan(test.receive("default", "aa"));
        PlannedRow[] people = LedgerFixture.people(1_000);
        for (int first = 0; first < people.length; first += 7) {
            plan.append(List.of(people).subList(first, Math.min(first + 7, people.length)));
        }

        Drop drop = plan.finish(List.of("email"), InputFormat.PLAIN, false, null);

        assertThat(drop.rows()).isEqualTo(1_000);
        assertThat(test.results(drop).stream().map(ResultRow::number))
                .hasSize(1_000)
                .isSorted()
                .doesNotHaveDuplicates();
    }

    @Test
    void a_plan_cut_off_by_a_crash_begins_anew() {
        Drop drop = test.receive("default", "aa");
        PlanWriter cutOff = test.ledger().plan(drop);
        cutOff.append(List.of(LedgerFixture.people(5)));
        test.reopen();

        Drop planned = test.plan(test.ledger().drops().now(drop), LedgerFixture.row(1, "ann@example.org"));

        assertThat(test.results(planned)).hasSize(1);
        assertThat(test.results(planned).get(0).cells()).contains("ann@example.org");
    }

    @Test
    void planning_anew_leaves_the_neighbours_alone() {
        Drop before = test.dropOf("aa", LedgerFixture.people(1));
        Drop drop = test.receive("default", "bb");
        Drop after = test.dropOf("cc", LedgerFixture.row(1, "cyd@example.org"));

        test.plan(drop, LedgerFixture.row(1, "bob@example.org"));

        assertThat(test.statuses(before)).containsExactly(RowStatus.PLANNED);
        assertThat(test.statuses(after)).containsExactly(RowStatus.PLANNED);
    }

    @Test
    void a_reopened_drop_plans_again_what_was_left_and_keeps_what_was_called() {
        Drop drop = test.dropOf("aa", LedgerFixture.people(3));
        test.ledger().intents().ask("call", test.open(drop).subList(0, 2)).join();
        List<ResultRow> rows = test.results(drop);
        test.ledger()
                .outcomes()
                .record(List.of(rows.get(0).id()), LedgerFixture.outcome(RowStatus.INVITED), null)
                .join();
        test.ledger()
                .outcomes()
                .record(List.of(rows.get(1).id()), LedgerFixture.outcome(RowStatus.REFUSED), null)
                .join();
        test.ledger().outcomes().leaveUnprocessed(drop, ReasonCode.LIMIT_REACHED, "the limit was reached");
        test.ledger().drops().reported(test.ledger().drops().finish(drop));
        List<ResultRow> reported = test.results(drop);

        Drop again = test.plan(
                test.receive("default", "aa"),
                LedgerFixture.row(1, "person1@example.org", null, Map.of("source", "new")),
                LedgerFixture.row(2, "person2@example.org", null, Map.of("source", "new")),
                LedgerFixture.row(3, "person3@example.org", null, Map.of("source", "new")));

        assertThat(test.statuses(again)).containsExactly(RowStatus.INVITED, RowStatus.REFUSED, RowStatus.PLANNED);
        assertThat(test.results(again).subList(0, 2)).isEqualTo(reported.subList(0, 2));
        ResultRow third = test.results(again).get(2);
        assertThat(third.code()).isNull();
        assertThat(third.message()).isNull();
        assertThat(test.open(again)).singleElement().satisfies(row -> assertThat(row.item())
                .contains("\"source\":\"new\""));
    }

    @Test
    void a_reopened_plan_cut_off_by_a_crash_goes_on_where_it_can() {
        Drop drop = test.dropOf("aa", LedgerFixture.people(2));
        test.ledger().outcomes().leaveUnprocessed(drop, ReasonCode.LIMIT_REACHED, "the limit was reached");
        test.ledger().drops().reported(test.ledger().drops().finish(drop));
        test.ledger().plan(test.receive("default", "aa")).append(List.of(LedgerFixture.people(1)));
        test.reopen();

        Drop again = test.plan(test.receive("default", "aa"), LedgerFixture.people(2));

        assertThat(test.statuses(again)).containsExactly(RowStatus.PLANNED, RowStatus.PLANNED);
    }

    @Test
    void a_reopened_row_can_turn_out_invalid_under_the_settings_of_now() {
        Drop drop = test.dropOf("aa", LedgerFixture.people(1));
        test.ledger().outcomes().leaveUnprocessed(drop, ReasonCode.LIMIT_REACHED, "the limit was reached");
        test.ledger().drops().reported(test.ledger().drops().finish(drop));

        Drop again = test.plan(
                test.receive("default", "aa"),
                LedgerFixture.invalid(1, new RowError(ReasonCode.INVALID_KEY, "platform_key", "acme", "another")));

        assertThat(test.statuses(again)).containsExactly(RowStatus.INVALID);
        assertThat(test.results(again).get(0).target()).isNull();
    }

    @Test
    void only_the_last_plan_of_a_drop_goes_on() {
        Drop drop = test.receive("default", "aa");
        PlanWriter first = test.ledger().plan(drop);
        first.append(List.of(LedgerFixture.people(1)));
        PlanWriter second = test.ledger().plan(drop);
        second.append(List.of(LedgerFixture.people(2)));
        first.append(List.of(LedgerFixture.people(5)));

        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> first.finish(List.of("email"), InputFormat.PLAIN, false, null))
                .withMessageContaining(drop.id());
        Drop planned = second.finish(List.of("email"), InputFormat.PLAIN, false, null);
        assertThat(planned.rows()).isEqualTo(2);
        assertThat(test.results(planned)).hasSize(2);
    }

    @Test
    void a_superseded_plan_that_wrote_its_last_chunk_in_time_cannot_finish_either() {
        Drop drop = test.receive("default", "aa");
        PlanWriter first = test.ledger().plan(drop);
        test.ledger().plan(drop);

        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> first.finish(List.of("email"), InputFormat.PLAIN, false, null));
        assertThat(test.ledger().drops().now(drop).state()).isEqualTo(DropState.RECEIVED);
    }

    @Test
    void a_drop_that_is_being_sent_is_not_planned_again() {
        Drop received = test.receive("default", "aa");
        Drop sending = test.plan(received, LedgerFixture.people(1));

        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> test.ledger().plan(received));

        assertThat(test.statuses(sending)).containsExactly(RowStatus.PLANNED);
    }
}
