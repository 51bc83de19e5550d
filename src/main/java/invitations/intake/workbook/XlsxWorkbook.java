package invitations.intake.workbook;

import invitations.csv.TextRules;
import invitations.feed.SheetSettings;
import invitations.intake.container.BoundedOutputStream;
import invitations.intake.container.FileKind;
import invitations.intake.container.UnpackBudget;
import invitations.intake.container.UnpackSink;
import invitations.invitation.FileRefusedException;
import invitations.invitation.ReasonCode;
import invitations.invitation.Warning;
import java.io.BufferedWriter;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import javax.xml.stream.XMLStreamException;
import org.jspecify.annotations.Nullable;

/**
 * A workbook of Excel 2007 and later (ECMA-376), of which one sheet is read: the one that the feed names, or else the first
 * that is not hidden and is a list of people by its header. Only what that takes is unpacked.
 */
public final class XlsxWorkbook {
    private final WorkbookParts parts;
    private final ZipFile zip;
    private final UnpackBudget budget;
    private final SheetSettings settings;
    private final Map<String, Relationship> related = new HashMap<>();
    /** The parts of sheets, by their names. */
    private final Map<String, String> sheets = new LinkedHashMap<>();

    private final List<String> shown = new ArrayList<>();
    private String main = "";
    private boolean from1904;

    private XlsxWorkbook(ZipFile zip, SheetSettings settings, UnpackBudget budget) {
        this.parts = new WorkbookParts(zip, budget);
        this.zip = zip;
        this.settings = settings;
        this.budget = budget;
    }

    /**
     * Writes a sheet as CSV.
     *
     * @param budget how much may come out of the file
     * @param settings which sheet, and how the CSV will be read
     * @param warnings takes what there is to warn of
     * @throws FileRefusedException when it is not there, or cannot be read
     */
    public static void write(
            Path file, SheetSettings settings, UnpackBudget budget, OutputStream out, UnpackSink warnings)
            throws IOException {
        try (ZipFile zip = new ZipFile(file.toFile(), StandardCharsets.ISO_8859_1)) {
            XlsxWorkbook workbook = new XlsxWorkbook(zip, settings, budget);
            workbook.readContents();
            Writer writer = new BufferedWriter(
                    new OutputStreamWriter(new BoundedOutputStream(out, budget.limits()), StandardCharsets.UTF_8),
                    1 << 14);
            workbook.write(writer, warnings);
            writer.flush();
        } catch (ZipException | EOFException | CharacterCodingException | XMLStreamException e) {
            throw unreadable();
        }
    }

    private void readContents() throws IOException, XMLStreamException {
        main = parts.main();
        if (!parts.has(main)) {
            throw FileKind.unsupported("the file is a document");
        }
        for (Relationship each : parts.related(main)) {
            related.put(each.id(), each);
        }
        int named = 0;
        try (XmlPartReader part = required(main)) {
            while (part.next()) {
                if (part.begins("workbookPr")) {
                    from1904 = List.of("1", "true").contains(String.valueOf(part.attribute("date1904")));
                } else if (part.begins("sheet")) {
                    named++;
                    parts.count(named);
                    take(part);
                }
            }
        }
        if (named == 0) {
            throw FileKind.unsupported("the file is a document without sheets");
        }
    }

    private void take(XmlPartReader sheet) throws XMLStreamException {
        Relationship found = related.get(String.valueOf(sheet.attribute("id")));
        if (found != null && !found.isSheet()) {
            // A sheet that is a chart has no cells.
            return;
        }
        String name = String.valueOf(sheet.attribute("name"));
        if (sheets.putIfAbsent(name, found == null ? "" : found.part()) != null) {
            throw new FileRefusedException(
                    ReasonCode.INVALID_SHEET,
                    0,
                    "the workbook has two sheets '" + TextRules.quote(name) + "': rename one, and save it again");
        }
        if (!String.valueOf(sheet.attribute("state")).matches("(?i)(very)?hidden")) {
            shown.add(name);
        }
    }

    private void write(Writer out, UnpackSink warnings) throws IOException, XMLStreamException {
        NumberFormats formats;
        try (XmlPartReader part = parts.open(named("styles"))) {
            formats = NumberFormats.read(part, from1904, budget.limits());
        }
        try (SharedStrings texts = sharedTexts()) {
            SheetChoice choice = SheetChoice.of(this, new SheetChoice.Reading(texts, formats));
            String sheet = sheets.get(choice.name());
            if (sheet == null) {
                throw noSheet(choice.name());
            }
            Optional<Warning> chosen = choice.warning();
            if (chosen.isPresent()) {
                warnings.warn(chosen.get());
            }
            SheetCsv csv = new SheetCsv(settings, out, warnings);
            MergedCells merged = merged(sheet);
            try (XmlPartReader part = required(sheet)) {
                new SheetToCsv(texts, formats, merged, csv).read(part);
            }
        }
    }

    /** {@return which sheet is wanted} */
    SheetSettings settings() {
        return settings;
    }

    /** The names of the sheets, in their order. */
    Collection<String> names() {
        return sheets.keySet();
    }

    /** {@return whether a sheet is not hidden} */
    boolean isShown(String name) {
        return shown.contains(name);
    }

    /** Opens the part of a sheet. */
    XmlPartReader open(String name) throws IOException, XMLStreamException {
        return required(sheets.get(name));
    }

    /** {@return what the package says of the part of a sheet, or of the texts that all sheets share; null when it is not there} */
    @Nullable
    ZipEntry packed(@Nullable String name) {
        return parts.entry(name == null ? named("sharedStrings") : sheets.getOrDefault(name, ""));
    }

    private MergedCells merged(String sheet) throws IOException, XMLStreamException {
        ZipEntry entry = parts.entry(sheet);
        if (entry == null) {
            throw unreadable();
        }
        // Counted when its cells are read; till then it takes nothing but time.
        try (InputStream in = XmlText.of(budget.timed(zip.getInputStream(entry)))) {
            if (!MergedCells.areIn(in)) {
                return MergedCells.none();
            }
        }
        try (XmlPartReader part = new XmlPartReader(budget.timed(zip.getInputStream(entry)))) {
            return MergedCells.read(part, budget);
        }
    }

    private FileRefusedException noSheet(String name) {
        return new FileRefusedException(
                ReasonCode.INVALID_SHEET,
                0,
                (name.isEmpty()
                                ? "all sheets of the workbook are hidden: "
                                : "the workbook has no sheet '" + TextRules.quote(name) + "', but ")
                        + TextRules.quote(String.join(", ", sheets.keySet()))
                        + ": rename one, or set sheet for the feed");
    }

    private SharedStrings sharedTexts() throws IOException, XMLStreamException {
        try (XmlPartReader part = parts.open(named("sharedStrings"))) {
            return SharedStrings.read(part, budget);
        }
    }

    /** The part that the workbook names for this; where it does not say so, the one that usually is it. */
    private String named(String kind) {
        return related.values().stream()
                .filter(relationship -> relationship.isOf(kind) && parts.has(relationship.part()))
                .map(Relationship::part)
                .findFirst()
                .orElse(Relationship.resolve(main, kind + ".xml"));
    }

    private XmlPartReader required(@Nullable String name) throws IOException, XMLStreamException {
        XmlPartReader part = parts.open(name);
        if (part == null) {
            throw unreadable();
        }
        return part;
    }

    private static FileRefusedException unreadable() {
        return new FileRefusedException(
                ReasonCode.INVALID_SHEET, 0, "the workbook is damaged: save it again, or save it as 'CSV UTF-8'");
    }
}
