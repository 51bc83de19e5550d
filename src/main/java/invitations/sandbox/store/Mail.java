package invitations.sandbox.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import invitations.sandbox.http.Endpoint;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An invitation e-mail that the vendor would have sent, or a link that GitBook would have made.
 *
 * @param sequence from 1, without gaps
 * @param at when
 * @param target {@code platform}, {@code program}, {@code course}, {@code gitbook} or {@code gitbook-link}
 * @param operation {@code single}, {@code bulk}, {@code redeem}, or {@code invite} at GitBook
 * @param key where in the target; at GitBook the organization's id
 * @param platform the platform's key; at GitBook the organization's id
 * @param email as it was sent; null when there is none
 * @param username as it was sent; null when there is none
 * @param metadata as they were sent, even when the list drops them; at GitBook the role, or what the link is for
 * @param id the invitation's
 * @param repeated whether the person had an invitation with that key already
 */
public record Mail(
        long sequence,
        Instant at,
        String target,
        String operation,
        String key,
        String platform,
        @Nullable String email,
        @Nullable String username,
        Map<String, String> metadata,
        long id,
        boolean repeated) {

    private static final JsonMapper MAPPER = new JsonMapper();

    /** Whom it went to: the address, or else the user name. */
    public String person() {
        return email == null ? String.valueOf(username) : email;
    }

    /** Written by hand, since this is done for each invitation of a benchmark. */
    static String line(long sequence, Instant at, Endpoint endpoint, CheckedItem.Item item, long id, boolean repeated) {
        StringBuilder line = new StringBuilder(400);
        line.append("{\"seq\":").append(sequence);
        field(line, "at", at.toString());
        field(line, "target", endpoint.target());
        field(line, "operation", endpoint.operation());
        field(line, "key", item.key());
        field(line, "platform", item.platform());
        field(line, "email", item.email());
        field(line, "username", item.username());
        if (item.marker().isObject()) {
            line.append(",\"metadata\":").append(item.marker());
        }
        line.append(",\"id\":").append(id);
        return line.append(",\"repeated\":").append(repeated).append('}').toString();
    }

    private static void field(StringBuilder line, String name, @Nullable String value) {
        if (value != null) {
            line.append(",\"").append(name).append("\":\"");
            JsonStringEncoder.getInstance().quoteAsString(value, line);
            line.append('"');
        }
    }

    public static Mail read(String line) {
        try {
            return of(MAPPER.readTree(line));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("not a line of a sandbox's record", e);
        }
    }

    private static Mail of(JsonNode line) {
        Map<String, String> metadata = new LinkedHashMap<>();
        line.path("metadata").properties().forEach(entry -> metadata.put(entry.getKey(), text(entry.getValue())));
        return new Mail(
                line.path("seq").asLong(),
                Instant.parse(line.path("at").asText()),
                line.path("target").asText(),
                line.path("operation").asText(),
                line.path("key").asText(),
                line.path("platform").asText(),
                line.path("email").textValue(),
                line.path("username").textValue(),
                metadata,
                line.path("id").asLong(),
                line.path("repeated").asBoolean());
    }

    private static String text(JsonNode value) {
        return value.isValueNode() ? value.asText() : value.toString();
    }
}
