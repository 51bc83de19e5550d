package invitations.intake.workbook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import invitations.feed.CsvSettings;
import invitations.feed.SheetSettings;
import invitations.intake.container.UnpackLimits;
import invitations.intake.unpack.Unpacker;
import invitations.invitation.FileRefusedException;
import invitations.invitation.ReasonCode;
import invitations.testing.RawZip;
import invitations.testing.UnpackedFiles;
import invitations.testing.XlsxFile;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Workbooks as CSV, and workbooks that nobody would write for good reasons. */
@Timeout(120)
class XlsxWorkbookTest {
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
        "0, 1.2345678901234567E+19, 1.23456789012346E+19",
        "0, -2.19E+26, -2.19E+26",
        "0, 1000000000000000, 1E+15",
        "0, 123456789012345, 123456789012345",
        "0, 1234567890123456, 1234567890123456",
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

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "00000 | 123 | 00123",
                "00000 | 1234567 | 1234567",
                "00000 | 0 | 00000",
                "00000 | -7 | -00007",
                "00000 | 12.6 | 00013",
                "&quot;S&quot;0000 | 12 | S0012",
                "\\S0000 | 12 | S0012",
                "&quot;ID-&quot;0 | 12 | ID-12",
                "0&quot; kg&quot; | 12 | 12 kg",
                "000-00-0000 | 12345678 | 012-34-5678",
                "###-#### | 5551234 | 555-1234",
                "[&lt;=9999999]###-####;(###) ###-#### | 5551234 | 555-1234",
                "[&lt;=9999999]###-####;(###) ###-#### | 2125551234 | (212) 555-1234",
                "[$-407]00000 | 123 | 00123",
                "[Red]00000;[Blue]-00000 | -5 | -00005",
                "&quot;S&quot;General | 12 | S12",
                "General&quot;x&quot; | 1.5 | 1.5x",
                "00000;;&quot;none&quot; | 12 | 00012",
                "0 | 12 | 12",
                "General | 12 | 12",
                "@ | 12 | 12",
                "#,##0 | 1234 | 1234",
                "0.00 | 2.5 | 2.5",
                "0% | 0.5 | 0.5",
                "# ?/? | 0.5 | 0.5",
                "00.00 | 2.5 | 2.5",
                "&quot;kr&quot; #,##0.00 | 1234.5 | 1234.5",
                "_(* #,##0_);_(* (#,##0);_(* &quot;-&quot;??_);_(@_) | 1234 | 1234",
                "[$€-407] 0 | 12 | 12",
                "0_);(0) | -5 | -5",
                "\"\\ | 5 | 5"
            })
    void a_number_with_zeros_or_letters_of_its_format_is_as_it_is_shown(String code, String value, String shown)
            throws IOException {
        XlsxFile workbook = cell("s=\"1\"><v>" + value + "</v>");
        workbook.part(
                "xl/styles.xml",
                "<styleSheet><numFmts><numFmt numFmtId=\"170\" formatCode=\"" + code.replace("\"", "&quot;")
                        + "\"/></numFmts><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"170\"/></cellXfs></styleSheet>");

        assertThat(csv(workbook)).isEqualTo(line(shown));
    }

    @ParameterizedTest
    @CsvSource({
        "xl/book.xml, /xl/book.xml, sheets/One.xml, xl/sheets/one.xml",
        "xl/book.xml, xl/book.xml, ./sheets/../one%20two.xml, xl/one two.xml",
        "xl\\book.xml, xl\\book.xml, .\\sheets\\one.xml, xl\\sheets\\one.xml",
        "book.xml, ./book.xml, /one.xml, ONE.XML"
    })
    void parts_are_found_by_what_names_them(String main, String named, String target, String part) throws IOException {
        String folderOfMain = main.substring(0, Math.max(main.lastIndexOf('/'), main.lastIndexOf('\\')) + 1);
        Path file = folder.resolve("roster.xlsx");
        RawZip zip = new RawZip()
                .add("[Content_Types].xml", "<Types/>")
                .add(
                        "_rels/.rels",
                        "<Relationships><Relationship Id=\"a\" Type=\"http://purl.oclc.org/ooxml/officeDocument"
                                + "/relationships/officeDocument\" Target=\"" + named + "\"/></Relationships>")
                .add(main, "<workbook xmlns:r=\"r\"><sheets><sheet name=\"P\" r:id=\"b\"/></sheets></workbook>")
                .add(
                        folderOfMain + "_rels/" + main.substring(folderOfMain.length()) + ".rels",
                        "<Relationships><Relationship Id=\"b\" Target=\"" + target + "\"/></Relationships>")
                .add(part, "<worksheet><sheetData><row><c t=\"str\"><v>email</v></c></row></sheetData></worksheet>");

        assertThat(new UnpackedFiles(folder.resolve("unpacked")).of(zip.write(file)))
                .isEqualTo(Map.of("roster.csv", line("email")));
    }

    @Test
    void a_package_that_is_no_workbook_is_refused_as_a_document() throws IOException {
        Path file = new RawZip()
                .add("[Content_Types].xml", "<Types/>")
                .add("visio/document.xml", "<VisioDocument/>")
                .write(folder.resolve("plan.xlsx"));

        assertThatThrownBy(() -> new UnpackedFiles(folder.resolve("unpacked")).of(file))
                .isInstanceOfSatisfying(FileRefusedException.class, refused -> assertThat(refused.code())
                        .isEqualTo(ReasonCode.UNSUPPORTED_FILE));
    }

    @Test
    void a_formula_without_a_result_refuses_the_workbook_and_an_empty_result_does_not() throws IOException {
        assertThat(csv(new XlsxFile().rows("<row><c t=\"str\"><v>a</v></c><c t=\"str\"><f>X</f><v></v></c></row>")))
                .isEqualTo(line("a"));
        assertThatThrownBy(() -> csv(new XlsxFile().rows("<row><c t=\"str\"><f>X</f></c></row>")))
                .hasMessageContaining("never calculated");
    }

    @Test
    void a_cell_over_several_rows_counts_in_each_that_has_others() throws IOException {
        String sheet = "<worksheet><sheetData>"
                + "<row r=\"1\"><c t=\"str\"><v>email</v></c><c t=\"str\"><v>team</v></c></row>"
                + "<row r=\"2\"><c t=\"str\"><v>a</v></c><c t=\"str\"><v>North</v></c></row>"
                + "<row r=\"3\"><c t=\"str\"><v>b</v></c></row><row r=\"4\"/>"
                + "<row r=\"5\"><c t=\"str\"><v>c</v></c></row>"
                + "<row r=\"6\"><c t=\"str\"><v>d</v></c></row>"
                + "</sheetData><mergeCells><mergeCell ref=\"B2:B5\"/><mergeCell ref=\"A1:B1\"/></mergeCells></worksheet>";

        assertThat(csv(new XlsxFile().part("xl/worksheets/sheet1.xml", sheet)))
                .isEqualTo(
                        "\"email\",\"team\"\r\n\"a\",\"North\"\r\n\"b\",\"North\"\r\n\r\n\"c\",\"North\"\r\n\"d\",\r\n");
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
                .isInstanceOfSatisfying(FileRefusedException.class, refused -> {
                    assertThat(refused.code()).isEqualTo(ReasonCode.INVALID_SHEET);
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
                .isInstanceOf(FileRefusedException.class);
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
                .isInstanceOfSatisfying(FileRefusedException.class, refused -> assertThat(refused.code())
                        .isEqualTo(ReasonCode.FILE_TOO_LARGE));
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

    @ParameterizedTest
    @ValueSource(strings = {"x-UTF-16LE-BOM", "UTF-16", "UTF-16LE", "UTF-16BE"})
    void parts_may_be_in_utf_16(String charset) throws IOException {
        StringBuilder rows = new StringBuilder();
        StringBuilder expected = new StringBuilder();
        for (int i = 1; i <= 3_000; i++) {
            String value = "\uD83D\uDE00".repeat(i % 7) + "x\u00e9".repeat(i % 3) + i;
            rows.append(XlsxFile.row(value, "b"));
            expected.append('"').append(value).append("\",\"b\"\r\n");
        }
        XlsxFile workbook = new XlsxFile().rows(rows.toString());

        Path file = workbook.write(folder.resolve("roster.xlsx"), Charset.forName(charset));

        assertThat(unpack(file, null).get("roster.csv")).isEqualTo(expected.toString());
    }

    @Test
    void cells_of_several_rows_are_found_in_utf_16() throws IOException {
        XlsxFile workbook = new XlsxFile()
                .part(
                        "xl/worksheets/sheet1.xml",
                        "<worksheet><sheetData>" + XlsxFile.row("a", "b") + XlsxFile.row("", "c")
                                + "</sheetData><mergeCells><mergeCell ref=\"A1:A2\"/></mergeCells></worksheet>");

        Path file = workbook.write(folder.resolve("roster.xlsx"), StandardCharsets.UTF_16);

        assertThat(unpack(file, null)).containsEntry("roster.csv", "\"a\",\"b\"\r\n\"a\",\"c\"\r\n");
    }

    @Test
    void what_utf_16_hides_is_refused_as_anywhere() throws IOException {
        XlsxFile entity = new XlsxFile().part("xl/worksheets/sheet1.xml", "<!DOCTYPE a [<!ENTITY b \"c\">]><a/>");

        for (Charset charset : List.of(StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
            assertThatThrownBy(() -> unpack(entity.write(folder.resolve("roster.xlsx"), charset), null))
                    .isInstanceOf(FileRefusedException.class)
                    .hasMessageContaining("the workbook has XML in it that no spreadsheet program writes");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void broken_utf_16_is_damaged(int behind) throws IOException {
        byte[] begin = ("<worksheet><sheetData>" + XlsxFile.row("a")).getBytes(StandardCharsets.UTF_16LE);
        // Half of a letter beyond the first 65,536, or half of any.
        byte[] broken = Arrays.copyOf(begin, begin.length + 2 + behind);
        broken[begin.length + 1] = (byte) 0xDC;
        Path file = folder.resolve("roster.xlsx");
        try (ZipFile zip = new ZipFile(new XlsxFile()
                        .sheets("People")
                        .rows(XlsxFile.row("a"))
                        .write(folder.resolve("sound.xlsx"))
                        .toFile());
                ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(file))) {
            for (ZipEntry entry : zip.stream().toList()) {
                out.putNextEntry(new ZipEntry(entry.getName()));
                out.write(
                        entry.getName().endsWith("sheet1.xml")
                                ? broken
                                : zip.getInputStream(entry).readAllBytes());
            }
        }

        assertThatThrownBy(() -> unpack(file, null))
                .isInstanceOf(FileRefusedException.class)
                .hasMessageContaining("the workbook is damaged");
        assertThatThrownBy(() -> unpack(file, "People"))
                .isInstanceOf(FileRefusedException.class)
                .hasMessageContaining("the workbook is damaged");
    }

    @Test
    void two_sheets_of_one_name_are_refused() {
        XlsxFile workbook = new XlsxFile()
                .sheets("People", "People")
                .rows(XlsxFile.row("a"))
                .rows(2, XlsxFile.row("b"));

        assertThatThrownBy(() -> csv(workbook))
                .isInstanceOf(FileRefusedException.class)
                .hasMessageContaining("two sheets 'People'");
    }

    private void assertTooMuch(XlsxFile workbook) {
        // As packed as these are, the ratio would refuse them first.
        UnpackLimits limits = new UnpackLimits(5_000_000, 20_000_000, 10_000, 100);
        assertThatThrownBy(() -> new UnpackedFiles(folder.resolve("unpacked"))
                        .of(
                                workbook.write(folder.resolve("roster.xlsx")),
                                SheetSettings.NONE,
                                new Unpacker(limits, null, "")))
                .isInstanceOfSatisfying(FileRefusedException.class, refused -> assertThat(refused.code())
                        .isEqualTo(ReasonCode.TOO_MUCH_PACKED))
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
                file, new SheetSettings(sheet, CsvSettings.NONE), new Unpacker(UnpackedFiles.LIMITS, null, ""));
    }
}
