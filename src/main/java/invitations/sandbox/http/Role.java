package invitations.sandbox.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.Locale;

/** What a member of a GitBook organization may do. A guest has none. */
public enum Role {
    ADMIN,
    CREATE,
    REVIEW,
    EDIT,
    COMMENT,
    READ;

    /** {@return whether the value is the name of a role, as the API writes it} */
    public static boolean isNamed(JsonNode value) {
        return Arrays.stream(values())
                .anyMatch(role -> role.name().toLowerCase(Locale.ROOT).equals(value.textValue()));
    }
}
