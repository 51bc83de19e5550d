package invitations.intake.column;

import invitations.csv.ColumnName;
import invitations.csv.TextRules;
import invitations.invitation.InputRow;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A column of the file.
 *
 * @param index its place, from 0
 * @param name its name as the file has it, without the blanks around it
 */
public record Column(int index, String name) {
    /** A bracket at the end, behind a blank; Microsoft Entra writes one word more. */
    private static final Pattern REMARK =
            Pattern.compile("(.*\\S)[\\s\\p{Z}]+\\[[^\\[\\]]*\\]([\\s\\p{Z}]+(?i:required|optional))?");

    /** The name of a property, of two words or more that are written together. */
    private static final Pattern PROPERTY = Pattern.compile("[a-z]+[A-Z][A-Za-z]*");

    /** The cell of a row; empty where the row ends before it. */
    public String in(InputRow row) {
        return index < row.cells().size() ? row.cells().get(index) : "";
    }

    /**
     * The name without what some systems write behind it in brackets, as in {@code Email Address [Required]}, and without what
     * does not count in it ({@link ColumnName#plain}). Brackets elsewhere are part of it.
     */
    public String plainName() {
        Matcher remark = REMARK.matcher(name);
        return ColumnName.plain(remark.matches() ? remark.group(1) : name);
    }

    /**
     * The property in the brackets, as in {@code Email address to invite [inviteeEmail] Required} of Microsoft Entra; empty for
     * anything else, as in {@code Parent [email]}.
     */
    String bracketedName() {
        int open = name.indexOf('[');
        int close = name.indexOf(']', open + 1);
        String inside = open < 0 || close < 0 ? "" : TextRules.trim(name.substring(open + 1, close));
        return PROPERTY.matcher(inside).matches() ? inside : "";
    }
}
