package invitations.feed;

import invitations.invitation.InvitationKey;
import java.util.Set;

/**
 * Whom, and with which links, the files of a feed may invite. Host names are in lower case and ASCII; an entry that begins
 * with {@code *.} stands for all names below.
 *
 * @param allowedDomains the domains of addresses that may be invited; empty for any
 * @param deniedDomains the domains of addresses that may not
 * @param redirectHosts the hosts that people may be sent to; empty for any
 * @param areTyposAccepted whether domains that are nearly always slips, such as {@code gmial.com}, are taken as they are
 * @param areUnusualAccepted whether addresses and user names are taken that people hardly ever have
 * @param isOtherCaseAccepted whether keys that differ in upper and lower case only are taken for different places
 */
public record Restrictions(
        Set<String> allowedDomains,
        Set<String> deniedDomains,
        Set<String> redirectHosts,
        boolean areTyposAccepted,
        boolean areUnusualAccepted,
        boolean isOtherCaseAccepted) {
    /** What holds for feeds that say nothing. */
    public static final Restrictions NONE = new Restrictions(Set.of(), Set.of(), Set.of(), false, false, false);

    private static final String ANY_BELOW = "*.";

    public Restrictions {
        allowedDomains = Set.copyOf(allowedDomains);
        deniedDomains = Set.copyOf(deniedDomains);
        redirectHosts = Set.copyOf(redirectHosts);
    }

    /** {@return whether no address is refused for its domain} */
    public boolean letsAllDomains() {
        return allowedDomains.isEmpty() && deniedDomains.isEmpty();
    }

    /** {@return whether the person may be invited, by the domain of their address} */
    public boolean letsDomainOf(String email) {
        if (letsAllDomains()) {
            return true;
        }
        String address = InvitationKey.canonicalEmail(email);
        String domain = address.substring(address.lastIndexOf('@') + 1);
        return (allowedDomains.isEmpty() || isIn(allowedDomains, domain)) && !isIn(deniedDomains, domain);
    }

    /** {@return whether people may be sent to that host, given in lower case} */
    public boolean letsHost(String host) {
        return redirectHosts.isEmpty() || isIn(redirectHosts, host);
    }

    private static boolean isIn(Set<String> names, String name) {
        if (names.contains(name)) {
            return true;
        }
        for (int dot = name.indexOf('.'); dot >= 0; dot = name.indexOf('.', dot + 1)) {
            if (names.contains(ANY_BELOW + name.substring(dot + 1))) {
                return true;
            }
        }
        return false;
    }
}
