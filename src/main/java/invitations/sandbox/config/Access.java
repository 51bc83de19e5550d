package invitations.sandbox.config;

import invitations.sandbox.http.Endpoint;
import invitations.sandbox.http.HttpAnswer;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who may do what.
 *
 * @param scheme the first word of the {@code Authorization} header: {@code Api-Token} or {@code Api-Key};
 *     {@code Bearer} at GitBook
 * @param keys the keys that are accepted, each with what it may <em>not</em> do
 */
public record Access(String scheme, Map<String, Set<Endpoint>> keys) {

    public Access {
        keys = Map.copyOf(keys);
    }

    /** One key that may do everything. */
    public static Access to(String key) {
        return new Access("Api-Token", Map.of(key, Set.of()));
    }

    public Access withScheme(String value) {
        return new Access(value, keys);
    }

    /** Accepts one more key, which gets 403 at these endpoints. */
    public Access withLimitedKey(String key, Endpoint... refused) {
        Map<String, Set<Endpoint>> more = new HashMap<>(keys);
        Set<Endpoint> endpoints = EnumSet.noneOf(Endpoint.class);
        endpoints.addAll(Set.of(refused));
        more.put(key, endpoints);
        return new Access(scheme, more);
    }

    /** The answer that keeps the caller out; null when the call may go on. */
    @Nullable
    public HttpAnswer refusal(Endpoint endpoint, @Nullable String authorization) {
        if (endpoint.isPublic()) {
            return null;
        }
        Set<Endpoint> refused = null;
        if (authorization != null && authorization.startsWith(scheme + " ")) {
            refused = keys.get(authorization.substring(scheme.length() + 1));
        }
        if (refused == null) {
            return endpoint.refusal(401, "Invalid token.");
        }
        return refused.contains(endpoint)
                ? endpoint.refusal(403, "You do not have permission to perform this action.")
                : null;
    }
}
