package invitations.api;

import com.fasterxml.jackson.databind.JsonNode;
import invitations.invitation.InvitationKey;
import java.text.Normalizer;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * An invitation as a list of the API shows it.
 *
 * @param json the whole of it
 */
public record ListedInvitation(JsonNode json) {

    /** Its id at the API; null when it tells none. */
    public @Nullable String id() {
        return text("id");
    }

    /** The name of its person at the API; null when it tells none. */
    public @Nullable String username() {
        return text("username");
    }

    /** The row of the drop that carries this marker, from any attempt; empty when it is not one of the drop's. */
    public OptionalLong row(String drop) {
        return CorrelationMarker.row(json.path("metadata"), drop);
    }

    /** {@return whether it carries the marker of any drop} */
    public boolean isMarked() {
        return json.path("metadata").has(CorrelationMarker.DROP);
    }

    /**
     * {@return whether it is for that person} Addresses are compared here, since it is not known how the API compares them.
     *
     * @param field {@code email} or {@code username}
     * @param subject as it was sent
     */
    public boolean isFor(String field, String subject) {
        String found = text(field);
        if (found == null) {
            return false;
        }
        return field.equals("email")
                ? InvitationKey.canonicalEmail(found).equals(InvitationKey.canonicalEmail(subject))
                : found.strip().equals(subject.strip());
    }

    /**
     * {@return whether it may be for that person: case and Unicode forms count for nothing}
     *
     * @param field {@code email} or {@code username}
     */
    public boolean isLike(String field, String subject) {
        String found = text(field);
        return found != null && (isFor(field, subject) || folded(found).equals(folded(subject)));
    }

    /** {@return whether its field may have that value: case and Unicode forms count for nothing} */
    public boolean isInLike(String field, String value) {
        String found = text(field);
        return found == null || folded(found).equals(folded(value));
    }

    /** A text for comparison without regard to case, in the Unicode form NFKC. */
    private static String folded(String text) {
        return Normalizer.normalize(text.strip(), Normalizer.Form.NFKC)
                .toUpperCase(Locale.ROOT)
                .toLowerCase(Locale.ROOT);
    }

    /** {@return whether its field has that value; a list that does not show the field was asked for the value} */
    public boolean isIn(String field, String value) {
        String found = text(field);
        return found == null || found.equals(value);
    }

    /** {@return whether it waits for a person to be told} */
    public boolean isBlank() {
        return text("email") == null && text("username") == null;
    }

    /** {@return whether its person has accepted it} */
    public boolean isAccepted() {
        return !json.path("active").asBoolean(true);
    }

    /** {@return when it was made, by the API's clock; null when it does not say} */
    public @Nullable Instant created() {
        return time("created");
    }

    /** {@return whether it can still be accepted, or was: an invitation that lapsed invites nobody} */
    public boolean isLive(Instant now) {
        Instant expired = time("expired");
        return isAccepted() || expired == null || expired.isAfter(now);
    }

    private @Nullable Instant time(String field) {
        String text = text(field);
        try {
            return text == null ? null : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException notATime) {
            return null;
        }
    }

    private @Nullable String text(String field) {
        JsonNode value = json.path(field);
        return value.isValueNode() && !value.isNull() ? value.asText() : null;
    }
}
