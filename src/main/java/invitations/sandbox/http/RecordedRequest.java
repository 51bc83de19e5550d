package invitations.sandbox.http;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A request that came in.
 *
 * @param method such as {@code POST}
 * @param path without the query
 * @param query as it was sent, encoded; null when there is none
 * @param from when it was read
 * @param to when its answer was ready to be sent
 * @param status the answer's status; 0 when the connection was closed without one
 * @param authorized whether it had an {@code Authorization} header, good or bad
 */
public record RecordedRequest(
        String method, String path, @Nullable String query, Instant from, Instant to, int status, boolean authorized) {}
