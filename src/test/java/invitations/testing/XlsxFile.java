package invitations.testing;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Writes workbooks, also such as no spreadsheet would write. */
public final class XlsxFile {
    private static final String HEAD = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
    private static final String MAIN = "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"";

    private final Map<String, String> parts = new LinkedHashMap<>();
    private Charset charset = StandardCharsets.UTF_8;

    /** A workbook with the sheets "People" and "Other". */
    public XlsxFile() {
        part("[Content_Types].xml", "<Types/>");
        part(
                "xl/workbook.xml",
                "<workbook " + MAIN + " xmlns:r=\"r\"><workbookPr/><sheets>"
                        + "<sheet name=\"Hidden\" sheetId=\"3\" state=\"hidden\" r:id=\"rId3\"/>"
                        + "<sheet name=\"People\" sheetId=\"1\" r:id=\"rId1\"/>"
                        + "<sheet name=\"Other\" sheetId=\"2\" r:id=\"rId2\"/></sheets></workbook>");
        part(
                "xl/_rels/workbook.xml.rels",
                "<Relationships><Relationship Id=\"rId1\" Target=\"worksheets/sheet1.xml\"/>"
                        + "<Relationship Id=\"rId2\" Target=\"/xl/worksheets/sheet2.xml\"/></Relationships>");
        part(
                "xl/styles.xml",
                "<styleSheet " + MAIN + "><numFmts><numFmt numFmtId=\"170\" formatCode=\"[$-407]dd\\.mm\\.yyyy;@\"/>"
                        + "<numFmt numFmtId=\"171\" formatCode=\"&quot;day&quot; 0.00E+00\"/></numFmts>"
                        + "<cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs><cellXfs><xf numFmtId=\"0\"/>"
                        + "<xf numFmtId=\"14\"/><xf numFmtId=\"22\"/><xf numFmtId=\"20\"/><xf numFmtId=\"170\"/>"
                        + "<xf numFmtId=\"171\"/></cellXfs></styleSheet>");
        rows("xl/worksheets/sheet2.xml", "<row><c t=\"inlineStr\"><is><t>other</t></is></c></row>");
    }

    /** Sets a part as it stands. */
    public XlsxFile part(String name, String xml) {
        parts.put(name, HEAD + xml);
        return this;
    }

    /** Sets the texts that cells share. */
    public XlsxFile texts(String... items) {
        return part("xl/sharedStrings.xml", "<sst " + MAIN + "><si>" + String.join("</si><si>", items) + "</si></sst>");
    }

    /** Sets the rows of the sheet "People". */
    public XlsxFile rows(String rows) {
        return rows("xl/worksheets/sheet1.xml", rows);
    }

    /** Sets the sheets, each by its name and, behind a blank, its state; the first one has the rows of "People". */
    public XlsxFile sheets(String... names) {
        StringBuilder sheets = new StringBuilder();
        StringBuilder related = new StringBuilder();
        for (int i = 1; i <= names.length; i++) {
            String[] name = names[i - 1].split(" ", -1);
            sheets.append("<sheet name=\"")
                    .append(name[0])
                    .append("\" sheetId=\"")
                    .append(i);
            sheets.append(name.length > 1 ? "\" state=\"" + name[1] : "")
                    .append("\" r:id=\"rId")
                    .append(i);
            sheets.append("\"/>");
            related.append("<Relationship Id=\"rId")
                    .append(i)
                    .append("\" Target=\"worksheets/sheet")
                    .append(i);
            related.append(".xml\"/>");
        }
        part("xl/workbook.xml", "<workbook " + MAIN + " xmlns:r=\"r\"><sheets>" + sheets + "</sheets></workbook>");
        return part("xl/_rels/workbook.xml.rels", "<Relationships>" + related + "</Relationships>");
    }

    /** Sets the rows of the sheet of that number, from 1. */
    public XlsxFile rows(int sheet, String rows) {
        return rows("xl/worksheets/sheet" + sheet + ".xml", rows);
    }

    /** A row of texts. */
    public static String row(String... texts) {
        StringBuilder row = new StringBuilder("<row>");
        for (String text : texts) {
            row.append("<c t=\"inlineStr\"><is><t>").append(text).append("</t></is></c>");
        }
        return row.append("</row>").toString();
    }

    private String declared() {
        return charset.name().startsWith("UTF-16") ? "UTF-16" : charset.name();
    }

    private XlsxFile rows(String part, String rows) {
        return part(part, "<worksheet " + MAIN + "><sheetData>" + rows + "</sheetData></worksheet>");
    }

    /** Writes all parts in the charset. */
    public Path write(Path file, Charset charset) throws IOException {
        this.charset = charset;
        return write(file);
    }

    public Path write(Path file) throws IOException {
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, String> part : parts.entrySet()) {
                zip.putNextEntry(new ZipEntry(part.getKey()));
                zip.write(part.getValue().replace("UTF-8", declared()).getBytes(charset));
                zip.closeEntry();
            }
        }
        return file;
    }
}
