package invitations.intake.read;

import invitations.base.EscapedText;
import invitations.csv.ColumnName;
import invitations.csv.TextRules;
import invitations.intake.column.Column;
import java.util.List;

/**
 * Knows the header of a file where it comes again, as in files that were put together or written twice: with the same names in the
 * same order, whatever their case and gaps, and whatever stands around a name that does not count in it. Immutable.
 *
 * @param names those of the columns, folded and without gaps
 * @param plainNames the same without what does not count in them
 */
record RepeatedHeader(List<String> names, List<String> plainNames) {
    /** Of a file whose header is not known. */
    static final RepeatedHeader NONE = new RepeatedHeader(List.of(), List.of());

    /** What may stand around a name beside characters beyond ASCII. */
    private static final String AROUND = "*:\"'`([{)]}";

    private static final boolean[] IS_AROUND = new boolean[0x7F];

    static {
        AROUND.chars().forEach(sign -> IS_AROUND[sign] = true);
    }

    /** How much longer a name may be by what stands around it. */
    private static final int MOST_AROUND = 60;

    RepeatedHeader {
        names = List.copyOf(names);
        plainNames = List.copyOf(plainNames);
    }

    static RepeatedHeader of(List<String> header) {
        return new RepeatedHeader(
                header.stream().map(ColumnName::withoutGaps).toList(),
                header.stream().map(RepeatedHeader::plain).toList());
    }

    private static String plain(String name) {
        return ColumnName.withoutGaps(new Column(0, TextRules.trim(name)).plainName());
    }

    boolean isIn(String[] cells) {
        int count = names.size();
        if (count == 0 || cells.length < count) {
            return false;
        }
        for (int i = 0; i < cells.length; i++) {
            if (!isNamed(cells[i], i < count ? names.get(i) : "")
                    && (i >= count || !isDecorated(cells[i], names.get(i), plainNames.get(i)))) {
                return false;
            }
        }
        return true;
    }

    /** {@return whether it is the same but for what stands around one of the two} */
    private static boolean isDecorated(String cell, String name, String plainName) {
        if (plainName.isEmpty() || cell.length() > plainName.length() + MOST_AROUND || cell.indexOf('@') >= 0) {
            return false;
        }
        // Nearly no cell has anything around it, and no text is made of the others.
        boolean mayBe = plainName.length() < name.length() || EscapedText.isIn(cell);
        for (int i = 0; i < cell.length() && !mayBe; i++) {
            char c = cell.charAt(i);
            mayBe = c > '~' || IS_AROUND[c];
        }
        return mayBe && plain(cell).equals(plainName);
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
