package invitations.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.Locale;

/** What a member of a GitBook organization may do. A guest has none. */
enum Role {
    ADMIN,
    CREATE,
    REVIEW,
    EDIT,
    COMMENT,
    READ;

    /** Whether the value is the name of a role, as the API writes it. */
    static boolean isNamed(JsonNode value) {
        return Arrays.stream(values())
                .anyMatch(role -> role.name().toLowerCase(Locale.ROOT).equals(value.textValue()));
    }
}
