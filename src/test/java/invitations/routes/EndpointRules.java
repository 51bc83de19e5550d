package invitations.routes;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** What holds of every endpoint: options under {@code parameters}, only those that the component has, and HTTP safe. */
final class EndpointRules {
    private EndpointRules() {}

    static List<String> findings(RouteFile file) {
        List<String> findings = new ArrayList<>();
        boolean hasPathOfBean = file.steps().stream().anyMatch(EndpointRules::setsPath);
        options(file.route().path("from"), file + " from: ", findings);
        for (Step step : file.steps()) {
            if (!step.uri().isEmpty()) {
                String where = file + " " + step + ": ";
                options(step.body(), where, findings);
                if (schemeOf(step.uri()).equals("http")) {
                    http(step, where, hasPathOfBean, findings);
                }
            }
        }
        return findings;
    }

    private static void options(JsonNode endpoint, String where, List<String> findings) {
        String uri = endpoint.path("uri").asText();
        if (uri.contains("?")) {
            findings.add(where + "has options in its uri: they belong under parameters");
        }
        if (!uri.isEmpty()) {
            String scheme = schemeOf(uri);
            ComponentOptions known = ComponentOptions.of(scheme);
            for (String name : (Iterable<String>) endpoint.path("parameters")::fieldNames) {
                if (!known.has(name)) {
                    findings.add(where + "has the parameter '" + name + "', which " + scheme + " does not know");
                }
            }
        }
    }

    /** A bean of ours that puts ids into the path, where no header of the message is left: its step's id says so. */
    private static boolean setsPath(Step step) {
        return step.kind().equals("bean") && step.id().endsWith("-path") && step.withoutHeaders();
    }

    private static void http(Step step, String where, boolean hasPathOfBean, List<String> findings) {
        if (!step.withoutHeaders()) {
            findings.add(where + "goes out with the message's headers: removeHeaders with the pattern * comes first");
        }
        JsonNode parameters = step.body().path("parameters");
        String method = parameters.path("httpMethod").asText();
        if (method.isEmpty()) {
            findings.add(where + "leaves the method to the message: set httpMethod");
        }
        if (method.equals("POST") && !hasPathOfBean) {
            demand(parameters, "skipControlHeaders", "true", where, findings);
        }
        demand(parameters, "throwExceptionOnFailure", "false", where, findings);
        demand(parameters, "disableStreamCache", "true", where, findings);
    }

    private static void demand(JsonNode parameters, String name, String value, String where, List<String> findings) {
        if (!parameters.path(name).asText().equals(value)) {
            findings.add(where + "needs " + name + ": " + value);
        }
    }

    /** The component: an address that a property holds is one of an API, hence HTTP. */
    private static String schemeOf(String uri) {
        String scheme = uri.replaceFirst("[:?].*", "");
        return uri.startsWith("{{") || scheme.equals("https") ? "http" : scheme;
    }
}
