package invitations.csv;

import org.jspecify.annotations.Nullable;

/**
 * The CSV that a file is written in. CR, LF and CRLF end lines in each of them.
 *
 * @param delimiter what parts the cells
 * @param quote what stands around cells that have a delimiter, a quote or a line break; written twice within them
 * @param escape what takes the meaning from the character behind it; null when nothing does
 */
public record Dialect(char delimiter, char quote, @Nullable Character escape) {
    /** As of RFC 4180: a comma, a double quote, no escape. */
    public static final Dialect RFC_4180 = new Dialect(',', '"', null);

    /** {@return whether the character could part cells: it is none that values or the CSV itself are made of} */
    public static boolean isSign(char c) {
        return !Character.isLetterOrDigit(c)
                && !Character.isISOControl(c)
                && !Character.isWhitespace(c)
                && !Character.isSpaceChar(c)
                && !Character.isSurrogate(c)
                && "@._-+".indexOf(c) < 0;
    }
}
