package invitations.intake.workbook;

import invitations.base.Sha256;
import invitations.csv.TextRules;
import invitations.invitation.FileRefusedException;
import invitations.invitation.ReasonCode;
import invitations.invitation.Warning;
import invitations.invitation.WarningCode;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import javax.xml.stream.XMLStreamException;
import org.jspecify.annotations.Nullable;

/**
 * Which sheet of a workbook is read: the one that the feed names, or else the likeliest of those that are not hidden. No other
 * sheet that has cells, and no hidden one that lists people, is left out without a warning. Immutable.
 *
 * @param name the sheet that is read; empty when all are hidden
 * @param warning what there is to say where it was chosen; empty where it is the first one, and the others are empty
 */
record SheetChoice(String name, Optional<Warning> warning) {

    /** What it takes to read sheets. */
    record Reading(SharedStrings texts, NumberFormats formats) {}

    /** Looks at the first rows of the sheets. */
    static SheetChoice of(XlsxWorkbook workbook, Reading reading) throws IOException, XMLStreamException {
        String wanted = workbook.settings().name();
        if (wanted != null) {
            return new SheetChoice(wanted, Optional.empty());
        }
        List<String> shown = workbook.names().stream().filter(workbook::isShown).toList();
        Map<String, SheetHead.Kind> kinds = new LinkedHashMap<>();
        for (String name : shown.size() == 1 ? List.<String>of() : shown) {
            kinds.put(name, kind(workbook, name, reading));
        }
        String name = likeliest(kinds).orElse(shown.isEmpty() ? "" : shown.get(0));
        List<String> others = new ArrayList<>();
        for (String other : workbook.names()) {
            boolean isLeftOut = workbook.isShown(other)
                    ? !other.equals(name) && kinds.get(other) != SheetHead.Kind.EMPTY
                    : hidesPeople(workbook, other, reading);
            if (isLeftOut) {
                others.add(other);
            }
        }
        boolean isFirst = shown.indexOf(name) <= 0;
        return new SheetChoice(
                name,
                name.isEmpty() || (isFirst && others.isEmpty())
                        ? Optional.empty()
                        : Optional.of(warning(workbook, name, others)));
    }

    private static SheetHead.Kind kind(XlsxWorkbook workbook, String name, Reading reading)
            throws IOException, XMLStreamException {
        SheetHead head = new SheetHead(workbook.settings());
        try (XmlPartReader part = workbook.open(name)) {
            new SheetToCsv(reading.texts(), reading.formats(), MergedCells.none(), head).read(part);
            return head.kind();
        } catch (FileRefusedException broken) {
            if (broken.code() != ReasonCode.INVALID_SHEET) {
                throw broken;
            }
            // It has cells at least; what is wrong with them is said if it is the one that is read.
            return SheetHead.Kind.OTHER;
        }
    }

    private static boolean hidesPeople(XlsxWorkbook workbook, String name, Reading reading) throws IOException {
        try {
            return kind(workbook, name, reading) == SheetHead.Kind.PEOPLE;
        } catch (CharacterCodingException | XMLStreamException damaged) {
            // Programs keep data of their own in hidden sheets, and nobody reads this one.
            return false;
        }
    }

    private static Optional<String> likeliest(Map<String, SheetHead.Kind> kinds) {
        for (SheetHead.Kind wanted : List.of(SheetHead.Kind.PEOPLE, SheetHead.Kind.TABLE, SheetHead.Kind.OTHER)) {
            for (Map.Entry<String, SheetHead.Kind> each : kinds.entrySet()) {
                if (each.getValue() == wanted) {
                    return Optional.of(each.getKey());
                }
            }
        }
        return Optional.empty();
    }

    private static Warning warning(XlsxWorkbook workbook, String name, List<String> others) {
        Warning warning = Warning.ofFile(
                WarningCode.SHEET_CHOSEN,
                0,
                "the sheet '" + TextRules.quote(name) + "' of the workbook is read"
                        + (others.isEmpty() ? "" : ", and not '" + TextRules.quote(String.join("', '", others)) + "'")
                        + "; sheet in the feed's settings names another one");
        return others.isEmpty() ? warning : warning.leavingOut(mark(workbook, others));
    }

    /**
     * Tells the sheets that are left out from others, by what the package says of their parts. Sheets with other cells have
     * another mark; a workbook that was saved anew may have one as well.
     */
    private static String mark(XlsxWorkbook workbook, List<String> others) {
        StringBuilder parts = new StringBuilder(said(workbook.packed(null)));
        others.forEach(other -> parts.append(other).append('\0').append(said(workbook.packed(other))));
        return Sha256.of(parts.toString());
    }

    private static String said(@Nullable ZipEntry entry) {
        return entry == null ? "\n" : entry.getCrc() + " " + entry.getSize() + "\n";
    }
}
