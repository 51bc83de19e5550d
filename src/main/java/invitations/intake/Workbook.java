package invitations.intake;

import invitations.feed.SheetSettings;
import invitations.invitation.Code;
import invitations.invitation.Dialect;
import invitations.invitation.RefusedFile;
import java.io.BufferedWriter;
import java.io.EOFException;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import javax.xml.stream.XMLStreamException;
import org.jspecify.annotations.Nullable;

/** A workbook of Excel 2007 and later (ECMA-376), of which one sheet is read. Only what that takes is unpacked. */
final class Workbook {
    private static final String MAIN = "xl/workbook.xml";
    /** All of their names are in memory. */
    private static final int MOST_SHEETS = 1_000;

    private final ZipFile zip;
    private final UnpackBudget budget;
    private final UnpackLimits limits;
    /** What it names, by the id by which it names it. */
    private final Map<String, String> files = new HashMap<>();

    private final Map<String, String> sheets = new LinkedHashMap<>();
    private @Nullable String firstShown;
    private boolean from1904;

    private Workbook(ZipFile zip, UnpackBudget budget, UnpackLimits limits) {
        this.zip = zip;
        this.budget = budget;
        this.limits = limits;
    }

    /**
     * Whether a ZIP is one.
     *
     * @throws RefusedFile when it is something else that is no ZIP to those who made it
     */
    static boolean isOne(List<ZipListed> entries) {
        List<String> names = entries.stream()
                .map(entry -> entry.name().toLowerCase(Locale.ROOT))
                .toList();
        if (names.contains("mimetype") || names.contains("xl/workbook.bin") || names.contains("index/document.iwa")) {
            throw Unpacking.unsupported("the file is a workbook or a document of another kind than .xlsx");
        }
        if (names.contains("[content_types].xml") && !names.contains(MAIN)) {
            throw Unpacking.unsupported("the file is a document");
        }
        return names.contains(MAIN);
    }

    /**
     * Writes a sheet as CSV.
     *
     * @param budget how much may come out of the file
     * @param sheet its name, or none for the first that is shown, and how the CSV will be read
     * @throws RefusedFile when it is not there, or cannot be read
     */
    static void write(Path file, SheetSettings sheet, UnpackBudget budget, OutputStream out) throws IOException {
        try (ZipFile zip = new ZipFile(file.toFile(), StandardCharsets.ISO_8859_1)) {
            Workbook workbook = new Workbook(zip, budget, budget.limits());
            workbook.readContents();
            Writer writer = new BufferedWriter(
                    new OutputStreamWriter(new Bounded(out, budget.limits()), StandardCharsets.UTF_8), 1 << 14);
            workbook.write(workbook.find(sheet.name()), DialectFinder.certain(sheet.csv()), writer);
            writer.flush();
        } catch (ZipException | EOFException | XMLStreamException e) {
            throw unreadable();
        }
    }

    private void readContents() throws IOException, XMLStreamException {
        int parts = 0;
        int named = 0;
        try (XmlPart part = required("xl/_rels/workbook.xml.rels")) {
            while (part.next()) {
                String target = part.begins("Relationship") ? part.attribute("Target") : null;
                if (target != null) {
                    files.put(
                            String.valueOf(part.attribute("Id")),
                            target.startsWith("/") ? target.substring(1) : "xl/" + target);
                    parts = count(parts);
                }
            }
        }
        try (XmlPart part = required(MAIN)) {
            while (part.next()) {
                if (part.begins("workbookPr")) {
                    from1904 = List.of("1", "true").contains(String.valueOf(part.attribute("date1904")));
                } else if (part.begins("sheet")) {
                    String name = String.valueOf(part.attribute("name"));
                    sheets.put(name, String.valueOf(part.attribute("id")));
                    named = count(named);
                    if (firstShown == null
                            && !String.valueOf(part.attribute("state")).matches("(?i)(very)?hidden")) {
                        firstShown = name;
                    }
                }
            }
        }
    }

    /** Also what has the same name as another one. */
    private int count(int before) {
        if (before == MOST_SHEETS) {
            throw limits.tooMuch(
                    "the workbook names more than " + MOST_SHEETS + " sheets or parts (save one as 'CSV UTF-8')");
        }
        return before + 1;
    }

    private String find(@Nullable String wanted) {
        String name = wanted == null ? firstShown : wanted;
        String file = name == null ? null : files.get(sheets.getOrDefault(name, ""));
        if (file == null) {
            throw new RefusedFile(
                    Code.INVALID_SHEET,
                    0,
                    "the workbook has no sheet '" + Text.quote(String.valueOf(name)) + "', but "
                            + Text.quote(String.join(", ", sheets.keySet()))
                            + ": rename one, or set sheet for the feed");
        }
        return file;
    }

    private void write(String sheet, Dialect dialect, Writer out) throws IOException, XMLStreamException {
        NumberFormats formats;
        try (XmlPart part = part("xl/styles.xml")) {
            formats = NumberFormats.read(part, from1904, limits);
        }
        try (SharedTexts texts = sharedTexts();
                XmlPart part = required(sheet)) {
            new SheetRows(texts, formats, dialect, out).write(part);
        }
    }

    private SharedTexts sharedTexts() throws IOException, XMLStreamException {
        try (XmlPart part = part("xl/sharedStrings.xml")) {
            return SharedTexts.read(part, budget);
        }
    }

    private XmlPart required(String name) throws IOException, XMLStreamException {
        XmlPart part = part(name);
        if (part == null) {
            throw unreadable();
        }
        return part;
    }

    private @Nullable XmlPart part(String name) throws IOException, XMLStreamException {
        ZipEntry entry = zip.getEntry(name);
        return entry == null ? null : new XmlPart(budget.counted(zip.getInputStream(entry)));
    }

    private static RefusedFile unreadable() {
        return new RefusedFile(
                Code.INVALID_SHEET, 0, "the workbook is damaged: save it again, or save it as 'CSV UTF-8'");
    }

    /** A text that many cells share is written for each of them. */
    private static final class Bounded extends FilterOutputStream {
        private final UnpackLimits limits;
        private long size;

        Bounded(OutputStream out, UnpackLimits limits) {
            super(out);
            this.limits = limits;
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            size += length;
            limits.checkFile("the sheet, as CSV,", size);
            out.write(bytes, offset, length);
        }
    }
}
