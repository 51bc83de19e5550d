package invitations.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import invitations.feed.CsvSettings;
import invitations.feed.SheetSettings;
import invitations.invitation.Code;
import invitations.invitation.RefusedFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Workbooks as CSV, and workbooks that nobody would write for good reasons. */
@Timeout(120)
class WorkbookTest {
    @TempDir
    Path folder;

    @Test
    void a_row_is_a_line_and_cells_are_as_they_are_shown() throws IOException {
        XlsxFile workbook = new XlsxFile()
                .texts(
                        "<t>email</t>",
                        "<r><t>Lovelace, </t></r><r><t>\"Ada\"</t></r><rPh><t>x</t></rPh>",
                        "<t>a_x000D_\nb</t>")
                .rows(
                        "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"C1\" t=\"inlineStr\"><is><t>n</t></is></c></row>"
                                + "<row r=\"2\"><c r=\"A2\" s=\"1\"/></row>"
                                + "<row r=\"4\"><c r=\"A4\" t=\"s\"><v>1</v></c><c r=\"B4\" t=\"b\"><v>1</v></c></row>"
                                + "<row r=\"5\"><c r=\"A5\" t=\"s\"><v>2</v></c><c r=\"B5\" t=\"str\"><f>A1</f><v>x</v></c>"
                                + "<c r=\"C5\"><f>1+1</f><v>2</v></c></row>"
                                + "<row r=\"9\"><c r=\"A9\" s=\"1\"/></row>");

        assertThat(csv(workbook))
                .isEqualTo(
                        "\"email\",,\"n\"\r\n\r\n\r\n\"Lovelace, \"\"Ada\"\"\",\"true\",\r\n\"a b\",\"x\",\"2\"\r\n");
    }

    @ParameterizedTest
    @CsvSource({
        "0, 42, 42",
        "0, 42.0, 42",
        "0, 1.2345678901234567E+19, 12345678901234567000",
        "0, 1E3, 1000",
        "0, 0.1, 0.1",
        "0, 1.1000000000000001, 1.1",
        "0, -0.5, -0.5",
        "5, 45000, 45000",
        "1, 46348, 2026-11-22",
        "4, 46348, 2026-11-22",
        "2, 46348.5, 2026-11-22T12:00:00",
        "2, 46348.99999999, 2026-11-23T00:00:00",
        "3, 0.75, 18:00:00",
        "1, 1, 1900-01-01",
        "1, 59, 1900-02-28",
        "1, 61, 1900-03-01",
        "99, 46348, 46348"
    })
    void a_number_is_written_by_its_format(int style, String value, String shown) throws IOException {
        assertThat(csv(cell("s=\"" + style + "\"><v>" + value + "</v>"))).isEqualTo(line(shown));
    }

    @Test
    void days_may_be_counted_from_1904() throws IOException {
        XlsxFile workbook = cell("s=\"1\"><v>44886</v>");
        workbook.part(
                "xl/workbook.xml",
                "<workbook xmlns:r=\"r\"><workbookPr date1904=\"1\"/><sheets><sheet name=\"P\" r:id=\"rId1\"/></sheets></workbook>");

        assertThat(csv(workbook)).isEqualTo(line("2026-11-22"));
    }

    @Test
    void the_feed_may_name_the_sheet() throws IOException {
        Path file = new XlsxFile().rows("").write(folder.resolve("roster.xlsx"));

        assertThat(unpack(file, "Other")).isEqualTo(Map.of("roster.csv", line("other")));
        assertThatThrownBy(() -> unpack(file, "Staff"))
                .hasMessageContaining("no sheet 'Staff', but Hidden, People, Other: rename one, or set sheet");
    }

