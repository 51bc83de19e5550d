package invitations.routes;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A step of a route, or a branch of one: {@code when}, {@code doCatch}, {@code onException}.
 *
 * @param kind what it is: {@code setBody}, {@code to}
 * @param body what it is told
 * @param withoutHeaders whether all headers have been removed on every way that leads here within the route
 */
record Step(String kind, JsonNode body, boolean withoutHeaders) {
    private static final Set<String> BRANCHES =
            Set.of("when", "otherwise", "doCatch", "doFinally", "onFallback", "onWhen");
    private static final Set<String> CLAUSES =
            Set.of("onException", "onCompletion", "intercept", "interceptFrom", "interceptSendToEndpoint");

    static List<Step> allOf(JsonNode route) {
        List<Step> steps = new ArrayList<>();
        collect(route, false, steps);
        return steps;
    }

    /** The id, empty when there is none. */
    String id() {
        return body.path("id").asText();
    }

    /** The endpoint it sends to or reads from: empty when it has none. */
    String uri() {
        return body.path("uri").asText();
    }

    /** Every step and every branch in it, as deep as they go. */
    List<Step> inside() {
        return allOf(body);
    }

    @Override
    public String toString() {
        return kind + (id().isEmpty() ? "" : " '" + id() + "'");
    }

    private static void collect(JsonNode container, boolean withoutHeaders, List<Step> steps) {
        for (Map.Entry<String, JsonNode> property : container.properties()) {
            String name = property.getKey();
            JsonNode value = property.getValue();
            if (name.equals("from")) {
                collect(value, withoutHeaders, steps);
            } else if (name.equals("steps")) {
                inOrder(value, withoutHeaders, steps);
            } else if (BRANCHES.contains(name)) {
                for (JsonNode branch : value.isArray() ? value : List.of(value)) {
                    add(new Step(name, branch, withoutHeaders), steps);
                }
            } else if (CLAUSES.contains(name)) {
                for (JsonNode clause : value) {
                    add(new Step(name, clause.path(name), false), steps);
                }
            }
        }
    }

    private static void inOrder(JsonNode list, boolean withoutHeaders, List<Step> steps) {
        boolean removed = withoutHeaders;
        for (JsonNode element : list) {
            for (Map.Entry<String, JsonNode> entry : element.properties()) {
                Step step = new Step(entry.getKey(), entry.getValue(), removed);
                add(step, steps);
                removed |= step.removesAllHeaders();
            }
        }
    }

    private static void add(Step step, List<Step> steps) {
        steps.add(step);
        collect(step.body, step.withoutHeaders, steps);
    }

    private boolean removesAllHeaders() {
        return kind.equals("removeHeaders") && body.path("pattern").asText().equals("*") && !body.has("excludePattern");
    }
}
