package invitations.settings;

import java.util.Collection;
import java.util.Optional;

/** stand-in */
public final class Suggestion {
    private Suggestion() {}

    public static Optional<String> closest(String wrong, Collection<String> known) {
        return known.stream().filter(wrong::equalsIgnoreCase).findFirst();
    }
}