    @ParameterizedTest
    @CsvSource({
        "t=\"e\"><v>#N/A</v>, cell C7 has the error #N/A",
        "><f>A1</f>, cell C7 has a formula that was never calculated",
        "t=\"s\"><v>0</v>, cell C7 has a text that is not there",
        "t=\"s\"><v>2147483000</v>, cell C7 has a text that is not there",
        "t=\"s\"><v>-1</v>, cell C7 has a text that is not there",
        "><v>1E400</v>, a number or a date that cannot be read",
        "><v>1E-2147483647</v>, a number or a date that cannot be read",
        "><v>x</v>, a number or a date that cannot be read",
        "s=\"1\"><v>-1</v>, a number or a date that cannot be read",
        "s=\"1\"><v>60</v>, a number or a date that cannot be read",
        "s=\"1\"><v>99999999</v>, a number or a date that cannot be read"
    })
    void a_cell_that_cannot_be_read_is_named(String cell, String reason) {
        assertThatThrownBy(() -> csv(new XlsxFile().rows("<row r=\"7\"><c r=\"C7\" " + cell + "</c></row>")))
                .isInstanceOfSatisfying(RefusedFile.class, refused -> {
                    assertThat(refused.code()).isEqualTo(Code.INVALID_SHEET);
                    assertThat(refused.line()).isEqualTo(7);
                })
                .hasMessageContaining(reason);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<row r=\"1\"><c r=\"ZZZZZZZ1\"><v>1</v></c></row>",
                "<row r=\"1\"><c r=\"XFE1\"><v>1</v></c></row>",
                "<row r=\"1\"><c r=\"B1\"><v>1</v></c><c r=\"A1\"><v>1</v></c></row>",
                "<row r=\"2000000000\"><c><v>1</v></c></row>",
                "<row r=\"1048577\"><c><v>1</v></c></row>",
                "<row r=\"2\"/><row r=\"2\"/>",
                "<row r=\"x\"/>"
            })
    void places_that_no_sheet_has_are_refused(String rows) {
        assertThatThrownBy(() -> csv(new XlsxFile().rows(rows))).hasMessageContaining("are not in order");
    }

    @Test
    void entities_and_document_types_are_refused() {
        String bomb = "<!DOCTYPE x [<!ENTITY a SYSTEM \"file:///etc/passwd\">]><sst><si><t>&a;</t></si></sst>";

        assertThatThrownBy(() -> csv(cell("t=\"s\"><v>0</v>").part("xl/sharedStrings.xml", bomb)))
                .hasMessageContaining("XML in it that no spreadsheet program writes");
        assertThatThrownBy(() ->
                        csv(cell("t=\"s\"><v>0</v>").part("xl/sharedStrings.xml", "<sst><si><t>&a;</t></si></sst>")))
                .hasMessageContaining("the workbook is damaged");
    }

    @Test
    void what_would_fill_the_memory_is_refused() {
        assertThatThrownBy(
                        () -> csv(cell("><v>1</v>").part("xl/styles.xml", "<a b=\"" + "xy1 ".repeat(300_000) + "\"/>")))
                .isInstanceOf(RefusedFile.class);
        assertThatThrownBy(() -> csv(cell("t=\"inlineStr\"><is><t>" + "x".repeat(40_001) + "</t></is>")))
                .hasMessageContaining("more than 40000 characters");
    }

    @Test
    void more_formats_and_sheets_than_any_workbook_has_are_refused() {
        XlsxFile styles = cell("><v>1</v>");
        assertTooMuch(styles.part("xl/styles.xml", repeated("<a><numFmt numFmtId=\"%d\"/></a>", 5_001)));
        assertTooMuch(styles.part("xl/styles.xml", "<a><cellXfs>" + "<xf/>".repeat(70_001) + "</cellXfs></a>"));
        assertTooMuch(styles.part("xl/styles.xml", "<a><numFmt formatCode=\"" + "y".repeat(4_097) + "\"/></a>"));
        assertTooMuch(cell("><v>1</v>").part("xl/workbook.xml", repeated("<a><sheet name=\"%d\"/></a>", 1_001)));
        assertTooMuch(cell("><v>1</v>")
                .part("xl/_rels/workbook.xml.rels", repeated("<a><Relationship Id=\"%d\" Target=\"x\"/></a>", 1_001)));
    }

    @Test
    void a_text_that_many_cells_share_counts_for_each() {
        String row = "<row>" + "<c t=\"s\"><v>0</v></c>".repeat(200) + "</row>";

        assertThatThrownBy(() -> csv(new XlsxFile()
                        .texts("<t>" + "x".repeat(30_000) + "</t>")
                        .rows(row)))
                .isInstanceOfSatisfying(
                        RefusedFile.class, refused -> assertThat(refused.code()).isEqualTo(Code.FILE_TOO_LARGE));
    }

    @Test
    void a_workbook_that_breaks_off_is_refused() {
        assertThatThrownBy(() -> csv(new XlsxFile().part("xl/worksheets/sheet1.xml", "<worksheet><sheetData><row>")))
                .hasMessageContaining("the workbook is damaged");
        assertThatThrownBy(() -> csv(new XlsxFile())).hasMessageContaining("the workbook is damaged");
    }

    /** A line of one cell. */
    private static String line(String cell) {
        return "\"" + cell + "\",\"\"\r\n";
    }

    /** The element within, so many times, with a number each. */
    private static String repeated(String xml, int times) {
        StringBuilder all = new StringBuilder("<a>");
        for (int number = 0; number < times; number++) {
            all.append(String.format(xml, number));
        }
        return all.append("</a>").toString();
    }

    private void assertTooMuch(XlsxFile workbook) {
        // As packed as these are, the ratio would refuse them first.
        UnpackLimits limits = new UnpackLimits(5_000_000, 20_000_000, 10_000, 100);
        assertThatThrownBy(() -> new UnpackedFiles(folder.resolve("unpacked"))
                        .of(
                                workbook.write(folder.resolve("roster.xlsx")),
                                SheetSettings.NONE,
                                new Unpacking(limits, null, "")))
                .isInstanceOfSatisfying(
                        RefusedFile.class, refused -> assertThat(refused.code()).isEqualTo(Code.TOO_MUCH_PACKED))
                .hasMessageContaining("the workbook");
    }

    private static XlsxFile cell(String rest) {
        return new XlsxFile().rows("<row><c " + rest + "</c></row>");
    }

    private String csv(XlsxFile workbook) throws IOException {
        return unpack(workbook.write(folder.resolve("roster.xlsx")), null).getOrDefault("roster.csv", "");
    }

    private Map<String, String> unpack(Path file, @Nullable String sheet) throws IOException {
        UnpackedFiles unpacked = new UnpackedFiles(folder.resolve("unpacked"));
        return unpacked.of(
                file, new SheetSettings(sheet, CsvSettings.NONE), new Unpacking(UnpackedFiles.LIMITS, null, ""));
    }
}
