package invitations.call;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import invitations.invitation.Mode;
import invitations.invitation.OpenRow;

/** The bodies of calls to the ibl.ai API. */
final class IblaiBodies {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private IblaiBodies() {}

    /** The item itself, or {@code invitation_data} with the platform that all items belong to. */
    static JsonNode of(Call call) {
        return switch (call.operation()) {
            case SINGLE, REDEEM -> item(call, call.rows().get(0));
            case BULK -> bulk(call);
            case BLANK -> blank(call);
        };
    }

    private static ObjectNode bulk(Call call) {
        ObjectNode body = MAPPER.createObjectNode();
        body.put("platform_key", call.tenant());
        ArrayNode items = body.putArray("invitation_data");
        call.rows().forEach(row -> items.add(item(call, row)));
        return body;
    }

    /** As many as there are not yet. */
    private static ObjectNode blank(Call call) {
        ObjectNode body = item(call, call.rows().get(0));
        body.remove(Mode.FIELD);
        return body.put("count", blankCount(call));
    }

    /** How many blank invitations the call asks for. */
    static long blankCount(Call call) {
        OpenRow row = call.rows().get(0);
        return Items.of(row).path("count").asLong() - row.existing();
    }

    private static ObjectNode item(Call call, OpenRow row) {
        ObjectNode item = Items.of(row);
        Marker.write(item, call, row);
        return item;
    }
}
