package invitations.csv;

import invitations.base.AddressText;
import invitations.base.EscapedText;
import java.text.Normalizer;
import java.util.regex.Pattern;

/** Names of columns, as people write them and as they are compared. */
public final class ColumnName {
    /** What says that a form wants the column filled, or not; beside stars and colons. */
    private static final Pattern REMARK = Pattern.compile(
            "[\\s\\p{Z}]*[(\\[{]\\s*(required|require|mandatory|req\\.?|optional|opt\\.?|pflicht|pflichtfeld|pflichtangabe"
                    + "|erforderlich|notwendig|freiwillig|obligatoire|requis|facultatif|optionnel|obligatorio|requerido"
                    + "|opcional|\\*)\\s*[)\\]}]$",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

    /** What stands around names, and is no part of them. */
    private static final String AROUND =
            "\"'`\u00b4\u2018\u2019\u201a\u201b\u201c\u201d\u201e\u201f\u00ab\u00bb\u2039\u203a*:";

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

    /** {@return whether the character is a space of any width, or TAB} */
    public static boolean isBlank(char c) {
        return c == ' ' || c == '\t' || (c >= 0x80 && Character.getType(c) == Character.SPACE_SEPARATOR);
    }

    /**
     * The name without what does not count in it: characters without a width, letters in other widths, quotes around it, and the
     * marks of a form for columns that are required or not ({@code *}, {@code :}, {@code (required)}). As it is where nothing
     * else would be left, or where only signs are.
     */
    public static String plain(String name) {
        String plain = trim(inUsualForm(name));
        String before;
        do {
            before = plain;
            plain = trim(withoutSigns(REMARK.matcher(plain).replaceFirst("")));
        } while (!plain.equals(before));
        return plain.codePoints().anyMatch(Character::isLetterOrDigit) ? plain : trim(name);
    }

    private static String withoutSigns(String name) {
        int from = 0;
        int to = name.length();
        while (from < to && AROUND.indexOf(name.charAt(from)) >= 0) {
            from++;
        }
        while (to > from && AROUND.indexOf(name.charAt(to - 1)) >= 0) {
            to--;
        }
        return name.substring(from, to);
    }

    private static String inUsualForm(String text) {
        String name = EscapedText.without(text);
        return AddressText.isAscii(name) ? name : Normalizer.normalize(AddressText.visible(name), Normalizer.Form.NFKC);
    }

    /**
     * The name for comparison: in lower case and usual forms (NFKC), with one {@code _} for every run of white space,
     * {@code -} and {@code _}, and none of these at its ends; {@code First-Name} becomes {@code first_name}. Characters without
     * a width, such as a left-over byte order mark, are dropped.
     */
    public static String fold(String text) {
        String name = inUsualForm(text);
        StringBuilder folded = new StringBuilder(name.length());
        boolean gap = false;
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c == '-' || c == '_' || Character.isWhitespace(c) || Character.isSpaceChar(c)) {
                gap = true;
            } else {
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
