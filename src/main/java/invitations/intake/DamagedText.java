package invitations.intake;

import invitations.invitation.Code;
import invitations.invitation.InputRow;
import invitations.invitation.RowError;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Text that an earlier conversion damaged before it came here: letters that a program could not read became U+FFFD
 * (Unicode 15.0, section 23.8) or question marks, or bytes were read in another charset than they were written in. Nobody
 * is invited by such a name.
 */
final class DamagedText {
    private static final char REPLACEMENT = '\uFFFD';

    /** A question mark where a letter was: before one, or between two. */
    private static final Pattern LOST_LETTER = Pattern.compile("(^|[\\p{L}\\s'-])\\?+\\p{L}");

    private static final Pattern CONTROLS = Pattern.compile("\\p{Cntrl}+");

    private DamagedText() {}

    static boolean isIn(String text) {
        return text.indexOf(REPLACEMENT) >= 0;
    }

    /** Adds an error for each cell that is read and damaged. */
    static void check(InputRow row, Collection<Column> columns, List<RowError> errors) {
        for (Column column : columns) {
            String cell = column.in(row);
            if (EscapedText.isIn(cell)) {
                errors.add(escaped(column, cell));
                continue;
            }
            if (Words.areOrdinary(cell) && cell.indexOf('?') < 0) {
                continue;
            }
            if (isIn(cell)) {
                errors.add(new RowError(
                        Code.DAMAGED_TEXT,
                        column.name(),
                        Text.quote(cell),
                        "a text without U+FFFD, which stands for a letter that was lost by an earlier conversion"));
            } else if (cell.indexOf('?') >= 0
                    && isName(column)
                    && LOST_LETTER.matcher(cell).find()) {
                errors.add(new RowError(
                        Code.DAMAGED_TEXT,
                        column.name(),
                        Text.quote(cell),
                        "a name without '?', which stands for a letter that was lost by an earlier conversion"));
            } else {
                misread(column, cell).ifPresent(errors::add);
            }
        }
    }

    private static RowError escaped(Column column, String cell) {
        return new RowError(
                Code.DAMAGED_TEXT,
                column.name(),
                Text.quote(cell),
                "the text itself, without what a workbook writes for a character, such as _x000D_ for the end of a line",
                Map.of(
                        column.name(),
                        Text.trim(CONTROLS.matcher(EscapedText.decoded(cell)).replaceAll(" "))));
    }

    private static Optional<RowError> misread(Column column, String cell) {
        List<String> was = EarlierConversion.undo(cell);
        if (was.isEmpty()) {
            return Optional.empty();
        }
        String meant = was.stream().map(each -> '\'' + Text.quote(each) + '\'').collect(Collectors.joining(" or "));
        return Optional.of(new RowError(
                Code.DAMAGED_TEXT,
                column.name(),
                Text.quote(cell),
                "a text that no earlier conversion has read in the wrong charset; perhaps " + meant + " is meant",
                was.size() == 1 ? Map.of(column.name(), was.get(0)) : Map.of()));
    }

    private static boolean isName(Column column) {
        String name = column.name().toLowerCase(Locale.ROOT);
        return name.contains("name") && !name.contains("user");
    }
}
