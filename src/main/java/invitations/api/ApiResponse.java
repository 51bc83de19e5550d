package invitations.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import invitations.settings.SecretMask;
import java.time.Instant;
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
 * @param date the header of that name as it came: the time of the answer by the server's clock; null when there was none
 * @param text the body
 * @param received when it was read to its end, by our clock
 */
public record ApiResponse(
        int status,
        @Nullable String retryAfter,
        @Nullable String rateLimitReset,
        @Nullable String location,
        @Nullable String date,
        String text,
        Instant received) {
    /** Something behind the object may be the sign of an answer that was put together from two. */
    private static final ObjectMapper MAPPER =
            new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private static final Pattern TITLE = Pattern.compile("<title[^<>]*>([^<]*)</title>", Pattern.CASE_INSENSITIVE);
    /** Controls, formats such as those that turn the direction of writing, half characters, and all white space. */
    private static final Pattern NOT_FOR_A_LINE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}\\s]+");

    private static final int WORDS_LIMIT = 500;

    /** So many characters of a long text are looked at for its words. */
    private static final int LOOKED_AT = 8_192;

    /** {@return whether its status is one of success, whatever its text} */
    public boolean isSuccess() {
        return status >= 200 && status < 300;
    }

    /** The body, when it is one JSON object and nothing else. */
    public Optional<JsonNode> json() {
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
        String line = line(json().map(ApiResponse::words).orElseGet(this::plainWords));
        return line.isEmpty() ? "HTTP " + status + " without a word" : line;
    }

    /** {@return what a server wrote, made fit for one line of a log, a report or a terminal, of at most 500 characters} */
    public static String line(String text) {
        boolean isCut = text.length() > LOOKED_AT;
        String some = isCut ? text.substring(0, LOOKED_AT) : text;
        // An answer may quote the request that it answers, with its key.
        String line = SecretMask.mask(
                NOT_FOR_A_LINE.matcher(SecretMask.mask(some)).replaceAll(" ").strip());
        if (isCut && line.length() < 2 * WORDS_LIMIT) {
            // A key that was cut through is not known as one.
            line = line.substring(0, Math.max(0, line.lastIndexOf(' ')));
        }
        if (line.length() <= WORDS_LIMIT) {
            return line;
        }
        int end = WORDS_LIMIT - 1;
        return line.substring(0, Character.isHighSurrogate(line.charAt(end - 1)) ? end - 1 : end) + "…";
    }

    private String plainWords() {
        Matcher title = TITLE.matcher(text);
        return title.find() ? title.group(1) : text;
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
