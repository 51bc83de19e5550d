package invitations.journey.intake;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import invitations.testing.Program;
import invitations.testing.SandboxStage;
import invitations.testing.XlsxFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A sheet that is not read is told of, also where the one that is read came before; and nobody is invited twice for it. */
class LeftOutSheetsJourneyTest {
    private static final String HEADER = XlsxFile.row("email", "platform_key");
    private static final String FIRST = HEADER + person("ada") + person("bob");

    @TempDir
    Path folder;

    @Test
    void a_second_sheet_is_told_of_though_the_first_was_sent_before() throws Exception {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            Path one = one("one.xlsx");
            Path two = two("two.xlsx", "eve");

            assertThat(stage.send(one).exitCode()).isZero();
            Program.Run check = stage.run("check", two.toString());
            Program.Run send = stage.send(two);

            assertThat(check.out()).contains("SHEET_CHOSEN", "and not 'More'").doesNotContain("already processed");
            assertThat(send.exitCode()).isZero();
            assertThat(send.out()).contains("SHEET_CHOSEN", "and not 'More'").doesNotContain("already processed");
            assertThat(warned(stage)).hasSize(1);
            assertThat(stage.invited()).hasSize(2).allSatisfy((person, count) -> assertThat(count)
                    .isEqualTo(1));
            assertThat(stage.run("check", two.toString()).out()).contains("already processed");
            assertThat(stage.send(two).out()).contains("already processed", "SHEET_CHOSEN");
            assertThat(stage.send(one).out()).contains("already processed");
            assertThat(stage.reports()).hasSize(2);
            stage.verify();
        }
    }

    @Test
    void other_people_on_a_sheet_that_is_left_out_are_told_of_anew() throws Exception {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            Path first = two("first.xlsx", "eve");
            Path second = two("second.xlsx", "fay");
            Path third = new XlsxFile()
                    .sheets("People", "More", "Last")
                    .rows(FIRST)
                    .rows(2, HEADER + person("eve"))
                    .rows(3, HEADER + person("gus"))
                    .write(folder.resolve("third.xlsx"));

            assertThat(stage.send(first).out()).contains("SHEET_CHOSEN");
            assertThat(stage.send(second).out()).contains("SHEET_CHOSEN").doesNotContain("already processed");
            assertThat(stage.send(third).out()).contains("'More', 'Last'").doesNotContain("already processed");
            assertThat(stage.send(first).out()).contains("SHEET_CHOSEN", "already processed");

            assertThat(warned(stage)).hasSize(3);
            assertThat(stage.invited()).hasSize(2).allSatisfy((person, count) -> assertThat(count)
                    .isEqualTo(1));
            stage.verify();
        }
    }

    @Test
    void the_same_shared_texts_elsewhere_are_another_sheet() throws Exception {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            List<Path> files = new ArrayList<>();
            for (String name : List.of("eve", "fay")) {
                files.add(new XlsxFile()
                        .sheets("People", "More")
                        .texts("<t>" + name + "@example.org</t>")
                        .rows(FIRST)
                        .rows(2, HEADER + "<row><c t=\"s\"><v>0</v></c></row>")
                        .write(folder.resolve(name + ".xlsx")));
            }

            files.forEach(stage::send);

            assertThat(warned(stage)).hasSize(2);
        }
    }

    @Test
    void a_feed_that_refuses_such_workbooks_refuses_them_whatever_came_before() throws Exception {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            stage.feed("default", "warnings = sheet_chosen\n");
            Path one = one("one.xlsx");
            Path two = two("two.xlsx", "eve");

            assertThat(stage.send(one).exitCode()).isZero();
            for (int i = 0; i < 2; i++) {
                Program.Run check = stage.run("check", two.toString());
                assertThat(check.out()).contains("SHEET_CHOSEN");
                assertThat(check.exitCode()).isEqualTo(4);
                Program.Run send = stage.send(two);
                assertThat(send.exitCode()).isEqualTo(4);
                assertThat(send.out()).contains("SHEET_CHOSEN", "and not 'More'");
            }
            assertThat(stage.send(one).exitCode()).isZero();
            assertThat(stage.send(two).exitCode()).isEqualTo(4);

            assertThat(stage.invited()).hasSize(2).allSatisfy((person, count) -> assertThat(count)
                    .isEqualTo(1));
            stage.verify();
        }
    }

    @Test
    void a_sheet_alone_is_sent_once_whatever_its_workbook_was_refused_for() throws Exception {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            stage.feed("default", "warnings = sheet_chosen\n");

            assertThat(stage.send(two("two.xlsx", "eve")).exitCode()).isEqualTo(4);
            assertThat(stage.send(one("one.xlsx")).exitCode()).isZero();
            assertThat(stage.send(two("two.xlsx", "eve")).exitCode()).isEqualTo(4);
            stage.feed("default", "");
            assertThat(stage.send(two("two.xlsx", "eve")).out()).contains("SHEET_CHOSEN");

            assertThat(stage.invited()).hasSize(2).allSatisfy((person, count) -> assertThat(count)
                    .isEqualTo(1));
            stage.verify();
        }
    }

    @Test
    void what_was_left_of_the_first_is_sent_with_the_second() throws Exception {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            Path one = one("one.xlsx");
            Path two = two("two.xlsx", "eve");

            stage.run("send", "--yes", "--limit", "1", one.toString());
            assertThat(stage.invited()).hasSize(1);
            assertThat(stage.send(two).out()).contains("SHEET_CHOSEN");
            assertThat(stage.send(one).out()).contains("already processed", "SHEET_CHOSEN");

            assertThat(stage.invited()).hasSize(2).allSatisfy((person, count) -> assertThat(count)
                    .isEqualTo(1));
            stage.verify();
        }
    }

    @Test
    void a_report_goes_on_to_say_so_when_the_rest_comes_without_the_sheet() throws Exception {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            stage.run("send", "--yes", "--limit", "1", two("two.xlsx", "eve").toString());
            assertThat(stage.send(one("one.xlsx")).exitCode()).isZero();

            assertThat(stage.invited()).hasSize(2);
            assertThat(stage.reports()).hasSize(1);
            assertThat(warned(stage)).hasSize(1);
            assertThat(stage.send(two("two.xlsx", "eve")).out()).contains("already processed");
            stage.verify();
        }
    }

    @Test
    void blank_invitations_are_not_made_again_for_a_second_sheet() throws Exception {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            String blank = XlsxFile.row("platform_key", "operation", "count", "mode", "source")
                    + XlsxFile.row("acme", "blank", "2", "add", "north");
            Path one = new XlsxFile().sheets("People").rows(blank).write(folder.resolve("one.xlsx"));
            Path two = new XlsxFile()
                    .sheets("People", "More")
                    .rows(blank)
                    .rows(2, HEADER + person("eve"))
                    .write(folder.resolve("two.xlsx"));

            assertThat(stage.send(one).exitCode()).isZero();
            Program.Run run = stage.send(two);

            assertThat(run.out()).contains("SHEET_CHOSEN");
            assertThat(stage.blanksLeft("north")).isEqualTo(2);
            stage.verify();
        }
    }

    @Test
    void people_on_a_hidden_sheet_are_told_of() throws Exception {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            Path hidden = new XlsxFile()
                    .sheets("People", "Archive hidden", "Deep veryHidden", "Lists hidden", "Broken hidden")
                    .rows(FIRST)
                    .rows(2, HEADER + person("eve"))
                    .rows(3, XlsxFile.row("E-Mail", "Name") + XlsxFile.row("fay@example.org", "Fay"))
                    .rows(4, XlsxFile.row("yes") + XlsxFile.row("no"))
                    .part("xl/worksheets/sheet5.xml", "<worksheet><sheetData><row")
                    .write(folder.resolve("hidden.xlsx"));

            assertThat(stage.send(one("one.xlsx")).exitCode()).isZero();
            Program.Run send = stage.send(hidden);

            assertThat(send.exitCode()).isZero();
            assertThat(send.out()).contains("SHEET_CHOSEN", "and not 'Archive', 'Deep';");
        }
    }

    private Path one(String name) throws IOException {
        return new XlsxFile().sheets("People").rows(FIRST).write(folder.resolve(name));
    }

    private Path two(String name, String person) throws IOException {
        return new XlsxFile()
                .sheets("People", "More")
                .rows(FIRST)
                .rows(2, HEADER + person(person))
                .write(folder.resolve(name));
    }

    private static String person(String name) {
        return XlsxFile.row(name + "@example.org", "acme");
    }

    /** The warnings of sheets that are left out, of all reports. */
    private static List<JsonNode> warned(SandboxStage stage) throws IOException {
        List<JsonNode> warned = new ArrayList<>();
        for (Path report : stage.reports()) {
            JsonNode json = new ObjectMapper().readTree(Files.readString(report.resolve("report.json")));
            json.path("warnings").forEach(warning -> {
                if (warning.path("code").asText().equals("SHEET_CHOSEN")) {
                    warned.add(warning);
                }
            });
        }
        return warned;
    }
}
