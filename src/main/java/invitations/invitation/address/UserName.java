package invitations.invitation.address;

import invitations.base.AddressText;
import org.jspecify.annotations.Nullable;

/** User names: one word, or an address. */
public final class UserName {
    private UserName() {}

    /**
     * The user name as it is to be sent; null when it is none, or has signs that people hardly ever have in theirs.
     *
     * @param unusual whether all signs are taken, but blanks, backslashes and what nobody sees
     */
    public static @Nullable String read(String text, boolean unusual) {
        String name = AddressText.normalized(text);
        if (unusual) {
            return name.isEmpty() || name.codePoints().anyMatch(UserName::isNever) ? null : name;
        }
        int at = name.indexOf('@');
        boolean isUsual = at < 0
                ? NameCharacters.isUsual(name)
                : NameCharacters.isUsual(name.substring(0, at)) && NameCharacters.isUsual(name.substring(at + 1));
        return isUsual ? name : null;
    }

    /** {@return what was expected instead of the text, as a phrase} */
    public static String expected(String text) {
        if (text.codePoints().anyMatch(c -> Character.isWhitespace(c) || Character.isSpaceChar(c))
                || read(text, true) == null) {
            return "a user name without spaces";
        }
        return "a user name of letters, digits and . _ + - ' that begins with a letter, a digit or _; the feed's"
                + " unusual-addresses=accept takes it as it is";
    }

    private static boolean isNever(int c) {
        return c == '\\' || c == ' ' || NameCharacters.isHidden(c);
    }
}
