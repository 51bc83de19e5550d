package invitations.intake.cell;

import java.text.Normalizer;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds letters and signs that are written as in HTML, by number or by name, as exports of web pages have them. Knows by number what Unicode has, and by name the Latin letters and the signs that names of people and companies have
 * (HTML Living Standard, section 13.5). All other text between {@code &} and a semicolon is what it is.
 */
public final class HtmlEntities {
    private static final Pattern ONE = Pattern.compile("&(?:#(\\d{1,7})|#[xX]([0-9A-Fa-f]{1,6})|([A-Za-z]{2,8}));");

    /** What stands behind a letter, as the mark that it has. */
    private static final Map<String, Character> MARKS = Map.ofEntries(
            Map.entry("grave", '\u0300'),
            Map.entry("acute", '\u0301'),
            Map.entry("circ", '\u0302'),
            Map.entry("tilde", '\u0303'),
            Map.entry("macr", '\u0304'),
            Map.entry("breve", '\u0306'),
            Map.entry("dot", '\u0307'),
            Map.entry("uml", '\u0308'),
            Map.entry("ring", '\u030a'),
            Map.entry("dblac", '\u030b'),
            Map.entry("caron", '\u030c'),
            Map.entry("cedil", '\u0327'),
            Map.entry("ogon", '\u0328'));

    private static final Map<String, String> NAMES = Map.ofEntries(
            Map.entry("amp", "&"),
            Map.entry("lt", "<"),
            Map.entry("gt", ">"),
            Map.entry("quot", "\""),
            Map.entry("apos", "'"),
            Map.entry("nbsp", " "),
            Map.entry("shy", ""),
            Map.entry("szlig", "ß"),
            Map.entry("aelig", "æ"),
            Map.entry("AElig", "Æ"),
            Map.entry("oelig", "œ"),
            Map.entry("OElig", "Œ"),
            Map.entry("oslash", "ø"),
            Map.entry("Oslash", "Ø"),
            Map.entry("eth", "ð"),
            Map.entry("ETH", "Ð"),
            Map.entry("thorn", "þ"),
            Map.entry("THORN", "Þ"),
            Map.entry("lstrok", "ł"),
            Map.entry("Lstrok", "Ł"),
            Map.entry("dstrok", "đ"),
            Map.entry("Dstrok", "Đ"),
            Map.entry("inodot", "ı"),
            Map.entry("imath", "ı"),
            Map.entry("lsquo", "‘"),
            Map.entry("rsquo", "’"),
            Map.entry("sbquo", "‚"),
            Map.entry("ldquo", "“"),
            Map.entry("rdquo", "”"),
            Map.entry("bdquo", "„"),
            Map.entry("laquo", "«"),
            Map.entry("raquo", "»"),
            Map.entry("ndash", "–"),
            Map.entry("mdash", "—"),
            Map.entry("hyphen", "‐"),
            Map.entry("middot", "·"),
            Map.entry("bull", "•"),
            Map.entry("hellip", "…"),
            Map.entry("euro", "€"),
            Map.entry("pound", "£"),
            Map.entry("copy", "©"),
            Map.entry("reg", "®"),
            Map.entry("trade", "™"),
            Map.entry("deg", "°"),
            Map.entry("ordm", "º"),
            Map.entry("ordf", "ª"),
            Map.entry("comma", ","),
            Map.entry("period", "."),
            Map.entry("commat", "@"),
            Map.entry("plus", "+"),
            Map.entry("lowbar", "_"));

    private HtmlEntities() {}

    /** The text as a browser shows it, also where it was written as HTML twice; empty when it has nothing of HTML. */
    public static Optional<String> decoded(String text) {
        String shown = once(text);
        if (shown == null) {
            return Optional.empty();
        }
        String again = once(shown);
        return Optional.of(again == null ? shown : again);
    }

    private static @Nullable String once(String text) {
        if (text.indexOf('&') < 0 || text.indexOf(';') < 0) {
            return null;
        }
        StringBuilder shown = new StringBuilder(text.length());
        Matcher matcher = ONE.matcher(text);
        boolean isAny = false;
        while (matcher.find()) {
            String meant = meant(matcher);
            isAny |= meant != null;
            matcher.appendReplacement(shown, Matcher.quoteReplacement(meant == null ? matcher.group() : meant));
        }
        matcher.appendTail(shown);
        return isAny ? shown.toString() : null;
    }

    private static @Nullable String meant(Matcher found) {
        String name = found.group(3);
        if (name != null) {
            String known = NAMES.get(name);
            return known == null ? letter(name) : known;
        }
        String decimal = found.group(1);
        int number = decimal == null ? Integer.parseInt(found.group(2), 16) : Integer.parseInt(decimal);
        boolean isShown = Character.isValidCodePoint(number)
                && Character.getType(number) != Character.SURROGATE
                && !Character.isISOControl(number);
        return !isShown ? null : number == 0xa0 ? " " : Character.toString(number);
    }

    /** A letter with its mark as one character. */
    private static @Nullable String letter(String name) {
        Character mark = MARKS.get(name.substring(1));
        String letter = mark == null ? "" : Normalizer.normalize(name.charAt(0) + mark.toString(), Normalizer.Form.NFC);
        return letter.length() == 1 ? letter : null;
    }
}
