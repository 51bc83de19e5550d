package invitations.intake.cell;

import invitations.csv.TextRules;
import invitations.invitation.address.EmailAddress;
import invitations.invitation.address.TopLevelDomains;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What was probably meant by an address that is none, or whose domain is a slip. It is a guess, so nothing is ever sent to
 * it unless a person says so.
 */
public final class EmailSuggestion {
    /** Domains that so many people have that a slip in them is likelier than a domain of that name. */
    private static final Map<String, List<String>> KNOWN = Map.of(
            "gmail.com",
            List.of(
                    "gmial.com",
                    "gmai.com",
                    "gamil.com",
                    "gnail.com",
                    "gmal.com",
                    "gmaill.com",
                    "gmil.com",
                    "gmali.com",
                    "gmaul.com",
                    "gemail.com",
                    "ggmail.com",
                    "gmail.co",
                    "gmail.cm",
                    "gmail.om"),
            "hotmail.com",
            List.of(
                    "hotmial.com",
                    "hotmai.com",
                    "hotmal.com",
                    "hotmil.com",
                    "hotmaill.com",
                    "hotmali.com",
                    "homail.com"),
            "outlook.com",
            List.of("outlok.com", "outloo.com", "outllok.com", "outlool.com", "oulook.com", "outlook.cm"),
            "yahoo.com",
            List.of("yaho.com", "yahooo.com", "yhaoo.com", "yahho.com", "yahoo.cm", "yaoo.com"),
            "icloud.com",
            List.of("iclod.com", "icloud.cm", "iclould.com", "icoud.com", "icluod.com"));

    /** By the slip, the domain that is meant. */
    private static final Map<String, String> SLIPS = new HashMap<>();

    static {
        KNOWN.forEach((domain, slips) -> slips.forEach(slip -> SLIPS.put(slip, domain)));
    }

    /** Endings that are no top-level domains. */
    private static final Map<String, String> ENDINGS = Map.of(
            ".con", ".com", ".cmo", ".com", ".ocm", ".com", ".comm", ".com", ".ogr", ".org", ".orgg", ".org", ".nte",
            ".net", ".eduu", ".edu");

    private static final String BEFORE_NAME = ".-+'*#!?=/|~";
    private static final String BEHIND_NAME = ".+'*#!?=/|~";
    private static final String BEFORE = " \t\n\u000B\f\r<([\"'“”‘’";
    private static final String BEHIND = " \t\n\u000B\f\r>)]\"'“”‘’,;:.!/";
    private static final Pattern SCHEME = Pattern.compile("^(?i)mailto:");
    private static final Pattern NAME_BEFORE = Pattern.compile("^[^<>@]*<([^<>]+)>[\\s,;.]*$");

    /** Blanks at the sign or a dot belong to neither name; elsewhere they may part two names. */
    private static final Pattern BLANKS = Pattern.compile("[\\s\\u00a0]+(?=[@.])|(?<=[@.])[\\s\\u00a0]+");

    /** What is longer is no address with a slip; looking for one would take long. */
    private static final int LONGEST = 400;

    private EmailSuggestion() {}

    /**
     * The address that was probably meant by a text that is none, or which is not taken; several, with a semicolon between
     * them, where the text has several people.
     */
    public static Optional<String> of(String text) {
        if (text.length() > LONGEST) {
            return Optional.empty();
        }
        return AddressSearch.decoded(text)
                .flatMap(EmailSuggestion::meant)
                .filter(meant -> AddressSearch.isList(meant) || !meant.equals(text));
    }

    private static Optional<String> meant(String decoded) {
        List<String> people = AddressSearch.in(decoded);
        if (people.size() > 1) {
            return Optional.of(AddressSearch.list(people));
        }
        return (people.isEmpty() ? cleaned(decoded) : Optional.of(people.get(0)))
                .map(meant -> typo(meant).or(() -> TopLevelDomains.meant(meant)).orElse(meant))
                .filter(EmailSuggestion::isAddress);
    }

    private static boolean isAddress(String text) {
        return EmailAddress.read(text) != null && TopLevelDomains.isKnown(text);
    }

    /** The text without what does not belong to an address, where it has one @. */
    private static Optional<String> cleaned(String text) {
        String meant = NAME_BEFORE.matcher(text).replaceFirst("$1");
        meant = TextRules.without(SCHEME.matcher(meant).replaceFirst(""), BEFORE, BEHIND);
        meant = BLANKS.matcher(meant)
                .replaceAll("")
                .replaceAll("@{2,}", "@")
                .replaceAll("\\.{2,}", ".")
                .replaceAll("'{2,}", "'");
        int at = meant.lastIndexOf('@');
        if (at < 1 || meant.indexOf('@') != at) {
            return Optional.empty();
        }
        String local = TextRules.without(meant.substring(0, at), BEFORE_NAME, BEHIND_NAME);
        String domain =
                meant.substring(at + 1).replace(',', '.').replace(';', '.').replaceAll("^\\.+", "");
        return Optional.of(local + '@' + dotted(domain));
    }

    /** The address with another domain, where its own is nearly always a slip. */
    public static Optional<String> typo(String address) {
        int at = address.lastIndexOf('@');
        String domain = address.substring(at + 1).toLowerCase(Locale.ROOT);
        String meant = SLIPS.get(domain);
        if (meant != null) {
            return Optional.of(address.substring(0, at + 1) + meant);
        }
        String ending = domain.substring(Math.max(0, domain.lastIndexOf('.')));
        String right = ENDINGS.get(ending);
        return right == null
                ? Optional.empty()
                : Optional.of(address.substring(0, address.length() - ending.length()) + right);
    }

    /** The domain with the dot that {@code gmailcom} lacks. */
    private static String dotted(String domain) {
        for (String known : KNOWN.keySet()) {
            if (domain.equalsIgnoreCase(known.replace(".", ""))) {
                return known;
            }
        }
        return domain;
    }
}
