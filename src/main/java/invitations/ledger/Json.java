package invitations.ledger;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lists and objects as the ledger's text columns hold them. */
final class Json {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final ObjectWriter WRITER = MAPPER.writer();
    private static final ObjectReader TEXTS = MAPPER.readerFor(new TypeReference<List<String>>() {});

    private Json() {}

    static String write(Object value) {
        try {
            return WRITER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("cannot be written as JSON", e);
        }
    }

    static List<String> texts(@Nullable String json) {
        if (json == null) {
            return List.of();
        }
        try {
            return TEXTS.readValue(json);
        } catch (JsonProcessingException e) {
            // Without its cause, which may quote what is in the ledger.
            throw new LedgerFailure("the ledger holds what is not a JSON array of texts");
        }
    }
}
