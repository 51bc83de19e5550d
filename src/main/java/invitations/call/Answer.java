package invitations.call;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What came back.
 *
 * @param status the HTTP status
 * @param retryAfter the header of that name as it came; null when there was none
 * @param rateLimitReset the header {@code X-RateLimit-Reset} as it came; null when there was none
 * @param location the header of that name as it came; null when there was none
 * @param text the body
 */
public record Answer(
        int status,
        @Nullable String retryAfter,
        @Nullable String rateLimitReset,
        @Nullable String location,
        String text) {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Pattern TITLE = Pattern.compile("<title>([^<]*)</title>", Pattern.CASE_INSENSITIVE);
    private static final int WORDS_LIMIT = 500;

    boolean isSuccess() {
        return status >= 200 && status < 300;
    }

    /** The body, when it is a JSON object to its end. */
    Optional<JsonNode> json() {
        try {
            return Optional.ofNullable(MAPPER.readTree(text)).filter(JsonNode::isObject);
        } catch (JsonProcessingException notJson) {
            return Optional.empty();
        }
    }

    /**
     * The API's own words, on one line of at most 500 characters: {@code detail}, {@code error}, or the fields with what
     * is wrong with them (as Django REST writes them), the title of an HTML page, else the text.
     */
    public String words() {
        String words = json().map(Answer::words).orElseGet(this::plainWords);
        String line = words.replaceAll("[\\p{Cntrl}\\p{Cf}\\s]+", " ").strip();
        return line.length() > WORDS_LIMIT ? line.substring(0, WORDS_LIMIT) + "…" : line;
    }

    private String plainWords() {
        Matcher title = TITLE.matcher(text);
        if (title.find()) {
            return title.group(1);
        }
        return text.isBlank() ? "HTTP " + status + " without a word" : text;
    }

    private static String words(JsonNode json) {
        JsonNode named = json.path("detail").isMissingNode() ? json.path("error") : json.path("detail");
        if (named.isTextual()) {
            return named.asText();
        }
        if (named.path("message").isTextual()) {
            return named.path("message").asText();
        }
        List<String> fields = new ArrayList<>();
        json.properties().forEach(field -> fields.add(field.getKey() + ": " + values(field.getValue())));
        return fields.isEmpty() ? json.toString() : String.join("; ", fields);
    }

    private static String values(JsonNode value) {
        if (!value.isArray()) {
            return value.isTextual() ? value.asText() : value.toString();
        }
        List<String> texts = new ArrayList<>();
        value.forEach(text -> texts.add(values(text)));
        return String.join(" ", texts);
    }
}
