package invitations.ledger.store;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lists and objects as the ledger's text columns hold them. */
public final class Json {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final ObjectWriter WRITER = MAPPER.writer();

    private Json() {}

    public static String write(Object value) {
        try {
            return WRITER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("cannot be written as JSON", e);
        }
    }

    public static JsonNode read(String json) {
        try {
            return MAPPER.readTree(json);
        } catch (JsonProcessingException e) {
            // Without its cause, which may quote what is in the ledger.
            throw new LedgerException("the ledger holds what is not JSON");
        }
    }

    /** {@return what the text is in JSON; null when it is none} */
    static @Nullable public JsonNode tree(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException notJson) {
            return null;
        }
    }

    public static List<String> texts(@Nullable String json) {
        if (json == null) {
            return List.of();
        }
        // Token by token: binding costs more than the parsing of a row's few cells.
        try (JsonParser parser = MAPPER.createParser(json)) {
            List<String> texts = new ArrayList<>();
            if (parser.nextToken() != JsonToken.START_ARRAY) {
                throw new JsonParseException(parser, "not an array");
            }
            while (parser.nextToken() == JsonToken.VALUE_STRING) {
                texts.add(parser.getText());
            }
            return texts;
        } catch (IOException e) {
            // Without its cause, which may quote what is in the ledger.
            throw new LedgerException("the ledger holds what is not a JSON array of texts");
        }
    }
}
