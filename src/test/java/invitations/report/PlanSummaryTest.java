package invitations.report;

import static invitations.testing.ReportFixture.invalid;
import static invitations.testing.ReportFixture.valid;
import static org.assertj.core.api.Assertions.assertThat;

import invitations.invitation.InputRow;
import invitations.invitation.Invitation;
import invitations.invitation.Operation;
import invitations.invitation.PlannedRow;
import invitations.invitation.ReasonCode;
import invitations.ledger.drop.Drop;
import invitations.ledger.drop.HoldReason;
import invitations.testing.ReportFixture;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlanSummaryTest {
    private static final List<String> HEADER = List.of("email");

    @TempDir
    Path folder;

    @Test
    void more_groups_and_domains_than_are_shown_are_counted() {
        try (ReportFixture home = new ReportFixture(folder)) {
            PlannedRow[] rows = IntStream.rangeClosed(1, 53)
                    .mapToObj(n -> at("tenant" + n, n, "a@d" + n + ".example"))
                    .toArray(PlannedRow[]::new);
            Drop drop = home.plan(HEADER, rows);

            PlanSummary plan = PlanSummary.of(home.ledger, home.ledger, drop, List.of());

            assertThat(plan.groups()).hasSize(50);
            assertThat(plan.moreGroups()).isEqualTo(3);
            assertThat(plan.domains()).hasSize(20);
            assertThat(plan.lines())
                    .startsWith("plan: 53 rows: 53 would be invited")
                    .contains("and 3 more groups with 3 rows")
                    .anyMatch(line -> line.endsWith(", and 33 more with 33 people"));
        }
    }

    @Test
    void a_group_shows_its_first_rows_wherever_they_are_in_the_file() {
        try (ReportFixture home = new ReportFixture(folder)) {
            PlannedRow[] rows = IntStream.rangeClosed(1, 30)
                    .mapToObj(n ->
                            n % 6 == 0 ? invalid(n, ReasonCode.INVALID_EMAIL, "x") : valid(n, "p" + n + "@example.org"))
                    .toArray(PlannedRow[]::new);

            PlanSummary plan = PlanSummary.of(home.ledger, home.ledger, home.plan(HEADER, rows), List.of());

            assertThat(plan.groups()).extracting(PlanSummary.Group::rows).containsExactly(25L, 5L);
            assertThat(plan.groups().get(1).first())
                    .extracting(PlanSummary.First::line)
                    .containsExactly(7L, 13L, 19L);
        }
    }

    @Test
    void an_empty_file_has_a_plan_and_what_holds_it_is_said() {
        try (ReportFixture home = new ReportFixture(folder)) {
            Drop drop = home.plan(HEADER);

            List<String> lines = PlanSummary.of(
                            home.ledger, home.ledger, drop, List.of(new HoldReason("empty", "the file has no rows")))
                    .lines();

            assertThat(lines)
                    .containsExactly(
                            "plan: 0 rows",
                            "the feed has no earlier drop to compare with",
                            "guard empty: the file has no rows");
        }
    }

    private static PlannedRow at(String tenant, int number, String email) {
        return new PlannedRow.Valid(
                new InputRow(number, number + 1L, List.of(email)),
                new Invitation(
                        "platform",
                        Operation.SINGLE,
                        tenant,
                        tenant,
                        null,
                        email,
                        null,
                        Map.of("email", email),
                        Invitation.Asking.NOT));
    }
}
