package invitations.invitation.address;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.commons.validator.routines.DomainValidator;

/**
 * The top-level domains that exist, as Apache Commons Validator lists them (IANA's list of 2025). A name that came into being
 * later is unknown: addresses in it are held back, and a feed may take them by {@code unusual-addresses=accept}.
 */
public final class TopLevelDomains {
    /** Kept for examples and tests (RFC 2606): no mail is ever delivered there. */
    private static final Set<String> RESERVED = Set.of("example", "test");

    /** Those that many people have, in which a slip is looked for. */
    private static final List<String> USUAL =
            List.of("com", "org", "net", "edu", "gov", "info", "mil", "de", "fr", "es", "uk", "it", "nl", "ch", "eu");

    /** What stands behind a domain when two lines of a file have become one: the name of its first column. */
    private static final Set<String> APPENDED =
            Set.of("email", "mail", "emailaddress", "username", "target", "name", "firstname", "first", "vorname");

    /** Those that were looked up and exist: the list is asked once for each. */
    private static final Set<String> SEEN = ConcurrentHashMap.newKeySet();

    private TopLevelDomains() {}

    /** {@return whether the domain, or the address in it, ends with a top-level domain that exists, or with one kept for examples} */
    public static boolean isKnown(String domain) {
        String last = of(domain);
        if (SEEN.contains(last)) {
            return true;
        }
        boolean isKnown =
                RESERVED.contains(last) || DomainValidator.getInstance().isValidTld(last);
        if (isKnown) {
            SEEN.add(last);
        }
        return isKnown;
    }

    /**
     * The domain, or the address in it, with the top-level domain that was probably meant: another line was appended to it, or
     * one letter is wrong. Empty where it has one that exists, or where that cannot be told.
     */
    public static Optional<String> meant(String domain) {
        if (isKnown(domain)) {
            return Optional.empty();
        }
        String last = of(domain);
        String before = domain.substring(0, domain.length() - last.length());
        for (int end = last.length() - 1; end > 1; end--) {
            if (APPENDED.contains(last.substring(end)) && isKnown(last.substring(0, end))) {
                return Optional.of(before + last.substring(0, end));
            }
        }
        return USUAL.stream()
                .filter(usual -> last.length() > 2 && isOneSlip(last, usual))
                .findFirst()
                .map(usual -> before + usual);
    }

    /** {@return whether one character is wrong, too many or too few, or two neighbours are swapped} */
    private static boolean isOneSlip(String wrong, String right) {
        int same = 0;
        while (same < wrong.length() && same < right.length() && wrong.charAt(same) == right.charAt(same)) {
            same++;
        }
        String w = wrong.substring(same);
        String r = right.substring(same);
        boolean isSwapped = w.length() > 1
                && w.length() == r.length()
                && w.charAt(0) == r.charAt(1)
                && w.charAt(1) == r.charAt(0)
                && w.substring(2).equals(r.substring(2));
        return isSwapped
                || (!w.isEmpty() && w.substring(1).equals(r))
                || (!r.isEmpty() && r.substring(1).equals(w))
                || (!w.isEmpty() && !r.isEmpty() && w.substring(1).equals(r.substring(1)));
    }

    /** {@return what stands behind the last dot, in small letters} */
    public static String of(String domain) {
        return domain.substring(domain.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }
}
