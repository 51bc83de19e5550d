package invitations.intake.check;

import invitations.csv.ColumnName;
import invitations.csv.TextRules;
import invitations.feed.Feed;
import invitations.intake.cell.HtmlEntities;
import invitations.intake.cell.InvisibleCharacters;
import invitations.intake.cell.RoundedNumber;
import invitations.intake.column.Column;
import invitations.intake.column.Header;
import invitations.intake.column.NameColumns;
import invitations.invitation.InputRow;
import invitations.invitation.ReasonCode;
import invitations.invitation.RowError;
import invitations.invitation.Warning;
import invitations.invitation.WarningCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Finds in the cells of a row what its sender may not have meant, and makes errors of what the feed wants to be one. A cell in
 * which something is wrong anyway has no warning beside that. Immutable, and safe for any number of threads.
 */
final class CellWarnings {
    /** How many warnings of a row are told. */
    private static final int MOST = 20;

    private static final int ASCII = 0x7F;

    private static final String DELIMITERS = ",;，；、";

    private final Column[] columns;
    /** Which of them have names. */
    private final boolean[] isName;

    private final List<String> header;
    private final Set<Integer> secrets;
    private final Set<WarningCode> refused;

    /**
     * @param columns those that are looked at
     * @param names which of them have names
     */
    CellWarnings(Header header, List<Column> columns, NameColumns names, Feed feed) {
        this.columns = columns.toArray(new Column[0]);
        this.header = header.record().cells();
        this.secrets = header.shape().secrets();
        this.refused = feed.refusedWarnings();
        this.isName = new boolean[this.columns.length];
        for (int i = 0; i < isName.length; i++) {
            isName[i] = names.has(this.columns[i]);
        }
    }

    /**
     * Warns of a row.
     *
     * @param row its cells, those that the feed computes among them
     * @param shown the row as it is kept, which has what the readers warned of
     * @param errors what is wrong with it; what the feed makes an error is added
     * @return the row with its warnings
     */
    InputRow warned(InputRow row, InputRow shown, List<RowError> errors) {
        List<Warning> found = shown.warnings().isEmpty() ? null : ofReaders(shown);
        for (int i = 0; i < columns.length; i++) {
            String cell = columns[i].in(row);
            String text = cell;
            boolean isPlain = isPlain(cell);
            if (!isPlain && cell.indexOf('&') >= 0) {
                Optional<String> decoded = HtmlEntities.decoded(cell);
                if (decoded.isPresent()) {
                    text = decoded.get();
                    found = added(found, warning(WarningCode.HTML_ENTITY, row, columns[i], text));
                }
            }
            if (!isPlain && InvisibleCharacters.areIn(cell)) {
                found = added(
                        found,
                        warning(WarningCode.INVISIBLE_CHARACTER, row, columns[i], InvisibleCharacters.without(cell)));
            }
            if (RoundedNumber.mayBegin(cell)
                    && RoundedNumber.isOne(RoundedNumber.inUsualDigits(TextRules.trim(cell)))) {
                found = added(found, warning(WarningCode.ROUNDED_NUMBER, row, columns[i], ""));
            }
            if (isName[i] && !text.isEmpty() && isParted(text)) {
                found = added(found, warning(WarningCode.STRAY_DELIMITER, row, columns[i], withoutDelimiters(text)));
            }
        }
        return found == null ? shown : shown.warned(told(found, errors));
    }

    /** {@return whether it has nothing but ASCII, and no entity: nearly all cells are looked at once for both} */
    static boolean isPlain(String cell) {
        for (int i = 0; i < cell.length(); i++) {
            char c = cell.charAt(i);
            if (c == '&' || c > ASCII) {
                return false;
            }
        }
        return true;
    }

    private static List<Warning> added(@Nullable List<Warning> found, Warning warning) {
        List<Warning> all = found == null ? new ArrayList<>() : found;
        all.add(warning);
        return all;
    }

    private static Warning warning(WarningCode code, InputRow row, Column column, String meant) {
        Warning warning = Warning.ofCell(code, row, column.name(), TextRules.quote(column.in(row)));
        return meant.isEmpty() ? warning : warning.meaning(meant);
    }

    private List<Warning> ofReaders(InputRow shown) {
        return shown.warnings().stream()
                .map(warning -> warning.place() < 0 ? warning : named(warning))
                .collect(Collectors.toCollection(ArrayList::new));
    }

    private Warning named(Warning warning) {
        int place = warning.place();
        String name = place < header.size() ? TextRules.trim(header.get(place)) : "";
        // Behind the columns that have a name, cells may be anything: what has shifted may be a password.
        return warning.in(
                name.isEmpty() ? null : name, secrets.contains(place) || (name.isEmpty() && !secrets.isEmpty()));
    }

    /** {@return what stays a warning; the others become errors} */
    private List<Warning> told(List<Warning> found, List<RowError> errors) {
        boolean lacksCells = errors.stream().anyMatch(error -> error.code() == ReasonCode.TOO_FEW_CELLS);
        Set<String> wrong =
                errors.stream().map(RowError::column).filter(Objects::nonNull).collect(Collectors.toSet());
        List<Warning> told = new ArrayList<>();
        for (Warning warning : found) {
            String column = warning.column();
            // Where it cannot be told what missing cells are, they are not taken for empty.
            boolean isUntrue = lacksCells && warning.code() == WarningCode.SHORT_ROW;
            if (!isUntrue && (column == null || !wrong.contains(column))) {
                if (refused.contains(warning.code())) {
                    errors.add(warning.asError());
                } else if (told.size() < MOST) {
                    told.add(warning);
                }
            }
        }
        return List.copyOf(told);
    }

    private static boolean isParted(String name) {
        int begin = 0;
        int end = name.length();
        while (begin < end && ColumnName.isBlank(name.charAt(begin))) {
            begin++;
        }
        while (end > begin && ColumnName.isBlank(name.charAt(end - 1))) {
            end--;
        }
        return begin < end && (isDelimiter(name.charAt(begin)) || isDelimiter(name.charAt(end - 1)));
    }

    private static String withoutDelimiters(String name) {
        return TextRules.without(name, CellWarnings::isNoName, CellWarnings::isNoName);
    }

    private static boolean isNoName(int c) {
        return isDelimiter((char) c) || TextRules.isBlank(String.valueOf((char) c));
    }

    private static boolean isDelimiter(char sign) {
        // Nearly all names begin and end with a letter.
        return !(sign >= 'A' && sign <= 'z') && DELIMITERS.indexOf(sign) >= 0;
    }
}
