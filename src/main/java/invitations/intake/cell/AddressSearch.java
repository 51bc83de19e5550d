package invitations.intake.cell;

import invitations.base.AddressText;
import invitations.invitation.address.EmailAddress;
import invitations.invitation.address.NameCharacters;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the addresses in a text that is none itself: with a name beside it, signs around it, or several in one cell. What it
 * finds is a guess, for a person to confirm.
 */
final class AddressSearch {
    private static final String NEXT = "; ";

    /** What stands between two people in a cell. */
    private static final String BETWEEN = "/;,|&+ \t\r\n";

    /** What may stand right before an address: what opens something, or ends what came before. */
    private static final String OPENS = "<([{\"'“”„‘’«‹|;, \t\r\n";

    /** What people and programs write before an address, with a colon or an equals sign. */
    private static final Pattern LABEL = Pattern.compile(
            "(?iu)(^|[^\\p{L}])(e-?mail([ -]?address|[ -]?adresse)?|mail|mailto|smtp|to|cc|bcc|address|adresse|"
                    + "courriel|correo|contact|user(name)?)\\s*[:=]\\s*$");

    /** Several names before one domain, perhaps in braces. */
    private static final Pattern TOGETHER = Pattern.compile("\\{?([^@{}]+?)\\}?@([^@{}]+)");

    /** A word for it: both are meant. Where one of two is, nobody can tell which. */
    private static final String AND = "[\\s\\p{Z}]+(?iu:and|und|et|y|e|\\+)[\\s\\p{Z}]+";

    private static final Pattern BETWEEN_NAMES = Pattern.compile(AND + "|\\s*[/;,|&]\\s*");
    private static final Pattern BETWEEN_ADDRESSES = Pattern.compile(AND);

    private AddressSearch() {}

    /**
     * The text as it was before somebody encoded it: in one width, with plain apostrophes, without characters by their numbers;
     * empty where that cannot be told.
     */
    static Optional<String> decoded(String text) {
        return EncodedCharacters.decoded(AddressText.normalized(AddressText.visible(text)))
                .map(AddressSearch::plain);
    }

    private static String plain(String text) {
        StringBuilder plain = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            plain.append(NameCharacters.APOSTROPHES.indexOf(c) >= 0 ? '\'' : c);
        }
        return AddressText.trim(plain.toString());
    }

    /** All addresses in the decoded text, each once; none where part of it is left that may be one. */
    static List<String> in(String text) {
        List<String> together = together(text);
        if (!together.isEmpty()) {
            return together;
        }
        Set<String> found = new LinkedHashSet<>();
        int behind = 0;
        for (int at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
            int start = start(text, at, behind);
            int end = end(text, at);
            String address = text.substring(start, end);
            if (EmailAddress.read(address) == null || !isBeginning(text, start, behind)) {
                return List.of();
            }
            found.add(address);
            behind = end;
        }
        return List.copyOf(found);
    }

    /** The people of {@code ada/bob@example.org}. */
    private static List<String> together(String text) {
        Matcher matcher = TOGETHER.matcher(text);
        if (!matcher.matches()) {
            return List.of();
        }
        List<String> people = new ArrayList<>();
        for (String name : BETWEEN_NAMES.split(matcher.group(1), -1)) {
            String address = AddressText.trim(name) + '@' + AddressText.trim(matcher.group(2));
            if (EmailAddress.read(address) == null) {
                return List.of();
            }
            people.add(address);
        }
        return people.size() > 1 && !isOneName(matcher.group(1)) ? people : List.of();
    }

    /** {@return whether it is a name in itself, as {@code R&D} is} */
    private static boolean isOneName(String names) {
        return names.indexOf('&') >= 0 && BETWEEN_NAMES.splitAsStream(names).anyMatch(name -> name.length() < 2);
    }

    private static int start(String text, int at, int least) {
        int start = at;
        while (start > least && isInName(text.charAt(start - 1))) {
            start--;
        }
        while (start < at && !NameCharacters.isBeginning(text.codePointAt(start))) {
            start++;
        }
        return start;
    }

    private static boolean isInName(char c) {
        return NameCharacters.WITHIN.indexOf(c) >= 0 || NameCharacters.isPart(c) || Character.isSurrogate(c);
    }

    private static int end(String text, int at) {
        int end = at + 1;
        while (end < text.length()
                && (".-".indexOf(text.charAt(end)) >= 0
                        || NameCharacters.isPart(text.charAt(end))
                        || Character.isSurrogate(text.charAt(end)))) {
            end++;
        }
        while (end > at + 1 && ".-".indexOf(text.charAt(end - 1)) >= 0) {
            end--;
        }
        return end;
    }

    /** {@return whether an address may begin there: nothing before it belongs to it} */
    private static boolean isBeginning(String text, int start, int behind) {
        String before = text.substring(behind, start);
        if (behind > 0) {
            return BETWEEN_ADDRESSES.matcher(before).matches()
                    || (!before.isEmpty()
                            && before.chars().anyMatch(c -> BETWEEN.indexOf(c) >= 0 || OPENS.indexOf(c) >= 0)
                            && isClear(before));
        }
        return isClear(before);
    }

    private static boolean isClear(String before) {
        if (before.endsWith("\\")) {
            // What begins with a backslash is a character, not the start of a name.
            return false;
        }
        if (before.codePoints().noneMatch(c -> Character.isLetterOrDigit(c))) {
            return true;
        }
        // A blank alone may stand within a name that somebody has parted.
        String trimmed = before.strip();
        return OPENS.indexOf(trimmed.charAt(trimmed.length() - 1)) >= 0
                || LABEL.matcher(before).find();
    }

    /** The texts in a list, as they are to be written into several rows. */
    static String list(List<String> people) {
        return String.join(NEXT, people);
    }

    /** {@return whether the text is such a list} */
    static boolean isList(String text) {
        return text.contains(NEXT);
    }
}
