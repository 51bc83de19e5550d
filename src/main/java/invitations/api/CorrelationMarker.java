package invitations.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import invitations.invitation.OpenRow;
import java.util.OptionalLong;

/**
 * What each item carries in its {@code metadata}, so that a list of the API can be asked for what was sent: random ids
 * of drop, call and row attempt. CSV columns of these names are refused.
 */
public final class CorrelationMarker {
    public static final String DROP = "invitation_drop";
    public static final String CALL = "invitation_call";
    public static final String ATTEMPT = "invitation_attempt";

    private CorrelationMarker() {}

    /** The row of the drop that carries this marker, from any attempt; empty when it is not one of the drop's. */
    static OptionalLong row(JsonNode metadata, String drop) {
        String attempt = metadata.path(ATTEMPT).asText();
        int dash = attempt.lastIndexOf('-');
        if (!metadata.path(DROP).asText().equals(drop) || dash < 0) {
            return OptionalLong.empty();
        }
        try {
            return OptionalLong.of(Long.parseLong(attempt, dash + 1, attempt.length(), 16));
        } catch (NumberFormatException notARow) {
            return OptionalLong.empty();
        }
    }

    /** Writes the marker last, so that nothing in the item can take its place. */
    public static void write(ObjectNode item, Call call, OpenRow row) {
        ObjectNode metadata = item.withObjectProperty("metadata");
        metadata.put(DROP, call.drop());
        metadata.put(CALL, call.id());
        metadata.put(ATTEMPT, call.id() + '-' + Long.toHexString(row.id()));
    }
}
