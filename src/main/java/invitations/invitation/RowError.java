package invitations.invitation;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One thing that is wrong with a row, said so that its sender can mend it.
 *
 * @param code for machines
 * @param column the column's name as the file has it; null when the row as a whole is meant
 * @param value the value found; null when there is none
 * @param expected what was expected, and what to do, as a phrase
 * @param suggestion by column, what was probably meant; a person must say so. Empty when nobody can tell
 */
public record RowError(
        ReasonCode code,
        @Nullable String column,
        @Nullable String value,
        String expected,
        Map<String, String> suggestion) {

    public RowError {
        suggestion = Collections.unmodifiableMap(new LinkedHashMap<>(suggestion));
    }

    /** An error of which nobody can tell what was meant. */
    public RowError(ReasonCode code, @Nullable String column, @Nullable String value, String expected) {
        this(code, column, value, expected, Map.of());
    }

    /** The error as a sentence: column, value, what was expected. The line is the row's and stands beside it. */
    public String message() {
        StringBuilder text = new StringBuilder();
        if (column != null) {
            text.append(column).append(": ");
        }
        if (value != null && !value.isEmpty()) {
            text.append('\'').append(value).append("' – ");
        }
        return text.append("expected ").append(expected).toString();
    }
}
