package invitations.invitation;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds an e-mail address in texts of any kind, in whatever case and form of its domain it stands there. Immutable.
 */
public final class PersonMatcher {
    /** How many characters an address may have at the most, and some more around it: RFC 5321, section 4.5.3.1.3. */
    public static final int LONGEST = 600;

    private static final Pattern ENDING = Pattern.compile(
            "\\.(csv|tsv|txt|zip|gz|xlsx|pgp|gpg|asc|part|tmp|done|ok|trg|md5|sha256)$", Pattern.CASE_INSENSITIVE);

    private final String address;
    private final String local;

    /** @param email the address that is looked for, with an @ between two other characters */
    public PersonMatcher(String email) {
        this.address = InvitationKey.canonicalEmail(email);
        this.local = address.substring(0, address.lastIndexOf('@'));
    }

    /** {@return whether the text names the address, and not only one that ends or begins with it} */
    public boolean isIn(@Nullable String text) {
        if (text == null || (text.indexOf('@') < 0 && text.indexOf("%40") < 0)) {
            return false;
        }
        // In the query of a URL an address has its @ written so.
        String plain = Normalizer.normalize(text.replace("%40", "@"), Normalizer.Form.NFC);
        for (int at = plain.indexOf('@'); at >= 0; at = plain.indexOf('@', at + 1)) {
            int start = startOfLocalPart(plain, at);
            if (start >= 0 && !belongsToLongerOne(plain, start) && hasDomain(plain, at)) {
                return true;
            }
        }
        return false;
    }

    /** {@return whether the name of a file does, whose endings might be taken for the end of the address} */
    public boolean isInName(String name) {
        String rest = name;
        while (!isIn(rest)) {
            String shorter = ENDING.matcher(rest).replaceFirst("");
            if (shorter.equals(rest)) {
                return false;
            }
            rest = shorter;
        }
        return true;
    }

    /** Compared as a whole, since letters may change their number with their case. */
    private int startOfLocalPart(String text, int at) {
        for (int start = Math.max(0, at - local.length() - 1); start < at; start++) {
            if (text.substring(start, at).toLowerCase(Locale.ROOT).equals(local)) {
                return start;
            }
        }
        return -1;
    }

    /** A sign before it counts only where a letter or a digit stands before that: a formula may begin with one. */
    private static boolean belongsToLongerOne(String text, int start) {
        int before = start - 1;
        while (before >= 0 && "._+-'".indexOf(text.charAt(before)) >= 0) {
            before--;
        }
        return before >= 0 && Character.isLetterOrDigit(text.charAt(before));
    }

    private boolean hasDomain(String text, int at) {
        int end = at + 1;
        while (end < text.length() && isInDomain(text.charAt(end))) {
            end++;
        }
        while (end > at + 1 && !Character.isLetterOrDigit(text.charAt(end - 1))) {
            end--;
        }
        return InvitationKey.canonicalEmail(local + text.substring(at, end)).equals(address);
    }

    private static boolean isInDomain(char c) {
        return Character.isLetterOrDigit(c)
                || Character.getType(c) == Character.NON_SPACING_MARK
                || ".-\u3002\uFF0E\uFF61".indexOf(c) >= 0;
    }
}
