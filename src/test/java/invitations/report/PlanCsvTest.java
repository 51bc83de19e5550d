package invitations.report;

import static invitations.testing.ReportFixture.invalid;
import static invitations.testing.ReportFixture.valid;
import static org.assertj.core.api.Assertions.assertThat;

import invitations.invitation.PlannedRow;
import invitations.invitation.ReasonCode;
import invitations.ledger.drop.Drop;
import invitations.testing.ReportFixture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlanCsvTest {
    @TempDir
    Path folder;

    @Test
    void all_pages_of_a_long_file_are_written_in_its_order() throws IOException {
        try (ReportFixture home = new ReportFixture(folder)) {
            Drop drop = home.plan(
                    List.of("email"),
                    IntStream.rangeClosed(1, 1_203)
                            .mapToObj(n -> valid(n, "p" + n + "@example.org"))
                            .toArray(PlannedRow[]::new));
            Path held = folder.resolve("hold").resolve("a");

            PlanCsv.write(home.ledger, drop, held);

            List<String> lines = Files.readAllLines(held.resolve("plan.csv"));
            assertThat(lines).hasSize(1_204);
            assertThat(lines.get(1_203))
                    .isEqualTo("\"p1203@example.org\",\"1204\",\"PLANNED\",\"\",\"\",\"platform\",\"acme\",\"acme\"");
            assertThat(held).isDirectoryContaining("glob:**plan.csv");
            assertThat(PlanCsv.isPlan(held.resolve("plan.csv"))).isTrue();
        }
    }

    @Test
    void columns_of_earlier_results_are_written_anew_and_cells_beyond_the_header_are_told() throws IOException {
        try (ReportFixture home = new ReportFixture(folder)) {
            Drop drop = home.plan(
                    List.of("email", "_line", "_Status", "_code", "_message", "_planned_target", "_planned_key"),
                    invalid(1, ReasonCode.TOO_MANY_CELLS, "=a()", "7", "x", "y", "z", "t", "k", "beyond"));

            PlanCsv.write(home.ledger, drop, folder);

            assertThat(Files.readAllLines(folder.resolve("plan.csv")))
                    .containsExactly(
                            "\"email\",\"_line\",\"_status\",\"_code\",\"_message\",\"_planned_target\","
                                    + "\"_planned_tenant\",\"_planned_key\"",
                            "\"'=a()\",\"2\",\"INVALID\",\"TOO_MANY_CELLS\",\"expected something else;"
                                    + " cells beyond the header: 'beyond'\",\"\",\"\",\"\"");
        }
    }

    @Test
    void a_report_or_a_folder_is_no_plan() throws IOException {
        Path report = Files.writeString(folder.resolve("report.csv"), "\"email\",\"_line\",\"_status\"\r\n");

        assertThat(PlanCsv.isPlan(report)).isFalse();
        assertThat(PlanCsv.isPlan(folder)).isFalse();
        assertThat(PlanCsv.isPlan(folder.resolve("none"))).isFalse();
    }
}
