package invitations.invitation;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What somebody may do in a GitBook organization, as its API calls it. */
public enum OrganizationRole {
    ADMIN,
    CREATE,
    REVIEW,
    EDIT,
    COMMENT,
    READ;

    /** What the API calls somebody without any role. */
    public static final String GUEST = "guest";

    /** {@return the word for it, in files and at the API} */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** {@return the words for all of them, from the most to the least} */
    public static List<String> labels() {
        return Arrays.stream(values()).map(OrganizationRole::label).toList();
    }
}
