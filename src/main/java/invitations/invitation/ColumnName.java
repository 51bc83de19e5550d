package invitations.invitation;

/** Names of columns, as people write them and as they are compared. */
public final class ColumnName {
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private ColumnName() {}

    /** The name as it is shown: without the blanks (spaces of any width, TAB) at both ends. */
    public static String trim(String name) {
        int from = 0;
        int to = name.length();
        while (from < to && isBlank(name.charAt(from))) {
            from++;
        }
        while (to > from && isBlank(name.charAt(to - 1))) {
            to--;
        }
        return name.substring(from, to);
    }

    /** Whether the character is a space of any width, or TAB. */
    public static boolean isBlank(char c) {
        return c == ' ' || c == '\t' || (c >= 0x80 && Character.getType(c) == Character.SPACE_SEPARATOR);
    }

    /**
     * The name for comparison: in lower case, with one {@code _} for every run of white space, {@code -} and
     * {@code _}, and none of these at its ends; {@code First-Name} becomes {@code first_name}. A left-over byte order
     * mark is dropped.
     */
    public static String fold(String name) {
        StringBuilder folded = new StringBuilder(name.length());
        boolean gap = false;
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c == '-' || c == '_' || Character.isWhitespace(c) || Character.isSpaceChar(c)) {
                gap = true;
            } else if (c != BYTE_ORDER_MARK) {
                if (gap && folded.length() > 0) {
                    folded.append('_');
                }
                gap = false;
                folded.append(Character.toLowerCase(c));
            }
        }
        return folded.toString();
    }

    /** The folded name without its gaps, under which columns are looked up: {@code E-mail},
     * {@code EMAIL} and {@code e_mail} are one. */
    public static String withoutGaps(String name) {
        return fold(name).replace("_", "");
    }
}
