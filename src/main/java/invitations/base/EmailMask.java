package invitations.base;

import invitations.report.PersonLabel;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Hides e-mail addresses in text that was written by others. */
public final class EmailMask {
    /** As it is, and as URLs have it. */
    private static final Pattern AT = Pattern.compile("@|%40");

    private static final String ENDS_LOCAL_PART = "\"'<>()[]{},;:=|\\/";

    private EmailMask() {}

    /** The text with {@code j***@x.org} for each address: the first letter and the domain stay. */
    public static String mask(String text) {
        Matcher ats = AT.matcher(text);
        StringBuilder masked = new StringBuilder(text.length());
        int copied = 0;
        int before = 0;
        while (ats.find()) {
            int at = ats.start();
            // Not beyond the one before, or a text of many would be looked at again and again.
            int start = startOfLocalPart(text, at, Math.max(copied, before));
            before = ats.end();
            if (isShort(text, start, at)) {
                continue;
            }
            boolean hasDomain = ats.end() < text.length() && Character.isLetterOrDigit(text.charAt(ats.end()));
            if (start < at && hasDomain) {
                masked.append(text, copied, text.offsetByCodePoints(start, 1)).append("***");
                copied = at;
            } else if (hasDomain && startOfQuoted(text, at, copied) >= 0) {
                masked.append(text, copied, startOfQuoted(text, at, copied)).append("***");
                copied = at;
            }
        }
        return masked.append(text, copied, text.length()).toString();
    }

    /** {@return whether nothing but the first sign is left of the local part already, as {@link PersonLabel} writes it} */
    private static boolean isShort(String text, int start, int at) {
        return at - start >= 1 && text.charAt(at - 1) == '…' && text.codePointCount(start, at) <= 2;
    }

    private static int startOfLocalPart(String text, int at, int earliest) {
        int start = at;
        while (start > earliest && isInLocalPart(text.charAt(start - 1))) {
            start--;
        }
        return start;
    }

    /** {@return where a local part in quotes begins, which may have blanks; -1 when there is none} */
    private static int startOfQuoted(String text, int at, int earliest) {
        if (at < 1 || text.charAt(at - 1) != '"') {
            return -1;
        }
        int start = text.lastIndexOf('"', at - 2);
        return start >= earliest && Character.isLetterOrDigit(text.charAt(start + 1)) ? start : -1;
    }

    private static boolean isInLocalPart(char c) {
        return c > ' ' && c != '@' && !Character.isWhitespace(c) && ENDS_LOCAL_PART.indexOf(c) < 0;
    }
}
