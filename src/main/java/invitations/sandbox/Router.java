package invitations.sandbox;

import invitations.sandbox.config.SandboxSettings;
import invitations.sandbox.http.Endpoint;
import invitations.sandbox.http.HttpAnswer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Where the endpoints are, and the answers where there is none. Safe for any number of threads. */
final class Router {
    private final Map<String, Map<String, Endpoint>> catalog = new HashMap<>();
    private final List<Template> gitbook = new ArrayList<>();
    private final String gitbookPrefix;

    Router(SandboxSettings settings) {
        gitbookPrefix = settings.gitbook().prefix();
        for (Endpoint endpoint : Endpoint.values()) {
            if (endpoint.isGitbook()) {
                String ids = endpoint.path().replaceAll("\\{[a-z]+}", "([^/]+)");
                gitbook.add(new Template(endpoint, Pattern.compile(Pattern.quote(gitbookPrefix) + ids)));
            } else {
                String path = settings.prefix() + settings.catalogPath() + endpoint.path();
                catalog.computeIfAbsent(path, any -> new HashMap<>()).put(endpoint.method(), endpoint);
            }
        }
    }

    /**
     * Where a request goes.
     *
     * @param ids what stands in the path for the names in braces, in their order
     */
    record Place(Endpoint endpoint, List<String> ids) {}

    private record Template(Endpoint endpoint, Pattern pattern) {}

    /** The place for that method and path; null when there is none. */
    @Nullable
    Place place(String method, String path) {
        Map<String, Endpoint> methods = catalog.get(path);
        if (methods != null) {
            Endpoint endpoint = methods.get(method);
            return endpoint == null ? null : new Place(endpoint, List.of());
        }
        for (Template each : gitbook) {
            Matcher matcher = each.pattern.matcher(path);
            if (each.endpoint.method().equals(method) && matcher.matches()) {
                List<String> ids = IntStream.rangeClosed(1, matcher.groupCount())
                        .mapToObj(matcher::group)
                        .toList();
                return new Place(each.endpoint, ids);
            }
        }
        return null;
    }

    /** The answer to a request that no endpoint takes. */
    HttpAnswer elsewhere(String method, String path) {
        if (catalog.containsKey(path + "/")) {
            HttpAnswer moved = HttpAnswer.page(301, "Moved Permanently");
            return new HttpAnswer(301, moved.contentType(), Map.of("Location", path + "/"), moved.body());
        }
        if (catalog.containsKey(path)) {
            // The vendor's server answers a DELETE of a collection so, and deletes nothing.
            return method.equals("DELETE")
                    ? HttpAnswer.detail(200, "Not implemented.")
                    : HttpAnswer.detail(405, "Method \"" + method + "\" not allowed.");
        }
        if (gitbook.stream().anyMatch(each -> each.pattern.matcher(path).matches())) {
            return HttpAnswer.error(405, "Method not allowed");
        }
        return path.startsWith(gitbookPrefix + "/")
                ? HttpAnswer.error(404, "Not found")
                : HttpAnswer.page(404, "Not Found");
    }
}
