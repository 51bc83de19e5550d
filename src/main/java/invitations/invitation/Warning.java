package invitations.invitation;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One thing in a file that its sender may not have meant. It keeps nothing from being sent, unless the feed makes it an
 * error: then the row or the file is refused with the same sentence. Immutable.
 *
 * @param code for machines; it says whether the row or the file is meant
 * @param line the line where it shows, from 1: of a row the one on which its record begins, which in a workbook is the number
 *     of the sheet's row; 0 when the file as a whole is meant
 * @param place the column where it shows, from 0; -1 when none does, or when it has its name
 * @param column the column's name as the file has it; null when it is not known, or none is meant
 * @param value the value found; null when there is none to show. Of a workbook of which sheets are left out, what tells these
 *     sheets from others: it is for the ledger, and no part of the message
 * @param words of a row what was expected, as a phrase behind "expected"; of a file what is to be minded, as a sentence
 *     without a full stop
 * @param suggestion by column, what was probably meant; empty when that cannot be told
 */
public record Warning(
        WarningCode code,
        long line,
        int place,
        @Nullable String column,
        @Nullable String value,
        String words,
        Map<String, String> suggestion) {

    public Warning {
        suggestion = Collections.unmodifiableMap(new LinkedHashMap<>(suggestion));
    }

    /** About a cell whose column is known by its name. */
    public static Warning ofCell(WarningCode code, InputRow row, String column, String value) {
        return new Warning(code, row.line(), -1, column, value, code.words(), Map.of());
    }

    /**
     * About a cell, by a reader that does not know the names of columns: {@code RowPlanner} finds the name.
     *
     * @param line the line on which the record begins
     * @param place the column, from 0
     * @param value the value found, as short as it can be shown
     */
    public static Warning ofCell(WarningCode code, long line, int place, String value) {
        return new Warning(code, line, place, null, value, code.words(), Map.of());
    }

    /**
     * About a row as a whole.
     *
     * @param line the line on which the record begins
     * @param words what was expected, as a phrase behind "expected"
     */
    public static Warning ofRow(WarningCode code, long line, String words) {
        return new Warning(code, line, -1, null, null, words, Map.of());
    }

    /**
     * About a file.
     *
     * @param line the line where it shows; 0 when the file as a whole is meant
     * @param words what is to be minded, as a sentence without a full stop; it may name columns, and never people
     */
    public static Warning ofFile(WarningCode code, long line, String words) {
        return new Warning(code, line, -1, null, null, words, Map.of());
    }

    /**
     * The same of a workbook of which sheets are left out.
     *
     * @param mark what tells these sheets from others: a hash of them
     */
    public Warning leavingOut(String mark) {
        return new Warning(code, line, place, column, mark, words, suggestion);
    }

    /** The same with what was probably meant in its column. */
    public Warning meaning(String meant) {
        return new Warning(
                code, line, place, column, value, words, column == null ? suggestion : Map.of(column, meant));
    }

    /** The same with the name of its column, or without the value where that may not be seen. */
    public Warning in(@Nullable String name, boolean isSecret) {
        return new Warning(code, line, -1, isSecret ? null : name, isSecret ? null : value, words, suggestion);
    }

    /** {@return whether a row is meant, and not the file as a whole} */
    public boolean isOfRow() {
        return code.scope() == WarningCode.Scope.ROW;
    }

    /** The warning as a sentence, without the line; that of the error, where the feed makes it one. */
    public String message() {
        return isOfRow() ? asError().message() : words;
    }

    /** The same as an error of its row. */
    public RowError asError() {
        return new RowError(code.code(), column, value, words, suggestion);
    }

    /** The same as the reason to refuse the file. */
    public FileRefusedException asRefusal() {
        return new FileRefusedException(code.code(), line, message());
    }
}
