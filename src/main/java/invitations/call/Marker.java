package invitations.call;

import com.fasterxml.jackson.databind.node.ObjectNode;
import invitations.invitation.OpenRow;

/**
 * What each item carries in its {@code metadata}, so that a list of the API can be asked for what was sent: random ids
 * of drop, call and row attempt. CSV columns of these names are refused.
 */
final class Marker {
    static final String DROP = "invitation_drop";
    static final String CALL = "invitation_call";
    static final String ATTEMPT = "invitation_attempt";

    private Marker() {}

    /** Writes the marker last, so that nothing in the item can take its place. */
    static void write(ObjectNode item, Call call, OpenRow row) {
        ObjectNode metadata = item.withObjectProperty("metadata");
        metadata.put(DROP, call.drop());
        metadata.put(CALL, call.id());
        metadata.put(ATTEMPT, call.id() + '-' + Long.toHexString(row.id()));
    }
}
