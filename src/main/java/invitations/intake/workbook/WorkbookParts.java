package invitations.intake.workbook;

import invitations.csv.TextRules;
import invitations.intake.container.FileKind;
import invitations.intake.container.UnpackBudget;
import invitations.intake.container.ZipEntryHeader;
import invitations.invitation.FileRefusedException;
import invitations.invitation.ReasonCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import javax.xml.stream.XMLStreamException;
import org.jspecify.annotations.Nullable;

/**
 * The parts of a workbook, found by what names them and not by where they usually are (ECMA-376, part 2). Only those that are
 * asked for are unpacked. For one thread.
 */
public final class WorkbookParts {
    /** All of their names are in memory. */
    private static final int MOST_NAMED = 1_000;

    private static final String USUAL_MAIN = "xl/workbook.xml";

    private final ZipFile zip;
    private final UnpackBudget budget;
    private final Map<String, ZipEntry> entries = new HashMap<>();

    WorkbookParts(ZipFile zip, UnpackBudget budget) {
        this.zip = zip;
        this.budget = budget;
        zip.stream().forEach(entry -> {
            byte[] name = entry.getName().getBytes(StandardCharsets.ISO_8859_1);
            // A flag of the entry may have it decoded already.
            boolean isDecoded = entry.getName().chars().anyMatch(c -> c > 0xFF);
            String found = Relationship.name(isDecoded ? entry.getName() : ZipEntryHeader.decode(name));
            if (!entry.isDirectory() && entries.put(found, entry) != null) {
                throw new FileRefusedException(
                        ReasonCode.INVALID_SHEET,
                        0,
                        "the workbook has '" + TextRules.quote(found)
                                + "' in it twice: save it again, or save it as 'CSV UTF-8'");
            }
        });
    }

    /** The name of the part that lists the sheets. */
    String main() throws IOException, XMLStreamException {
        return related("").stream()
                .filter(relationship -> relationship.isOf("officeDocument") && has(relationship.part()))
                .map(Relationship::part)
                .findFirst()
                .orElse(USUAL_MAIN);
    }

    boolean has(String name) {
        return entry(name) != null;
    }

    /** Opens a part; null when it is not there. */
    @Nullable
    XmlPartReader open(@Nullable String name) throws IOException, XMLStreamException {
        ZipEntry entry = name == null ? null : entry(name);
        return entry == null ? null : new XmlPartReader(budget.counted(zip.getInputStream(entry)));
    }

    /** {@return what is in the package by that name; null when nothing is} */
    @Nullable
    ZipEntry entry(String name) {
        ZipEntry entry = entries.get(name);
        return entry == null ? entries.get(Relationship.decoded(name)) : entry;
    }

    /** {@return what a part names, in the order in which it does; nothing where it does not say so} */
    List<Relationship> related(String part) throws IOException, XMLStreamException {
        List<Relationship> related = new ArrayList<>();
        int base = part.lastIndexOf('/') + 1;
        try (XmlPartReader relationships = open(part.substring(0, base) + "_rels/" + part.substring(base) + ".rels")) {
            while (relationships != null && relationships.next()) {
                String target = relationships.begins("Relationship") ? relationships.attribute("Target") : null;
                if (target != null && !"External".equals(relationships.attribute("TargetMode"))) {
                    if (related.size() == MOST_NAMED) {
                        throw tooMany();
                    }
                    String type = relationships.attribute("Type");
                    related.add(new Relationship(
                            String.valueOf(relationships.attribute("Id")),
                            type == null ? "" : type,
                            Relationship.resolve(part, target)));
                }
            }
        }
        return related;
    }

    FileRefusedException tooMany() {
        return budget.tooMuch(
                "the workbook names more than " + MOST_NAMED + " sheets or parts (save one as 'CSV UTF-8')");
    }

    /** Refuses one thing more than a workbook may name. */
    void count(int number) {
        if (number > MOST_NAMED) {
            throw tooMany();
        }
    }

    /**
     * {@return whether a ZIP is a workbook}
     *
     * @throws FileRefusedException when it is something else that is no ZIP to those who made it
     */
    public static boolean areIn(List<ZipEntryHeader> entries) {
        Set<String> names = new HashSet<>();
        entries.forEach(entry -> names.add(Relationship.name(entry.name())));
        if (names.contains("mimetype") || names.contains("xl/workbook.bin") || names.contains("index/document.iwa")) {
            throw FileKind.unsupported("the file is a workbook or a document of another kind than .xlsx");
        }
        if (!names.contains("[content_types].xml")) {
            return names.contains("xl/workbook.xml");
        }
        boolean isText = names.stream().anyMatch(name -> name.startsWith("word/") || name.startsWith("ppt/"));
        if (isText && !names.contains("xl/workbook.xml")) {
            throw FileKind.unsupported("the file is a document");
        }
        return true;
    }
}
