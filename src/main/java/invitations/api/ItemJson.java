package invitations.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import invitations.invitation.OpenRow;

/** What rows ask for, as the ledger has it. */
public final class ItemJson {
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            // What was read exactly is sent exactly.
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private ItemJson() {}

    /** The row's item, without the marker. */
    public static ObjectNode of(OpenRow row) {
        try {
            return (ObjectNode) MAPPER.readTree(row.item());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the ledger holds an item that is not JSON", e);
        }
    }
}
