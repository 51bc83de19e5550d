package invitations.sandbox.work;

import com.fasterxml.jackson.databind.JsonNode;
import invitations.sandbox.http.Endpoint;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whose invitations something happens to outside the API.
 *
 * @param target {@code platform}, {@code program}, {@code course} or {@code gitbook}
 * @param email the person's address
 * @param key where in the target; null for everywhere
 * @param username what the person calls itself when it accepts; null for the part before the {@code @}
 */
public record InvitationRef(String target, String email, @Nullable String key, @Nullable String username) {
    private static final Set<String> TARGETS = Set.of("platform", "program", "course", "gitbook");
    private static final Set<String> FIELDS = Set.of("target", "email", "key", "username");

    /** @throws IllegalArgumentException when there is no such target, or nobody with such an address */
    public InvitationRef {
        if (!TARGETS.contains(target)) {
            throw new IllegalArgumentException("target is platform, program, course or gitbook");
        }
        if (email.indexOf('@') < 1) {
            throw new IllegalArgumentException("email is an address");
        }
    }

    /** Everywhere in the target. */
    public static InvitationRef to(String target, String email) {
        return new InvitationRef(target, email, null, null);
    }

    /** Only there. */
    public InvitationRef at(String only) {
        return new InvitationRef(target, email, only, username);
    }

    /** Accepts under that name. */
    public InvitationRef as(String name) {
        return new InvitationRef(target, email, key, name);
    }

    /**
     * Reads an order.
     *
     * @throws IllegalArgumentException when something in it is not known; the message says what
     */
    public static InvitationRef read(JsonNode order) {
        order.fieldNames().forEachRemaining(name -> {
            if (!FIELDS.contains(name)) {
                throw new IllegalArgumentException("unknown: " + name);
            }
        });
        return new InvitationRef(
                order.path("target").asText(),
                order.path("email").asText(),
                order.path("key").textValue(),
                order.path("username").textValue());
    }

    boolean isAtGitbook() {
        return target.equals("gitbook");
    }

    /** The filters of a list by which the invitations are found. */
    Map<String, String> filters() {
        Map<String, String> filters = new HashMap<>(Map.of("email", email));
        if (key != null) {
            filters.put(Endpoint.keyFieldOf(target), key);
        }
        return filters;
    }
}
