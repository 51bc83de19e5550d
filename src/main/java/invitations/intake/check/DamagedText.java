package invitations.intake.check;

import invitations.base.EscapedText;
import invitations.csv.TextRules;
import invitations.intake.charset.EarlierConversion;
import invitations.intake.charset.Words;
import invitations.intake.column.Column;
import invitations.invitation.InputRow;
import invitations.invitation.ReasonCode;
import invitations.invitation.RowError;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Text that an earlier conversion damaged before it came here: letters that a program could not read became U+FFFD
 * (Unicode 15.0, section 23.8) or question marks, or bytes were read in another charset than they were written in. Nobody
 * is invited by such a name.
 */
public final class DamagedText {
    /** A question mark where a letter was: before one, or between two. */
    private static final Pattern LOST_LETTER = Pattern.compile("(^|[\\p{L}\\s'-])\\?+\\p{L}");

    /** What Microsoft Excel and LibreOffice show of a formula that failed. */
    private static final Set<String> FORMULA_ERRORS = Set.of(
            "#N/A",
            "#NAME?",
            "#REF!",
            "#VALUE!",
            "#DIV/0!",
            "#NULL!",
            "#NUM!",
            "#SPILL!",
            "#CALC!",
            "#ERROR!",
            "#NV",
            "#WERT!",
            "#BEZUG!",
            "#ZAHL!",
            "#VALEUR!",
            "#NOM?");

    /** Bytes or characters by their number, as addresses of pages, JSON and mails have them. */
    private static final Pattern ESCAPES =
            Pattern.compile("%[C-F][0-9A-F]%[89AB][0-9A-F]|\\\\u[0-9A-Fa-f]{4}|=[C-F][0-9A-F]=[89AB][0-9A-F]");

    /** A function, or texts put together. */
    private static final Pattern FORMULA = Pattern.compile("^=([A-Za-z.]{1,30}\\(|\"[^\"]{0,200}\"&)");

    private static final int ASCII = 0x7F;

    /** Those of ASCII that stand in escapes, errors and formulas, and in place of a lost letter. */
    private static final String SIGNS = "_#%\\=?";

    private static final boolean[] IS_SIGN = new boolean[ASCII + 1];

    static {
        SIGNS.chars().forEach(sign -> IS_SIGN[sign] = true);
    }

    private static final Pattern CONTROLS = Pattern.compile("\\p{Cntrl}+");

    private DamagedText() {}

    /**
     * Adds an error for each cell that is read and damaged.
     *
     * @param isName whether a column has names
     */
    public static void check(
            InputRow row, Collection<Column> columns, Predicate<Column> isName, List<RowError> errors) {
        for (Column column : columns) {
            String cell = column.in(row);
            RowError error = mayBeDamaged(cell) ? error(column, isName, cell) : null;
            if (error != null) {
                errors.add(error);
            }
        }
    }

    /** {@return what is wrong with a cell; null where nothing is, as with all that {@link #mayBeDamaged} says no of} */
    static @Nullable RowError error(Column column, Predicate<Column> isName, String cell) {
        if (EscapedText.isIn(cell)) {
            return escaped(column, cell);
        }
        if (isFormulaError(cell)) {
            return error(
                    column,
                    cell,
                    "a value: a spreadsheet shows this in place of one that it could not work out; correct the formula there,"
                            + " and export the list again");
        }
        if ((isFormula(cell) || hasEscape(cell)) && isName.test(column)) {
            return error(column, cell, "a name in plain letters, without a formula or characters by their numbers");
        }
        boolean hasQuestion = cell.indexOf('?') >= 0;
        if (Words.areOrdinary(cell) && !hasQuestion) {
            return null;
        }
        if (TextRules.isDamaged(cell)) {
            return error(
                    column,
                    cell,
                    "a text without U+FFFD, which stands for a letter that was lost by an earlier conversion");
        }
        if (hasQuestion && isName.test(column) && LOST_LETTER.matcher(cell).find()) {
            return error(
                    column,
                    cell,
                    "a name without '?', which stands for a letter that was lost by an earlier conversion");
        }
        Optional<RowError> misread = misread(column, cell);
        if (misread.isEmpty() && hasDrawing(cell)) {
            return error(
                    column,
                    cell,
                    "a text without lines of boxes, as which a program has read letters of another charset");
        }
        return misread.orElse(null);
    }

    /** {@return whether it has a character that all damaged texts have one of: nearly all cells are looked at once, and no more} */
    static boolean mayBeDamaged(String cell) {
        for (int i = 0; i < cell.length(); i++) {
            char c = cell.charAt(i);
            if (c > ASCII || IS_SIGN[c]) {
                return true;
            }
        }
        return false;
    }

    private static RowError error(Column column, String cell, String expected) {
        return new RowError(ReasonCode.DAMAGED_TEXT, column.name(), TextRules.quote(cell), expected);
    }

    /** Nearly no cell has a sign that an escape begins with. */
    private static boolean hasEscape(String cell) {
        return (cell.indexOf('%') >= 0 || cell.indexOf('\\') >= 0 || cell.indexOf('=') >= 0)
                && ESCAPES.matcher(cell).find();
    }

    private static boolean isFormulaError(String cell) {
        return cell.startsWith("#") && FORMULA_ERRORS.contains(TextRules.trim(cell));
    }

    private static boolean isFormula(String cell) {
        return cell.startsWith("=") && FORMULA.matcher(cell).find();
    }

    /** {@return whether lines of boxes stand beside letters that are not drawn with them} */
    private static boolean hasDrawing(String cell) {
        for (int i = 0; i < cell.length(); i++) {
            if (Words.isDrawing(cell.charAt(i))
                    && ((i > 0 && isLatin(cell.charAt(i - 1)))
                            || (i + 1 < cell.length() && isLatin(cell.charAt(i + 1))))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isLatin(char c) {
        return c < '\u0250' && Character.isLetter(c);
    }

    private static RowError escaped(Column column, String cell) {
        return new RowError(
                ReasonCode.DAMAGED_TEXT,
                column.name(),
                TextRules.quote(cell),
                "the text itself, without what a workbook writes for a character, such as _x000D_ for the end of a line",
                Map.of(
                        column.name(),
                        TextRules.trim(
                                CONTROLS.matcher(EscapedText.decoded(cell)).replaceAll(" "))));
    }

    private static Optional<RowError> misread(Column column, String cell) {
        List<String> was = EarlierConversion.undo(cell);
        if (was.isEmpty()) {
            return Optional.empty();
        }
        String meant =
                was.stream().map(each -> '\'' + TextRules.quote(each) + '\'').collect(Collectors.joining(" or "));
        return Optional.of(new RowError(
                ReasonCode.DAMAGED_TEXT,
                column.name(),
                TextRules.quote(cell),
                "a text that no earlier conversion has read in the wrong charset; perhaps " + meant + " is meant",
                was.size() == 1 ? Map.of(column.name(), was.get(0)) : Map.of()));
    }
}
