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
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Lists and objects as the ledger's text columns hold them. */
public final class Json {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final ObjectWriter WRITER = MAPPER.writer();

    private static final int USUAL_LENGTH = 160;
    private static final int LONGEST_PLAIN = 1 << 16;

    private Json() {}

    /** {@return the value as JSON} */
    public static String write(Object value) {
        StringBuilder json = new StringBuilder(USUAL_LENGTH);
        return append(json, value) ? json.toString() : written(value);
    }

    /** The same, for longer. */
    static String written(Object value) {
        try {
            return WRITER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("cannot be written as JSON", e);
        }
    }

    /** Adds lists, objects and texts that need no escape, as nearly all rows have them; false where there is anything else. */
    private static boolean append(StringBuilder json, @Nullable Object value) {
        if (value instanceof String text) {
            return append(json, text);
        }
        if (value instanceof Map<?, ?> object) {
            char before = '{';
            for (Map.Entry<?, ?> each : object.entrySet()) {
                json.append(before);
                if (!(each.getKey() instanceof String name)
                        || !append(json, name)
                        || !append(json.append(':'), each.getValue())) {
                    return false;
                }
                before = ',';
            }
            json.append(before == '{' ? "{}" : "}");
            return true;
        }
        if (value instanceof List<?> array) {
            char before = '[';
            for (Object each : array) {
                if (!append(json.append(before), each)) {
                    return false;
                }
                before = ',';
            }
            json.append(before == '[' ? "[]" : "]");
            return true;
        }
        return false;
    }

    private static boolean append(StringBuilder json, String text) {
        if (!isPlain(text, 0, text.length())) {
            return false;
        }
        json.append('"').append(text).append('"');
        return true;
    }

    /** Whether it stands in JSON as it is. */
    private static boolean isPlain(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (c < ' ' || c == '"' || c == '\\') {
                return false;
            }
        }
        return true;
    }

    public static JsonNode read(String json) {
        try {
            return MAPPER.readTree(json);
        } catch (JsonProcessingException e) {
            // Without its cause, which may quote what is in the ledger.
            throw new LedgerException("the ledger holds what is not JSON");
        }
    }

    /** What the text is in JSON; null when it is none. */
    static @Nullable public JsonNode tree(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException notJson) {
            return null;
        }
    }

    /**
     * {@return the texts of an array of them; none for null}
     *
     * @throws LedgerException when it is no array of texts
     */
    public static List<String> texts(@Nullable String json) {
        if (json == null) {
            return List.of();
        }
        List<String> plain = plainTexts(json);
        return plain == null ? parsed(json) : plain;
    }

    /** What {@link #write} makes of texts that need no escape, read back; null for anything else. */
    private static @Nullable List<String> plainTexts(String json) {
        int end = json.length() - 1;
        if (end < 1 || end > LONGEST_PLAIN || json.charAt(0) != '[' || json.charAt(end) != ']') {
            return null;
        }
        List<String> texts = new ArrayList<>();
        int i = 1;
        while (i < end) {
            int close = json.charAt(i) == '"' ? json.indexOf('"', i + 1) : -1;
            boolean isFollowed = close + 1 == end || (close + 2 < end && json.charAt(close + 1) == ',');
            if (close < 0 || !isFollowed || !isPlain(json, i + 1, close)) {
                return null;
            }
            texts.add(json.substring(i + 1, close));
            i = close + 2;
        }
        return texts;
    }

    /** The same, for longer. */
    static List<String> parsed(String json) {
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
