package invitations.api.iblai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import invitations.api.Call;
import invitations.api.CorrelationMarker;
import invitations.api.ItemJson;
import invitations.invitation.BlankMode;
import invitations.invitation.OpenRow;

/** The bodies of calls to the ibl.ai API. */
final class IblaiRequestBody {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private IblaiRequestBody() {}

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
        body.remove(BlankMode.FIELD);
        return body.put("count", blankCount(call));
    }

    /** {@return how many blank invitations the call asks for} */
    static long blankCount(Call call) {
        OpenRow row = call.rows().get(0);
        return ItemJson.of(row).path("count").asLong() - row.existing();
    }

    private static ObjectNode item(Call call, OpenRow row) {
        ObjectNode item = ItemJson.of(row);
        CorrelationMarker.write(item, call, row);
        return item;
    }
}
