package invitations.api;

import invitations.invitation.OpenRow;
import invitations.invitation.address.NameCharacters;

/**
 * Tells rows by whose address or user name an API may refuse a whole batch. Such a row goes by a call of its own, so that it costs
 * the others nothing.
 */
public final class DoubtfulNames {
    private static final String[] MEMBERS = {"\"email\":\"", "\"username\":\""};

    private DoubtfulNames() {}

    /**
     * {@return whether the local part of the row's address, or its user name, has letters beyond ASCII, or signs that hardly anybody has}
     */
    public static boolean isIn(OpenRow row) {
        String item = row.item();
        for (String member : MEMBERS) {
            int begin = item.indexOf(member);
            if (begin >= 0 && isDoubtful(item, begin + member.length())) {
                return true;
            }
        }
        return false;
    }

    /** Looks at what stands there up to an @ or the end of the text. An escape (of JSON) is for none of the usual signs. */
    private static boolean isDoubtful(String item, int from) {
        for (int i = from; i < item.length(); i++) {
            char c = item.charAt(i);
            if (c == '@' || c == '"') {
                return false;
            }
            boolean isUsual = c <= 0x7f && (NameCharacters.isPart(c) || NameCharacters.WITHIN.indexOf(c) >= 0);
            if (!isUsual) {
                return true;
            }
        }
        return false;
    }
}
