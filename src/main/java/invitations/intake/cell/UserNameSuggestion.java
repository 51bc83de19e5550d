package invitations.intake.cell;

import invitations.invitation.address.NameCharacters;
import invitations.invitation.address.UserName;
import java.util.Optional;

/** Finds what was probably meant by a user name that is none. It is a guess, for a person to confirm. */
final class UserNameSuggestion {
    /** What is longer is no user name with a slip. */
    private static final int LONGEST = 400;

    private UserNameSuggestion() {}

    /** The name without what does not belong before or behind it; empty where that is no user name. */
    static Optional<String> of(String text) {
        if (text.length() > LONGEST) {
            return Optional.empty();
        }
        return AddressSearch.decoded(text)
                .map(UserNameSuggestion::within)
                .filter(meant -> !meant.equals(text) && UserName.read(meant, false) != null);
    }

    private static String within(String decoded) {
        int start = 0;
        int end = decoded.length();
        while (start < end && !NameCharacters.isBeginning(decoded.codePointAt(start))) {
            start++;
        }
        while (end > start && !NameCharacters.isUsual(decoded.substring(end - 1, end))) {
            end--;
        }
        return decoded.substring(start, end);
    }
}
