package invitations.api;

import java.util.Map;

/**
 * One request that reads.
 *
 * @param api the API's name; the route that asks it is {@code ask-<name>}
 * @param path the path below the API's address, with nothing in it that is not meant as a path
 * @param parameters as they are before they are encoded
 * @param startedNanos when it began, on the clock of {@link System#nanoTime()}; 0 before that
 */
public record ApiRequest(String api, String path, Map<String, String> parameters, long startedNanos) {

    /** A request that has not begun. */
    public static ApiRequest of(String api, String path, Map<String, String> parameters) {
        return new ApiRequest(api, path, parameters, 0);
    }

    /** The same request, which begins then. */
    public ApiRequest begun(long nanos) {
        return new ApiRequest(api, path, parameters, nanos);
    }
}
