package invitations.journey.intake;

import static org.assertj.core.api.Assertions.assertThat;

import invitations.camel.InvitationRuntime;
import invitations.ledger.report.ResultRow;
import invitations.testing.SandboxStage;
import invitations.testing.XlsxFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Numbers of a workbook as keys and user names: sent as they are shown, or held back where that is not what they are. */
class FormattedKeysJourneyTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '\'',
            value = {
                "General,7,7",
                "0,7,7",
                "00000,123,00123",
                "'\"P\"0',7,P7",
                "'\"P\"000',7,P007",
                "'[Red]\"P\"0',7,P7",
                "'\\P0',7,P7",
                "'\"P\"General',7,P7",
                "'000-00-0000',123456789,123-45-6789",
                "'#,##0',999,999",
                "'_(* #,##0_);_(* (#,##0)',7,7",
                "'[<100]000;0000',7,007",
                "@,7,7",
                "General,6.9999999999999996,7",
                "General,202611000001,202611000001",
            })
    void what_is_shown_as_it_is_is_sent(String code, String number, String key) throws Exception {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            stage.send(keys(code, number));

            assertThat(stage.invited())
                    .isEqualTo(Map.of("ada@example.org " + key, 1L, key.toLowerCase(Locale.ROOT) + " acme", 1L));
        }
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '\'',
            value = {
                "0.00,7,7",
                "0%,7,7",
                "'\"P\"0.0',1,P1",
                "'0.0\"x\"',7,7",
                "'0\"x\"',7,7",
                "'0\" x\"',7,7",
                "'#,##0',1234567,1234567",
                "'# ?/?',7,7",
                "'# ?/?',0.5,''",
                "'[h]:mm',1,''",
                "'[h]:mm',1.5,''",
                "'h:mm',0.5,''",
                "'0.00E+00',202611000000,202611000000",
                "'_(* #,##0.00_);_(* (#,##0.00)',7,7",
                "'$#,##0',7,$7",
                "General,7.5,''",
                "0,7.4,''",
                "00000,7.4,''",
                "'\"P\"0',7.5,''",
                "'0,',7000,7000",
                "'0,000',7,7",
                "';;;',7,7",
                "'yyyy-mm-dd',45000,''",
                "'d-mmm',45000,''",
            })
    void what_is_shown_otherwise_is_held_back(String code, String number, String suggestion) throws Exception {
        try (SandboxStage stage = SandboxStage.open(folder);
                InvitationRuntime runtime = stage.start(InvitationRuntime.Mode.ONCE)) {
            SandboxStage.Result result = SandboxStage.send(runtime, keys(code, number));

            assertThat(stage.sandbox().record()).isEmpty();
            List<ResultRow> rows = result.rows();
            assertThat(rows).extracting(ResultRow::code).containsExactly("INVALID_KEY", "INVALID_USERNAME");
            assertThat(rows).allSatisfy(row -> assertThat(row.message())
                    .contains("make its column a text in the spreadsheet, type it anew"));
            String letters = Files.readString(
                    runtime.reports().folder(result.drop()).resolve("dead-letter.csv"), StandardCharsets.UTF_8);
            if (!suggestion.isEmpty() && !suggestion.startsWith("$")) {
                assertThat(letters).contains("platform_key: " + suggestion, "username: " + suggestion);
            }
            Path again = Files.writeString(folder.resolve("again.csv"), letters);
            SandboxStage.send(runtime, again);
            assertThat(stage.sandbox().record()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 4, 7, 9, 10, 11, 12, 14, 20, 39, 43, 44, 46, 47, 48})
    void the_formats_of_all_workbooks_are_known(int id) throws Exception {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            stage.send(keys(id, "7"));

            assertThat(stage.sandbox().record()).isEmpty();
        }
    }

    @Test
    void the_sentence_says_what_happened() throws Exception {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            assertThat(stage.run("check", keys("0.00", "7").toString()).out())
                    .contains(
                            "platform_key: '7 (format 0.00)' – expected the text itself: the cell has the number 7, and its"
                                    + " format 0.00 shows it otherwise");
        }
    }

    @Test
    void names_and_metadata_stay_as_they_were() throws Exception {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            Path file = styled("0.00")
                    .rows(
                            XlsxFile.row("email", "platform_key", "first_name", "grade")
                                    + "<row><c t=\"inlineStr\"><is><t>ada@example.org</t></is></c>"
                                    + "<c t=\"inlineStr\"><is><t>acme</t></is></c><c s=\"1\"><v>7</v></c><c s=\"1\"><v>1.5</v></c></row>")
                    .write(folder.resolve("names.xlsx"));

            assertThat(stage.send(file).exitCode()).isZero();
            assertThat(stage.sandbox().record().get(0).metadata().toString()).contains("grade=1.5,");
        }
    }

    @Test
    void columns_are_keys_by_whatever_name_and_below_titles() throws Exception {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            stage.feed("default", "column.platform_key = School\n");
            Path file = styled("0.0")
                    .rows(
                            XlsxFile.row("A list") + XlsxFile.row("E-Mail", "School *")
                                    + "<row><c t=\"inlineStr\"><is><t>ada@example.org</t></is></c><c s=\"1\"><v>7</v></c></row>")
                    .write(folder.resolve("titles.xlsx"));

            stage.send(file);

            assertThat(stage.sandbox().record()).isEmpty();
            assertThat(Files.readString(stage.report().resolve("dead-letter.csv")))
                    .contains("7 (format 0.0)");
        }
    }

    @Test
    void digits_of_all_widths_and_scripts_are_rounded_numbers() throws Exception {
        try (SandboxStage stage = SandboxStage.open(folder);
                InvitationRuntime runtime = stage.start(InvitationRuntime.Mode.ONCE)) {
            List<String> rows = new ArrayList<>(List.of("username,platform_key,note"));
            Stream.of(
                            "\uff12.\uff10\uff12\uff25+\uff11\uff11",
                            "\uff12\uff0e\uff10\uff12\uff25\uff0b\uff11\uff11",
                            "\uff11\uff10\uff10\uff11.\uff10",
                            "\u0662\u066b\u0660\u0662E+\u0661\u0661")
                    .forEach(number -> {
                        rows.add(number + ",acme,");
                        rows.add("ada," + number + ",");
                        rows.add("user" + rows.size() + ",acme," + number);
                    });
            SandboxStage.Result result =
                    SandboxStage.send(runtime, stage.file("wide.csv", String.join("\n", rows) + "\n"));

            assertThat(result.rows())
                    .filteredOn(row -> row.code() != null)
                    .hasSize(8)
                    .allSatisfy(row -> assertThat(row.message()).contains("a spreadsheet has rounded this number"));
            assertThat(result.summary().warnings())
                    .anySatisfy(warning -> assertThat(warning.toString()).contains("ROUNDED_NUMBER, count=4"));
        }
    }

    private Path keys(Object format, String number) throws Exception {
        XlsxFile file = format instanceof Integer id ? numbered(id) : styled(String.valueOf(format));
        return file.rows(XlsxFile.row("email", "username", "platform_key")
                        + "<row><c r=\"A2\" t=\"inlineStr\"><is><t>ada@example.org</t></is></c>"
                        + "<c r=\"C2\" s=\"1\"><v>" + number + "</v></c></row>"
                        + "<row><c r=\"B3\" s=\"1\"><v>" + number + "</v></c>"
                        + "<c r=\"C3\" t=\"inlineStr\"><is><t>acme</t></is></c></row>")
                .write(folder.resolve("keys.xlsx"));
    }

    private static XlsxFile styled(String code) {
        String written = code.replace("&", "&amp;").replace("\"", "&quot;").replace("<", "&lt;");
        return new XlsxFile()
                .part(
                        "xl/styles.xml",
                        "<styleSheet><numFmts><numFmt numFmtId=\"170\" formatCode=\"" + written
                                + "\"/></numFmts><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"170\"/></cellXfs></styleSheet>");
    }

    private static XlsxFile numbered(int id) {
        return new XlsxFile()
                .part(
                        "xl/styles.xml",
                        "<styleSheet><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"" + id
                                + "\"/></cellXfs></styleSheet>");
    }
}
