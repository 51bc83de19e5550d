package invitations.intake;

import invitations.invitation.ColumnName;
import java.util.List;

/**
 * Knows the header of a file where it comes again, as in files that were put together or written twice: with the same names in the
 * same order, whatever their case and gaps. Immutable.
 *
 * @param names those of the columns, folded and without gaps
 */
record RepeatedHeader(List<String> names) {
    /** Of a file whose header is not known. */
    static final RepeatedHeader NONE = new RepeatedHeader(List.of());

    RepeatedHeader {
        names = List.copyOf(names);
    }

    static RepeatedHeader of(List<String> header) {
        return new RepeatedHeader(header.stream().map(ColumnName::withoutGaps).toList());
    }

    boolean isIn(String[] cells) {
        int count = names.size();
        if (count == 0 || cells.length < count) {
            return false;
        }
        for (int i = 0; i < cells.length; i++) {
            if (!isNamed(cells[i], i < count ? names.get(i) : "")) {
                return false;
            }
        }
        return true;
    }

    /** Nearly all cells differ in their first letter, so no text is made of them. */
    private static boolean isNamed(String cell, String name) {
        int at = 0;
        for (int i = 0; i < cell.length(); i++) {
            char c = cell.charAt(i);
            boolean isGap = c == '-' || c == '_' || c < ' ' || Character.isWhitespace(c) || Character.isSpaceChar(c);
            if (!isGap) {
                if (at == name.length() || Character.toLowerCase(c) != name.charAt(at)) {
                    return false;
                }
                at++;
            }
        }
        return at == name.length();
    }
}
